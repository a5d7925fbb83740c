import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMemoryJournal } from '../../tests/kit/memory-journal.ts';
import { gateWorld } from '../../tests/kit/gate-world.ts';
import {
  approvedIntent,
  declinedIntent,
  ledgerPayment,
  nowMs,
  scriptedGateway,
} from '../../tests/kit/payment-world.ts';
import type { PaymentState } from '../model/payment.ts';
import { createGate } from './gate.ts';
import { mayMove } from './moves.ts';
import { openPayments } from './open-payments.ts';
import type { Seen } from './verdict.ts';

const runId = 'run-1';
// Values that could pass come often, so that what must not pass is nearly right.
const mostly = <T>(likely: T, ...others: readonly T[]) => fc.constantFrom(likely, likely, likely, likely, ...others);
const order = mostly('ORDER-0001', 'ORDER-0002');
const code = mostly<string | null>('REJECT_CARD_PAYMENT', 'UNKNOWN_PAYMENT_ERROR', null);
const screen = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom<Seen['kind']>('approved', 'declined', 'declined', 'unknown'),
      orderId: fc.option(order, { freq: 8 }),
      code,
      text: fc.string(),
    }),
  },
  { weight: 1, arbitrary: fc.constant(new Error('the page crashed')) },
);
const statuses: [string, ...string[]] = [
  'DONE',
  'READY',
  'IN_PROGRESS',
  'CANCELED',
  'PARTIAL_CANCELED',
  'ABORTED',
  'EXPIRED',
  'NEW_STATUS',
];
const answer = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant(new Error('no answer')) },
  {
    weight: 4,
    arbitrary: fc.record({
      orderId: order,
      status: mostly(...statuses),
      amountKrw: fc.constantFrom(39_000n, 200_000_000n, 200_000_000n),
      approvedAt: mostly<string | null>(new Date(nowMs).toISOString(), null, '2026-01-01T00:00:00.000Z', 'never'),
    }),
  },
);
const attempt = fc.record({
  intent: fc.constantFrom(approvedIntent, declinedIntent),
  screen,
  submitError: fc.constantFrom(null, null, null, new Error('the press broke')),
});

test('whatever gateway and screen say, the gate presses once, never passes a surprise and leaves a consistent journal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { minLength: 1, maxLength: 8 }),
      fc.array(attempt, { minLength: 1, maxLength: 3 }),
      async (answers, attempts) => {
        const journal = createMemoryJournal();
        const given: string[] = [];
        const ledger = scriptedGateway(
          answers.map((each) => (each === null || each instanceof Error ? each : ledgerPayment(approvedIntent, each))),
        );
        const gateway = {
          ...ledger,
          async findByOrder() {
            const found = await ledger.findByOrder();
            if (found !== null) given.push(found.status);
            return found;
          },
        };
        const gate = createGate(gateWorld(journal, gateway));
        const presses = new Map<string, number>();
        for (const { intent, screen: shown, submitError } of attempts) {
          given.length = 0;
          const ended = await gate
            .pay(intent, {
              submit: async () => {
                presses.set(intent.step, (presses.get(intent.step) ?? 0) + 1);
                if (submitError !== null) throw submitError;
              },
              seen: async () => {
                if (shown instanceof Error) throw shown;
                return shown;
              },
            })
            .then(
              (outcome) => outcome,
              () => null,
            );
          const taken = given.some((status) => ['DONE', 'PARTIAL_CANCELED', 'CANCELED'].includes(status));
          if (intent.outcome.expect === 'declined')
            assert.ok(ended === null || !taken, 'a surprise approval never passes');
          if (ended !== null) assertPassed(intent.outcome.expect, ended.state, given);
        }
        for (const count of presses.values()) assert.equal(count, 1);
        assertConsistent(journal.events(runId));
      },
    ),
    { numRuns: 1_000 },
  );
});

function assertPassed(expect: string, state: PaymentState, given: readonly string[]): void {
  if (expect === 'approved') {
    assert.equal(state, 'VERIFIED_APPROVED');
    assert.equal(given.at(-1), 'DONE');
  } else assert.ok(['VERIFIED_DECLINED', 'VERIFIED_ABSENT'].includes(state), state);
}

function assertConsistent(events: ReturnType<ReturnType<typeof createMemoryJournal>['events']>): void {
  const last = new Map<string, PaymentState>();
  const alarmed = new Set<string | null>();
  for (const { event } of events) {
    if (event.kind === 'guard.tripped' && event.money) alarmed.add(event.step);
    if (event.kind !== 'payment.moved') continue;
    assert.ok(mayMove(last.get(event.payment) ?? null, event.state), event.state);
    last.set(event.payment, event.state);
  }
  const open = openPayments(runId, events);
  assert.ok(open.every(({ state, step }) => state === 'UNVERIFIABLE' && alarmed.has(step)));
  assert.ok([...last.values()].every((state) => state.startsWith('VERIFIED_') || state === 'UNVERIFIABLE'));
}
