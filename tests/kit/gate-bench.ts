import assert from 'node:assert/strict';
import type { LedgerGateway } from '../../runner/model/gateway.ts';
import type { Journal } from '../../runner/model/journal.ts';
import type { PaymentGate, PaymentIntent } from '../../runner/model/payment.ts';
import { StepFailure } from '../../runner/model/trouble.ts';
import { createGate } from '../../runner/payment/gate.ts';
import type { GateWorld } from '../../runner/payment/gate-world.ts';
import type { Seen } from '../../runner/payment/verdict.ts';
import { gateWorld } from './gate-world.ts';
import { createMemoryJournal } from './memory-journal.ts';

export const runId = 'run-1';
export const approved: Seen = { kind: 'approved', orderId: 'ORDER-0001', code: null, text: '결제 완료' };
export const declined: Seen = {
  kind: 'declined',
  orderId: 'ORDER-0001',
  code: 'REJECT_CARD_PAYMENT',
  text: '한도초과',
};
export const unknown: Seen = { kind: 'unknown', orderId: 'ORDER-0001', code: null, text: '오류' };

export function openGate(gateway: LedgerGateway, changes: Partial<GateWorld> = {}) {
  const journal = changes.journal ?? createMemoryJournal();
  const waits: number[] = [];
  const gate = createGate(gateWorld(journal, gateway, { wait: async (ms) => void waits.push(ms), ...changes }));
  return { gate, journal, waits };
}

/** Pays and tells what was pressed, what the journal holds and how it ended. */
export async function payWith(
  gate: PaymentGate,
  journal: Journal,
  intent: PaymentIntent,
  seen: Seen | Error,
  submitError?: Error,
) {
  let pressed = 0;
  const submit = async () => {
    pressed += 1;
    assert.equal(states(journal).at(-1), `${intent.step} CLICKED`, 'the click is in the journal before it happens');
    if (submitError !== undefined) throw submitError;
  };
  const look = async () => {
    if (seen instanceof Error) throw seen;
    return seen;
  };
  const ended = await gate.pay(intent, { submit, seen: look }).then(
    (outcome) => ({ outcome, error: null }),
    (error: unknown) => ({ outcome: null, error }),
  );
  return { ...ended, pressed };
}

export function states(journal: Journal): readonly string[] {
  return journal
    .events(runId)
    .flatMap(({ event }) => (event.kind === 'payment.moved' ? [`${event.step} ${event.state}`] : []));
}

export function alarms(journal: Journal): readonly string[] {
  return journal
    .events(runId)
    .flatMap(({ event }) => (event.kind === 'guard.tripped' && event.money ? [event.guard] : []))
    .filter((guard) => guard !== 'cancel-drill');
}

/** How the payment ended before anything was done about it: the drill may have moved it on. */
export function firstEnd(journal: Journal): string | undefined {
  return states(journal).find((state) => / (?:VERIFIED_|UNVERIFIABLE)/.test(state));
}

export function messageOf(error: unknown): string {
  assert.ok(error instanceof StepFailure, String(error));
  assert.match(error.text.ko, /[가-힣]/);
  return error.text.en;
}
