import { assert } from '../base/assert.ts';
import type { Bilingual } from '../base/bilingual.ts';
import type { Refusal } from '../guards/ask-guards.ts';
import type { RunEvent } from '../model/event.ts';
import { targetStream, type Journal } from '../model/journal.ts';
import type { PaymentState } from '../model/payment.ts';
import { Blocked } from '../model/trouble.ts';
import type { TargetBook } from './book.ts';
import type { PaymentMirror } from './mirror.ts';
import { isOpen, mayMove } from './moves.ts';
import { paymentRecords } from './records.ts';
import { text } from './settle-text.ts';

/** What writing payments needs. */
export type MoneyWriter = {
  readonly journal: Journal;
  readonly runId: string;
  /** The run's name in its target's book, where it is not `runId`: a stream that was brought back from the second place. */
  readonly bookedAs?: string | undefined;
  /** Told of every end, and of a payment that is open again; absent where a test looks at one run alone. */
  readonly book?: TargetBook | undefined;
  /** Null: the target names no second place. */
  readonly mirror?: PaymentMirror | null | undefined;
};

export type Move = {
  readonly payment: string;
  readonly step: string;
  readonly state: PaymentState;
  readonly facts: { readonly [key: string]: string };
};

export type Kept = { readonly mirrored: true } | { readonly mirrored: false; readonly text: Bilingual };

/** Moves a payment; on this disk at once, in the second place when the promise ends. Never throws for the second place. */
export function move(world: MoneyWriter, to: Move): Promise<Kept> {
  return record(world, [moved(world, to)]);
}

/** Writes events of payments: journal, then the target's book, then the second place. Never throws for the second place. */
export async function record(world: MoneyWriter, events: readonly RunEvent[]): Promise<Kept> {
  const { journal, runId, book, mirror } = world;
  journal.appendAll(runId, events);
  for (const event of events) {
    if (event.kind === 'payment.moved' && isBooked(event.state))
      book?.settled({ runId: world.bookedAs ?? runId, ...pick(event) });
  }
  if (mirror === undefined || mirror === null) return { mirrored: true };
  const answer = await mirror.copy(book === undefined ? [runId] : [runId, targetStream(book.targetId)]);
  if (answer.kind === 'copied') return { mirrored: true };
  const words = text.mirrorLate(answer);
  journal.append(runId, { kind: 'guard.tripped', guard: 'mirror', step: stepOf(events), message: words, money: false });
  return { mirrored: false, text: text.mirrorDown(answer) };
}

/** Writes what must stand in both places before a press. When the second one fails: nothing was pressed, and Blocked says why. */
export async function recordBeforePress(world: MoneyWriter, to: Move, events: readonly RunEvent[]): Promise<void> {
  const kept = await record(world, events);
  if (kept.mirrored) return;
  const { payment, step } = to;
  await move(world, { payment, step, state: 'VERIFIED_ABSENT', facts: { pressed: 'no' } });
  throw new Blocked('mirror', kept.text);
}

/** Moves a payment before its press; see recordBeforePress. */
export function moveBeforePress(world: MoneyWriter, to: Move): Promise<void> {
  return recordBeforePress(world, to, [moved(world, to)]);
}

/** The event of a move, once the journal allows it. */
export function moved({ journal, runId }: Pick<MoneyWriter, 'journal' | 'runId'>, to: Move): RunEvent {
  const known = paymentRecords(journal.events(runId)).find((each) => each.payment === to.payment);
  assert(mayMove(known?.state ?? null, to.state), `a payment moves from ${known?.state ?? 'nothing'} to ${to.state}`);
  return { kind: 'payment.moved', ...to };
}

/** A guard's refusal or alarm as an event. */
export function tripped({ guard, text: message, money }: Refusal, step: string): RunEvent {
  return { kind: 'guard.tripped', guard, step, message, money };
}

/** Ends, and what opens a payment again after one: while it is being cancelled nobody else may pay. */
function isBooked(state: PaymentState): boolean {
  if (state === 'UNVERIFIABLE' || state.startsWith('CANCEL_')) return true;
  return !isOpen(state) && state !== 'PLANNED' && state !== 'ARMED';
}

function pick({ payment, state }: { readonly payment: string; readonly state: PaymentState }) {
  return { payment, state };
}

function stepOf(events: readonly RunEvent[]): string | null {
  const [first] = events.flatMap((event) => (event.kind === 'payment.moved' ? [event.step] : []));
  return first ?? null;
}
