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
  cookiesMs: 1_000,
  /** How long a start waits for the driver that an earlier, dead supervisor left. */
  outlivedDriverMs: 45_000,
  diskFreeBytes: 50_000_000,
  evidenceBytesPerFile: 20_000_000,
  guardAnswerMs: 5_000,
  /** A canary's proof arms one large payment for this long. */
  canaryProofMs: 180_000,
  /** How old the server's signed word may be, and how far its clock may be ahead. */
  attestationAgeMs: 60_000,
  attestationSkewMs: 5_000,
  attestationBytes: 16_000,
  routeReadMs: 5_000,
  /** How long the confirm gate may look at a held redirect before it drops it. */
  confirmGateMs: 15_000,
  machineFiles: 300,
  machineFileBytes: 1_000_000,
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
  /** How long the shop's confirm redirect is held for a decision; then it is dropped. */
  confirmHoldMs: 30_000,
  /** Refused and recorded hosts told a run, one event each; the numbers behind them count everything. */
  networkRefusalsPerRun: 200,
  /** How long a connection to the shop is kept for the next request: shorter than any server keeps it, so that none is cut. */
  upstreamIdleMs: 1_000,
  /** How far the gateway's clock may be from ours when an approval is matched to its press. */
  gatewaySkewMs: 120_000,
  /** How long the second place of payment records may take for one writing. */
  mirrorMs: 3_000,
  mirrorReadMs: 20_000,
  mirrorBytes: 200_000_000,
  /** Waits between asking a gateway to cancel again, with the same idempotency key. */
  cancelWaitsMs: [500, 1_000, 2_000, 5_000, 10_000],
  /** The same while a run waits to begin or to be closed; `postflight settle` takes its time. */
  hurriedCancelWaitsMs: [500, 1_000, 2_000],
  /** A shop may confirm so long after the buyer proved the card; what is not approved by then cannot be any more. */
  confirmWindowMs: 600_000,
  /** An outcome that nobody knows for so long halts its target. */
  unknownOutcomeMs: 60_000,
  /** How long after its press a payment may show in the gateway's list. */
  listedWithinMs: 1_800_000,
  /** How far back settling looks when nobody says. */
  settleDays: 15,
  ticketTextLength: 300,
  ticketFiles: 40,
  /** Until somebody has acknowledged a ticket, and until it was handed to the gateway, people are told again. */
  ticketNagAckMs: 600_000,
  ticketNagSubmitMs: 3_600_000,
  /** Before the acquirer's run people are told twice more. */
  ticketCutOffWarningsMs: [7_200_000, 1_800_000],
  mailConnectMs: 10_000,
  mailSilenceMs: 20_000,
  mailWholeMs: 45_000,
  pdfMs: 30_000,
  /** A signing program (KMS, hardware module) may ask another machine. */
  signerMs: 20_000,
  /** At the end of a run each time stamping authority has this long; `archive stamp` is more patient. */
  stampInRunMs: 3_000,
  stampMs: 20_000,
  /** For each place that a new checkpoint is published to. */
  publishMs: 10_000,
  /** A report that was stamped so long after its end was not just waiting for an authority that was down. */
  stampLateMs: 86_400_000,
  /** A run that was announced so long ago and never closed was hidden. */
  openRunMs: 86_400_000,
  /** How far the clocks of a runner and a time stamping authority may be apart. */
  stampSkewMs: 900_000,
} as const;
