import { assert } from '../base/assert.ts';
import type { Refusal } from '../guards/ask-guards.ts';
import type { RunEvent } from '../model/event.ts';
import type { PaymentState } from '../model/payment.ts';
import type { GateWorld } from './gate-world.ts';
import { mayMove } from './moves.ts';
import { paymentRecords } from './records.ts';

export type Move = {
  readonly payment: string;
  readonly step: string;
  readonly state: PaymentState;
  readonly facts: { readonly [key: string]: string };
};

/** Moves a payment; durable when it returns. */
export function move(world: GateWorld, to: Move): void {
  world.journal.append(world.runId, moved(world, to));
}

/** The event of a move, once the journal allows it. */
export function moved({ journal, runId }: GateWorld, to: Move): RunEvent {
  const record = paymentRecords(journal.events(runId)).find((each) => each.payment === to.payment);
  assert(mayMove(record?.state ?? null, to.state), `a payment moves from ${record?.state ?? 'nothing'} to ${to.state}`);
  return { kind: 'payment.moved', ...to };
}

/** A guard's refusal or alarm as an event. */
export function tripped({ guard, text: message, money }: Refusal, step: string): RunEvent {
  return { kind: 'guard.tripped', guard, step, message, money };
}
