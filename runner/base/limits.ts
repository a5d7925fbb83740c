/** Every limit of the product, in one place. Times in milliseconds, sizes in bytes. */
export const limits = {
  yamlBytes: 2_000_000,
  yamlAliases: 100,
  yamlDepth: 40,
  includedFiles: 64,
  stepsPerChecklist: 2_000,
  eachRows: 500,
  actionsPerStep: 200,
  stepTimeoutMs: 10_000,
  stepTimeoutMaxMs: 600_000,
  expressionMs: 1_000,
  expressionSteps: 200_000,
  patternLength: 500,
  observedTextLength: 2_000,
  httpBodyBytes: 5_000_000,
  networkFactsPerStep: 400,
  consoleFactsPerStep: 200,
  driverSilenceMs: 20_000,
  abortGraceMs: 10_000,
  browserRelaunches: 2,
  /** A session that takes longer to open has a browser that no longer answers. */
  sessionOpenMs: 30_000,
  sessionCloseMs: 5_000,
  /** How long a start waits for the driver that an earlier, dead supervisor left. */
  outlivedDriverMs: 45_000,
  diskFreeBytes: 50_000_000,
  evidenceBytesPerFile: 20_000_000,
  guardAnswerMs: 5_000,
  pageProofMs: 5_000,
  paymentPressMs: 60_000,
  paymentSeenMs: 60_000,
  gatewayCallMs: 10_000,
  gatewayAnswerBytes: 4_000_000,
  gatewayPages: 50,
  gatewayRowsPerPage: 500,
  /** Waits before each look into the gateway's ledger while it has no final word. */
  ledgerWaitsMs: [0, 300, 700, 1_500, 3_000, 5_000],
  /** The same when the screen already told of a decline. */
  ledgerWaitsAfterDeclineMs: [0, 400, 800],
  /** How far the gateway's clock may be from ours when an approval is matched to its press. */
  gatewaySkewMs: 120_000,
} as const;
