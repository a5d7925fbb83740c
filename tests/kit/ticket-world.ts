import { createHash } from 'node:crypto';
import type { RunEvent, StoredEvent } from '../../runner/model/event.ts';
import type { GatewayRecord } from '../../runner/model/gateway.ts';
import type { Journal } from '../../runner/model/journal.ts';
import type { PaymentState } from '../../runner/model/payment.ts';
import type { Target } from '../../runner/model/target.ts';
import { target as bareTarget } from './payment-world.ts';

/** A night in which a payment of 200,000,000 KRW that had to be declined was approved. */

export const approvedAtMs = Date.UTC(2026, 10, 21, 15, 31, 7);
export const runId = '20261121-153000-k3m9qa';
export const payment = 'pay-7k3m';

export const ticketTarget: Target = {
  ...bareTarget,
  merchant: {
    name: '하늘홈쇼핑',
    businessNumber: '123-45-67890',
    requester: '정지연 (릴리스팀)',
    contact: '02-1234-5678 / release@shop.example',
    approver: '박민호 재무팀장',
  },
  tickets: { to: ['finance@shop.example'], from: 'postflight@shop.example', smtpSecretName: 'SMTP', cutOff: '18:00' },
};

/** The gateway's whole record of that payment. */
export function goodRecord(changes: Partial<GatewayRecord> = {}): GatewayRecord {
  return {
    payment: {
      paymentKey: 'tviva20261122003107Lh8s2',
      orderId: 'LV-20261121-153000-k3m9qa-1',
      status: 'DONE',
      amountKrw: 200_000_000n,
      balanceKrw: 200_000_000n,
      approvedAt: new Date(approvedAtMs).toISOString(),
    },
    mode: 'test',
    modeEvidence: ['approval number 00000000'],
    merchantId: 'tvivarepublica',
    lastTransactionKey: 'txrd_a01kd2n2v7n',
    orderName: '여행 상품 경비행기 외 1건',
    method: '카드',
    requestedAt: new Date(approvedAtMs - 21_000).toISOString(),
    suppliedKrw: 181_818_182n,
    vatKrw: 18_181_818n,
    taxFreeKrw: 0n,
    isPartialCancelable: true,
    receiptUrl: 'https://dashboard-sandbox.tosspayments.com/receipt/redirection?transactionId=tviva20261122003107Lh8s2',
    card: {
      issuerCode: '41',
      acquirerCode: '41',
      number: '536510******0000',
      installmentMonths: 0,
      approveNo: '00000000',
      cardType: '신용',
      ownerType: '개인',
      acquireStatus: 'READY',
    },
    cancels: [],
    ...changes,
  };
}

/** That record after the whole amount was taken back. */
export function cancelledRecord(changes: Partial<GatewayRecord> = {}): GatewayRecord {
  const good = goodRecord();
  return {
    ...good,
    payment: { ...good.payment, status: 'CANCELED', balanceKrw: 0n },
    cancels: [
      {
        transactionKey: 'txrd_c01',
        reason: 'test',
        at: new Date(approvedAtMs + 90_000).toISOString(),
        amountKrw: 200_000_000n,
        status: 'DONE',
      },
    ],
    ...changes,
  };
}

const intent = {
  amountKrw: '200000000',
  card: 'unissuable-over-limit',
  gateway: 'toss',
  fingerprint: 'build-2026.11.21-1',
};

/** The payment's own moves in the journal; `facts` go with the last one. */
export function paymentMoves(facts: { readonly [key: string]: string } = {}): readonly RunEvent[] {
  const moved = (state: PaymentState, its: { readonly [key: string]: string }): RunEvent => ({
    kind: 'payment.moved',
    payment,
    step: 'PAY-02',
    state,
    facts: its,
  });
  return [
    moved('PLANNED', intent),
    moved('INTENT', {}),
    moved('CLICKED', {}),
    moved('SEEN_UNKNOWN', { orderId: 'LV-20261121-153000-k3m9qa-1', screen: 'unknown' }),
    moved('VERIFIED_APPROVED', facts),
  ];
}

/** A journal in memory whose clock the test sets; texts are chained as a real one would. */
export function clockedJournal(startMs: number = approvedAtMs) {
  let nowMs = startMs;
  const stored: StoredEvent[] = [];
  const append = (stream: string, event: RunEvent) => {
    const seq = stored.filter((one) => one.runId === stream).length + 1;
    const at = new Date(nowMs).toISOString();
    const line = JSON.stringify({ stream, seq, at, event });
    const hash = createHash('sha256').update(line).digest('hex');
    stored.push({ runId: stream, seq, at, event, prev: '', hash, line });
    return { seq, hash };
  };
  const journal = {
    append,
    appendAll: (stream: string, events: readonly RunEvent[]) => events.map((event) => append(stream, event)),
    appendDecided(stream: string, decide: (events: readonly StoredEvent[]) => readonly RunEvent[]) {
      return decide(stored.filter((one) => one.runId === stream)).map((event) => append(stream, event));
    },
    events: (stream: string) => stored.filter((one) => one.runId === stream),
    eventsAfter: (stream: string, last: StoredEvent | null) =>
      stored.filter((one) => one.runId === stream && one.seq > (last?.seq ?? 0)),
    version: () => 1,
    runs: () => [],
    close: () => undefined,
  } satisfies Journal;
  return {
    journal,
    clock: { now: () => nowMs, elapsed: () => nowMs },
    at: (ms: number) => {
      nowMs = ms;
    },
    after: (ms: number) => {
      nowMs += ms;
    },
  };
}

/** A journal in which the payment was made and its ticket drafted from nothing yet. */
export function worldWithPayment(facts: { readonly [key: string]: string } = {}) {
  const world = clockedJournal();
  world.journal.appendAll(runId, paymentMoves(facts));
  return world;
}
