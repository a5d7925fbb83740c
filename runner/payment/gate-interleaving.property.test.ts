import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMemoryJournal } from '../../tests/kit/memory-journal.ts';
import { attestedRoute, gateWorld } from '../../tests/kit/gate-world.ts';
import { approvedIntent, goodFacts, ledgerPayment, scriptedGateway, target } from '../../tests/kit/payment-world.ts';
import type { PaymentIntent } from '../model/payment.ts';
import { createGate } from './gate.ts';

const ceilings = { stepKrw: 3_000n, runKrw: 5_000n, hourKrw: 8_000n, hourCount: 4 };
const { gateway } = target;
assert.ok(gateway !== null);
const bounded = { ...target, gateway: { ...gateway, ceilings } };

/** What a track of a process tries, one after another: which run, which step, how much. Few of each, so that they meet. */
const attempt = fc.record({
  runId: fc.constantFrom('run-1', 'run-2', 'run-3'),
  step: fc.constantFrom('PAY-01', 'PAY-02', 'PAY-03', 'PAY-04'),
  amountKrw: fc.constantFrom(1_000n, 2_000n, 2_500n, 3_000n, 3_001n),
});

type Pressed = { readonly runId: string; readonly step: string; readonly amountKrw: bigint };

/** Every look of a gate ends when the scheduler says so, so that gates interleave in every order. */
async function payAll(
  tracks: readonly (readonly Pressed[])[],
  scheduler: fc.Scheduler,
  hasLane: boolean,
): Promise<{ readonly pressed: readonly Pressed[]; readonly atOnce: number }> {
  const journal = createMemoryJournal();
  const approved = new Map<string, PaymentIntent>();
  const pressed: Pressed[] = [];
  let [inFlight, atOnce, orders, isHeld] = [0, 0, 0, false];
  const ledger = ledgerOf(approved);
  const holdLane = () => {
    if (!hasLane) return { release: () => undefined };
    if (isHeld) return null;
    isHeld = true;
    return { release: () => void (isHeld = false) };
  };
  const payOne = async ({ runId, step, amountKrw }: Pressed): Promise<void> => {
    const intent: PaymentIntent = { ...approvedIntent, step, amountKrw };
    const world = gateWorld(journal, ledger, {
      runId,
      target: bounded,
      holdLane,
      readRoute: () => scheduler.schedule(Promise.resolve(attestedRoute)),
      readAccount: () => scheduler.schedule(Promise.resolve({ kind: 'none' as const })),
      page: { look: () => scheduler.schedule(Promise.resolve(goodFacts.page)) },
      newId: () => `pay-${(orders += 1)}`,
    });
    let orderId = '';
    await createGate(world).pay(intent, {
      submit: async () => {
        pressed.push({ runId, step, amountKrw });
        inFlight += 1;
        atOnce = Math.max(atOnce, inFlight);
        orderId = `ORDER-${(orders += 1)}`;
        approved.set(orderId, intent);
        await scheduler.schedule(Promise.resolve());
      },
      seen: async () => {
        inFlight -= 1;
        return { kind: 'approved', orderId, code: null, text: '' };
      },
    });
  };
  const ended = Promise.all(
    tracks.map(async (attempts) => {
      for (const one of attempts) await Promise.allSettled([payOne(one)]);
    }),
  );
  await scheduler.waitFor(ended);
  return { pressed, atOnce };
}

/** Approves whatever was pressed. */
function ledgerOf(approved: ReadonlyMap<string, PaymentIntent>) {
  return {
    ...scriptedGateway([null]),
    findByOrder: async (orderId: string) => {
      const intent = approved.get(orderId);
      return intent === undefined ? null : ledgerPayment(intent, { orderId, paymentKey: `key-${orderId}` });
    },
  };
}

const sum = (list: readonly Pressed[]): bigint => list.reduce((total, { amountKrw }) => total + amountKrw, 0n);

test('whatever order tracks and processes come in, no ceiling is passed, nothing is pressed twice and never two at once', async () => {
  let most = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(attempt, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
      fc.scheduler(),
      fc.boolean(),
      async (tracks, scheduler, hasLane) => {
        const { pressed, atOnce } = await payAll(tracks, scheduler, hasLane);
        most = Math.max(most, pressed.length);
        assert.ok(atOnce <= 1, 'one payment at a time');
        assert.ok(pressed.every(({ amountKrw }) => amountKrw <= ceilings.stepKrw));
        assert.ok(sum(pressed) <= ceilings.hourKrw);
        assert.ok(pressed.length <= ceilings.hourCount);
        for (const runId of new Set(pressed.map((each) => each.runId)))
          assert.ok(sum(pressed.filter((each) => each.runId === runId)) <= ceilings.runKrw);
        assert.equal(new Set(pressed.map(({ runId, step }) => `${runId} ${step}`)).size, pressed.length);
      },
    ),
    { numRuns: 150 },
  );
  assert.ok(most >= 3, `the property is about payments that are made: at most ${most}`);
});
