import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import { formatWon } from '../base/money.ts';
import { unreachable } from '../base/unreachable.ts';
import type { LedgerPayment } from '../model/payment.ts';
import type { RecordWord } from './find-record.ts';
import type { PaymentRecord } from './records.ts';
import { text } from './settle-look-text.ts';
import type { EndState } from './verdict.ts';

type Facts = { readonly [key: string]: string };

/** What is to be done about a payment, now that the ledger was asked. */
export type Decision =
  /** It has its verified end, and nothing more can come. */
  | { readonly kind: 'over' }
  | { readonly kind: 'end'; readonly state: EndState; readonly facts: Facts }
  /** `untilMs` null: until the gateway answers. `open`: it has no verified end yet; else only a late look is due. */
  | { readonly kind: 'wait'; readonly untilMs: number | null; readonly open: boolean; readonly why: Bilingual }
  /** Money moved that should not have, or nobody can tell. `end` is written first. */
  | {
      readonly kind: 'drill';
      readonly end: { readonly state: EndState; readonly facts: Facts } | null;
      readonly why: Bilingual;
    }
  /** The small payment that proves a route is taken back without an alarm. */
  | {
      readonly kind: 'take-back';
      readonly paymentKey: string;
      readonly end: { readonly state: EndState; readonly facts: Facts } | null;
    };

export type Look = {
  readonly record: PaymentRecord;
  readonly word: RecordWord;
  /** The gate raised a money alarm about it. */
  readonly alarmed: boolean;
  readonly nowMs: number;
};

/** True when this payment is open, its cancellation is due, or a late look at it is. */
export function needsLook(record: PaymentRecord, alarmed: boolean): boolean {
  if (record.intentAt === null) return false;
  if (record.open) return true;
  if (record.state === 'VERIFIED_APPROVED') return isSurprise(record, alarmed) || isCanary(record);
  return needsLateLook(record);
}

/** A decline that the shop could still confirm, or a press that left no trace: looked at once more when its window is over. */
function needsLateLook({ state, facts, pressedAt }: PaymentRecord): boolean {
  if (facts['lateLook'] === 'done' || facts['pressed'] === 'no' || pressedAt === null) return false;
  if (state === 'VERIFIED_ABSENT') return true;
  return state === 'VERIFIED_DECLINED' && unfinished.includes(facts['ledgerStatus'] ?? '');
}

const unfinished: readonly string[] = ['READY', 'IN_PROGRESS', 'WAITING_FOR_DEPOSIT'];

/** The crash table (docs/settle.md), one payment at a time. Pure; the ledger alone closes a payment. */
export function decide(look: Look): Decision {
  const { record, word, alarmed } = look;
  if (record.state === 'CANCEL_INTENT' || record.state === 'CANCEL_SENT') return resume(look);
  switch (word.kind) {
    case 'silent':
      return decideSilent(look, word.why);
    case 'absent':
      return word.others.length > 0 ? decideOthers(look, word.others) : decideAbsent(look);
    case 'found':
      return decideFound(look, word.record.payment, isSurprise(record, alarmed));
    default:
      return unreachable(word);
  }
}

function resume({ record, word }: Look): Decision {
  if (isCanary(record) && word.kind === 'found')
    return { kind: 'take-back', paymentKey: word.record.payment.paymentKey, end: null };
  return { kind: 'drill', end: null, why: text.cancelUnfinished(namesOf(record)) };
}

function decideSilent({ record, nowMs }: Look, why: Bilingual): Decision {
  const wait: Decision = {
    kind: 'wait',
    untilMs: null,
    open: record.open,
    why: text.silent({ ...namesOf(record), why }),
  };
  // Without a press nothing can have been approved; without an answer nothing more is known.
  if (record.pressedAt === null || !record.open) return wait;
  if (record.state === 'UNVERIFIABLE') return { kind: 'drill', end: null, why: wait.why };
  if (nowMs - Date.parse(record.pressedAt) < limits.unknownOutcomeMs) return wait;
  return { kind: 'drill', end: { state: 'UNVERIFIABLE', facts: { ledger: 'silent', why: why.en } }, why: wait.why };
}

/** The ledger has rows of this amount and time, and nothing says whose they are. */
function decideOthers({ record }: Look, others: readonly string[]): Decision {
  const facts = { ledger: 'suspect', suspects: others.join(' ').slice(0, limits.observedTextLength) };
  if (record.pressedAt === null) return { kind: 'end', state: 'VERIFIED_ABSENT', facts: { ...facts, pressed: 'no' } };
  const why = text.suspects({ ...namesOf(record), keys: others.join(', ') });
  if (record.state === 'UNVERIFIABLE') return { kind: 'drill', end: null, why };
  if (record.state === 'VERIFIED_ABSENT' || record.state === 'VERIFIED_DECLINED')
    return { kind: 'drill', end: { state: record.state, facts: { ...facts, lateLook: 'done' } }, why };
  return { kind: 'drill', end: { state: 'UNVERIFIABLE', facts }, why };
}

function decideAbsent(look: Look): Decision {
  const { record, nowMs } = look;
  if (record.pressedAt === null)
    return { kind: 'end', state: 'VERIFIED_ABSENT', facts: { ledger: 'absent', pressed: 'no' } };
  const screen = record.facts['screen'];
  // An approval that the test ledger does not know may stand in the live one, however long ago it was.
  if (screen === 'approved' && record.open) {
    const end =
      record.state === 'UNVERIFIABLE' ? null : ({ state: 'UNVERIFIABLE', facts: { ledger: 'absent' } } as const);
    return { kind: 'drill', end, why: text.elsewhere(namesOf(record)) };
  }
  const overMs = windowEnd(record);
  if (nowMs >= overMs) {
    // A ledger does not forget: what it once had as declined stays declined.
    const state = record.state === 'VERIFIED_DECLINED' ? record.state : 'VERIFIED_ABSENT';
    return { kind: 'end', state, facts: { ledger: 'absent', lateLook: 'done' } };
  }
  const wait = { kind: 'wait', untilMs: overMs, open: record.open, why: text.mayCome(namesOf(record)) } as const;
  if (!record.open) return wait;
  if (screen === 'declined') return { kind: 'end', state: 'VERIFIED_ABSENT', facts: { ledger: 'absent' } };
  if (record.state !== 'SEEN_UNKNOWN' || nowMs - Date.parse(record.pressedAt) < limits.unknownOutcomeMs) return wait;
  return { kind: 'drill', end: { state: 'UNVERIFIABLE', facts: { ledger: 'absent' } }, why: wait.why };
}

function decideFound(look: Look, payment: LedgerPayment, surprise: boolean): Decision {
  const { record, nowMs } = look;
  const facts = factsOf(payment);
  const names = { ...namesOf(record), status: payment.status, amount: formatWon(payment.amountKrw) };
  const unlike = record.facts['screen'] === 'approved' && record.open;
  switch (payment.status) {
    case 'DONE':
    case 'PARTIAL_CANCELED': {
      const end = record.state === 'VERIFIED_APPROVED' ? null : ({ state: 'VERIFIED_APPROVED', facts } as const);
      if (isCanary(record) && !surprise) return { kind: 'take-back', paymentKey: payment.paymentKey, end };
      if (surprise || !agrees(look, payment)) return { kind: 'drill', end, why: text.approved(names) };
      return end === null ? { kind: 'over' } : { kind: 'end', ...end };
    }
    case 'CANCELED':
      return { kind: 'end', state: 'VERIFIED_CANCELLED', facts };
    case 'ABORTED':
    case 'EXPIRED': {
      const end = { state: 'VERIFIED_DECLINED', facts: { ...facts, lateLook: 'done' } } as const;
      return unlike ? { kind: 'drill', end, why: text.unlike(names) } : { kind: 'end', ...end };
    }
    default: {
      const overMs = windowEnd(record);
      const isOver = nowMs >= overMs;
      const end = { state: 'VERIFIED_DECLINED', facts: isOver ? { ...facts, lateLook: 'done' } : facts } as const;
      if (isOver) return unlike ? { kind: 'drill', end, why: text.unlike(names) } : { kind: 'end', ...end };
      if (record.open && record.facts['screen'] === 'declined') return { kind: 'end', ...end };
      return { kind: 'wait', untilMs: overMs, open: record.open, why: text.mayCome(namesOf(record)) };
    }
  }
}

/** An approval as it was declared: nothing else was on the screen, and the amount is the declared one. */
function agrees({ record }: Look, payment: LedgerPayment): boolean {
  const { screen, amountKrw } = record.facts;
  // A payment that was already told as declined or absent and is approved now is the accident itself.
  if (!record.open && record.state !== 'VERIFIED_APPROVED') return false;
  return (
    (screen === undefined || screen === 'approved') &&
    amountKrw === String(payment.amountKrw) &&
    payment.status === 'DONE' &&
    payment.balanceKrw === payment.amountKrw
  );
}

function isSurprise({ facts }: PaymentRecord, alarmed: boolean): boolean {
  return alarmed || facts['expect'] !== 'approved';
}

function isCanary({ facts }: PaymentRecord): boolean {
  return facts['canary'] === 'yes' || facts['canary'] === 'true';
}

/** Until then the shop may still confirm. A page that was only pressed may prove its card a little later. */
export function windowEnd({ pressedAt, intentAt, lastAt, facts }: PaymentRecord): number {
  const laterMs = facts['screen'] === undefined ? limits.paymentPressMs : 0;
  return Date.parse(pressedAt ?? intentAt ?? lastAt) + laterMs + limits.confirmWindowMs;
}

function factsOf({ paymentKey, orderId, status, amountKrw, balanceKrw, approvedAt }: LedgerPayment): Facts {
  const amounts = { ledgerAmountKrw: String(amountKrw), ledgerBalanceKrw: String(balanceKrw) };
  const found = { ledger: 'found', paymentKey, ledgerOrderId: orderId, ledgerStatus: status, ...amounts };
  return { ...found, ...(approvedAt === null ? {} : { approvedAt }), settledBy: 'settle' };
}

function namesOf({ payment, step, facts }: PaymentRecord) {
  return { payment, step, order: facts['orderId'] ?? facts['ledgerOrderId'] ?? '?' };
}
