import type { GatewayRecord, LedgerGateway } from '../../runner/model/gateway.ts';
import type { PaymentWall } from '../../runner/model/payment-wall.ts';
import type { LedgerPayment, PaymentIntent } from '../../runner/model/payment.ts';
import { ledgerPayment, nowMs, scriptedGateway, target } from './payment-world.ts';

/** A wall that holds redirects as the browser's does, without a browser: a test sends them with `redirect`. */
export function fakeWall() {
  let held: Parameters<NonNullable<PaymentWall['holdConfirm']>>[0] | null = null;
  let isArmed = false;
  const log: string[] = [];
  const wall: PaymentWall = {
    armPayment: async () => {
      isArmed = true;
      log.push('armed');
    },
    disarm: async () => {
      isArmed = false;
      log.push('disarmed');
    },
    holdConfirm: async (gate) => {
      held = gate;
      return {
        stop: async () => {
          held = null;
        },
      };
    },
  };
  return {
    wall,
    log,
    /** What becomes of a redirect to this address; a confirm outside an armed payment is dropped. */
    redirect: async (url: string): Promise<'release' | 'drop'> => {
      if (held === null || !isArmed) return 'drop';
      if (!held.matches(new URL(url))) return 'release';
      return held.decide({ url, method: 'GET' });
    },
  };
}

/** The shop's success address as a gateway sends the buyer to it. */
export function confirmUrl(changes: { readonly [name: string]: string } = {}): string {
  const query = { paymentKey: 'tviva20261122003000abcde', orderId: 'ORDER-0001', amount: '39000', ...changes };
  return `${target.baseUrl}/checkout/success?${new URLSearchParams(query).toString()}`;
}

/** What the gateway's own record of a test payment says. */
export function gatewayRecord(payment: LedgerPayment, changes: Partial<GatewayRecord> = {}): GatewayRecord {
  return {
    payment,
    mode: 'test',
    modeEvidence: ['dashboard-sandbox'],
    merchantId: 'tvivarepublica',
    lastTransactionKey: null,
    orderName: null,
    method: '카드',
    requestedAt: null,
    suppliedKrw: null,
    vatKrw: null,
    taxFreeKrw: null,
    isPartialCancelable: true,
    receiptUrl: null,
    card: {
      issuerCode: null,
      acquirerCode: null,
      number: '536510******0000',
      installmentMonths: 0,
      approveNo: '00000000',
      cardType: null,
      ownerType: null,
      acquireStatus: null,
    },
    cancels: [],
    ...changes,
  };
}

/** A ledger with one approved payment that can be cancelled; `knobs` change what it says, as a broken world would. */
export function smallLedger(intent: PaymentIntent, knobs: LedgerKnobs = {}) {
  let payment = ledgerPayment(intent, knobs.payment);
  let cancels: GatewayRecord['cancels'] = [];
  const asked: string[] = [];
  const now = () => (knobs.isAbsent === true ? null : payment);
  const gateway: LedgerGateway = {
    ...scriptedGateway([null]),
    findByOrder: async () => now(),
    findByKey: async () => (knobs.noKey === true ? null : now()),
    readRecord: async () => (now() === null ? null : gatewayRecord(payment, { cancels, ...knobs.record })),
    listTransactions: async () => {
      if (knobs.noList === true || now() === null) return [];
      const { paymentKey, orderId, status, amountKrw } = payment;
      const row = { transactionKey: 'T', paymentKey, orderId, status, amountKrw, at: new Date(nowMs).toISOString() };
      return knobs.isTwice === true ? [row, { ...row, paymentKey: 'tviva-second' }] : [row];
    },
    cancel: async ({ idempotencyKey }) => {
      asked.push(idempotencyKey);
      if (knobs.refuseCancel === true) {
        return { kind: 'refused', httpStatus: 403, code: 'EXCEED_CANCEL_LIMIT', message: '', traceId: null };
      }
      const at = new Date(nowMs).toISOString();
      cancels = [{ transactionKey: 'C', reason: '', at, amountKrw: payment.amountKrw, status: 'DONE' }];
      payment = { ...payment, status: 'CANCELED', balanceKrw: 0n };
      return { kind: 'done', httpStatus: 200, code: null, message: '', traceId: null };
    },
  };
  return { gateway, cancelled: asked };
}

export type LedgerKnobs = {
  readonly payment?: Partial<LedgerPayment>;
  readonly record?: Partial<GatewayRecord>;
  readonly isAbsent?: boolean;
  readonly noKey?: boolean;
  readonly noList?: boolean;
  readonly isTwice?: boolean;
  readonly refuseCancel?: boolean;
};
