import type { LedgerGateway } from '../../runner/model/gateway.ts';
import type { IntentFacts } from '../../runner/model/guard.ts';
import type { LedgerPayment, PaymentIntent } from '../../runner/model/payment.ts';
import type { Plan } from '../../runner/model/plan.ts';
import type { Action } from '../../runner/model/checklist.ts';
import type { Target } from '../../runner/model/target.ts';

export const nowMs = Date.UTC(2026, 10, 22, 0, 30);

export const target: Target = {
  id: 'demo',
  title: '데모',
  baseUrl: 'http://127.0.0.1:4300',
  deployment: null,
  gateway: {
    kind: 'toss',
    baseUrl: 'http://127.0.0.1:4301',
    secretKeyName: 'TOSS_TEST_KEY',
    lane: 'sandbox',
    ceilings: { stepKrw: 300_000_000n, runKrw: 500_000_000n, hourKrw: null, hourCount: null },
    merchantId: null,
    attestation: null,
    // Above every amount here: the tests of canaries lower it.
    canaryFromKrw: 1_000_000_000n,
    confirmPath: null,
  },
  allowedHosts: [],
  unknownHosts: 'refuse',
  account: null,
  merchant: null,
  mirror: null,
  tickets: null,
  onCall: null,
  variables: {},
  source: { file: 'targets/demo.yaml', sha256: '', text: 'target: 데모' },
};

export const approvedIntent: PaymentIntent = {
  step: 'PAY-01',
  amountKrw: 39_000n,
  card: 'unissuable-approved',
  canary: false,
  outcome: { expect: 'approved' },
};

export const declinedIntent: PaymentIntent = {
  step: 'PAY-02',
  amountKrw: 200_000_000n,
  card: 'unissuable-over-limit',
  canary: false,
  outcome: { expect: 'declined', source: 'magic-card', code: 'REJECT_CARD_PAYMENT' },
};

/** Facts to which no guard objects. */
export const goodFacts: IntentFacts = {
  target,
  nowMs,
  book: { halts: [], openTickets: [], hour: { attemptedKrw: 0n, count: 0 }, openElsewhere: [] },
  route: { fingerprint: null, fingerprintProblem: null, attestation: { kind: 'none' }, readAtMs: nowMs },
  routeBefore: null,
  account: { kind: 'none' },
  arm: { proofs: [], session: 'session-1', route: 'toss', deployment: 'build-1', own: null },
  environment: { PATH: '/usr/bin', POSTFLIGHT_SECRET_TOSS_TEST_KEY: 'test_sk_abc' },
  gateway: { name: 'toss', classOf: (code) => (code === 'REJECT_CARD_PAYMENT' ? 'declined' : 'unknown') },
  payments: [],
  page: { keys: [{ mode: 'test', prefix: 'test_ck_', where: 'page' }], unread: [] },
};

/** The ledger's record of a payment of this intent. */
export function ledgerPayment(intent: PaymentIntent, changes: Partial<LedgerPayment> = {}): LedgerPayment {
  return {
    paymentKey: 'tviva20261122003000abcde',
    orderId: 'ORDER-0001',
    status: 'DONE',
    amountKrw: intent.amountKrw,
    balanceKrw: intent.amountKrw,
    approvedAt: new Date(nowMs).toISOString(),
    ...changes,
  };
}

/** A gateway that answers from a script; when it is used up, the last answer repeats. */
export function scriptedGateway(answers: readonly (LedgerPayment | null | Error)[]) {
  let asked = 0;
  const answer = async (): Promise<LedgerPayment | null> => {
    const now = answers[Math.min(asked, answers.length - 1)] ?? null;
    asked += 1;
    if (now instanceof Error) throw now;
    return now;
  };
  return {
    name: 'toss',
    classOf: (code: string) => (code === 'REJECT_CARD_PAYMENT' ? ('declined' as const) : ('unknown' as const)),
    findByOrder: answer,
    findByKey: answer,
    readRecord: async () => null,
    cancel: async () =>
      ({ kind: 'refused', httpStatus: 403, code: 'NOT_SCRIPTED', message: '', traceId: null }) as const,
    async listTransactions() {
      const found = await answer();
      if (found === null) return [];
      const { paymentKey, orderId, status, amountKrw } = found;
      return [{ transactionKey: 'T', paymentKey, orderId, status, amountKrw, at: new Date(nowMs).toISOString() }];
    },
  } satisfies LedgerGateway;
}

/** A plan whose one step does these actions. */
export function planOf(actions: readonly Action[], changes: Partial<Target> = {}): Plan {
  const at = { file: 'release.yaml', line: 5, column: 7, endLine: 5, endColumn: 20 };
  const step = {
    id: 'PAY-01',
    title: '결제',
    severity: 'critical',
    owner: null,
    runbook: null,
    effect: 'money',
    tags: [],
    needs: [],
    when: null,
    waiver: null,
    timeoutMs: 10_000,
    row: null,
    do: actions,
    expect: [],
    defer: [],
    at,
  } as const;
  const section = {
    id: 'PAY',
    title: '결제',
    needs: [],
    locks: [],
    tags: [],
    when: null,
    device: null,
    setup: [],
    steps: [step],
    defer: [],
    at,
  };
  return {
    checklist: {
      title: '점검',
      file: 'release.yaml',
      device: { name: 'Galaxy S24' },
      locale: 'ko-KR',
      timezone: 'Asia/Seoul',
      target: null,
      variables: {},
      policy: { flaky: 'inconclusive' },
      knownIssues: [],
      sections: [section],
      sources: [{ file: 'release.yaml', sha256: '', text: 'checklist: 점검' }],
    },
    target: { ...target, ...changes },
    sections: [section],
    scope: { selectedSteps: 1, allSteps: 1 },
    options: { tracks: 1, headed: false, debug: false, trace: 'off', confirm: true },
  };
}
