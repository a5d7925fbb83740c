import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import { GatewayTrouble } from '../model/gateway.ts';
import type { CancelAnswer, LedgerGateway } from '../model/gateway.ts';
import { pause, type MoneyWorld } from './money-world.ts';
import { paymentRecords } from './records.ts';
import { text } from './settle-text.ts';
import { whyNotCancelled } from './tickets/verify.ts';
import { move } from './write.ts';

/** An approved payment of ours, to be taken back whole. */
export type Approval = { readonly payment: string; readonly step: string; readonly paymentKey: string };

export type Cancelled = {
  readonly kind: 'cancelled' | 'open';
  /** How often this call asked the gateway. */
  readonly tries: number;
  /** What the ledger or the gateway said last. */
  readonly last: Bilingual;
};

/** One key a payment, so that no repetition, of whatever process, cancels twice. */
export const cancelKeyOf = (payment: string): string => `lv-cancel-${payment}`;

/**
 * Takes an approved payment back: CANCEL_INTENT, one request, CANCEL_SENT, the ledger's word; again with the same idempotency key until
 * the ledger says that all of it is back or the waits are used up. Begins where the journal stands, so it may be called again after a
 * kill at any point. `attempted` is called after each request.
 */
export async function cancelPayment(
  world: MoneyWorld & { readonly gateway: LedgerGateway },
  { payment, step, paymentKey }: Approval,
  attempted: () => void = () => undefined,
): Promise<Cancelled> {
  let last: Bilingual = { ko: '', en: '' };
  let tries = 0;
  const key = cancelKeyOf(payment);
  for (const waitMs of [0, ...(world.cancelWaitsMs ?? limits.cancelWaitsMs)]) {
    if (waitMs > 0) await pause(world, waitMs);
    // Looked at before each request too: an answer that got lost may have done its work.
    const before = await verify(world, { payment, step, paymentKey });
    if (before === null) return { kind: 'cancelled', tries, last };
    const at = { payment, step };
    if (stateOf(world, payment) !== 'CANCEL_INTENT')
      await move(world, { ...at, state: 'CANCEL_INTENT', facts: { paymentKey, cancelKey: key } });
    const reason = text.cancelReason({ runId: world.runId });
    const answer = await world.gateway.cancel({ paymentKey, reason, idempotencyKey: key });
    tries += 1;
    await move(world, { ...at, state: 'CANCEL_SENT', facts: { cancelKey: key, ...factsOfAnswer(answer) } });
    attempted();
    const after = await verify(world, { payment, step, paymentKey });
    if (after === null) return { kind: 'cancelled', tries, last };
    const said = `${answer.kind}${answer.code === null ? '' : ` ${answer.code}`}`;
    last = { ko: `${said}; ${after.ko}`, en: `${said}; ${after.en}` };
  }
  return { kind: 'open', tries, last };
}

/** Null when the ledger says that all of it is back, which is then written; else why not. */
async function verify(
  world: MoneyWorld & { readonly gateway: LedgerGateway },
  { payment, step, paymentKey }: Approval,
): Promise<Bilingual | null> {
  try {
    const record = await world.gateway.readRecord(paymentKey);
    if (record === null) return { ko: '원장에 없습니다', en: 'the ledger does not have it' };
    const why = whyNotCancelled(record);
    if (why !== null) return why;
    const cancelled = record.cancels.reduce((sum, one) => sum + one.amountKrw, 0n);
    const facts = { ledgerStatus: record.payment.status, ledgerBalanceKrw: '0', cancelledKrw: String(cancelled) };
    await move(world, { payment, step, state: 'VERIFIED_CANCELLED', facts });
    return null;
  } catch (error) {
    if (error instanceof GatewayTrouble) return error.text;
    throw error;
  }
}

function stateOf({ journal, runId }: MoneyWorld, payment: string): string {
  return paymentRecords(journal.events(runId)).find((one) => one.payment === payment)?.state ?? '';
}

function factsOfAnswer({ kind, httpStatus, code, message, traceId }: CancelAnswer) {
  return {
    cancelKind: kind,
    cancelHttp: httpStatus === null ? 'none' : String(httpStatus),
    cancelCode: code ?? '',
    cancelMessage: message,
    cancelTrace: traceId ?? '',
  };
}
