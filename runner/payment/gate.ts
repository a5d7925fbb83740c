import { randomBytes } from 'node:crypto';
import type { Refusal } from '../guards/ask-guards.ts';
import { findProof } from '../guards/canary-proof.ts';
import { haltLatch } from '../guards/halt-latch.ts';
import { isLarge } from '../guards/large-payment.ts';
import type { RunEvent } from '../model/event.ts';
import type { PaymentGate, PaymentIntent, PaymentOutcome, PaymentPress } from '../model/payment.ts';
import { Blocked, StepFailure } from '../model/trouble.ts';
import { armFacts } from './arm.ts';
import { proveCanary } from './canary.ts';
import { drill } from './drill.ts';
import { factsOfIntent } from './facts.ts';
import { closePayment } from './gate-close.ts';
import { lookAround, objections } from './gate-look.ts';
import type { Looked } from './gate-look.ts';
import { pressOnce } from './gate-press.ts';
import type { GateWorld } from './gate-world.ts';
import type { Paying, Pressed } from './paying.ts';
import { text as routeText } from './route-text.ts';
import { text } from './text.ts';
import type { LedgerWord } from './verdict.ts';
import { move, moved, recordBeforePress, tripped } from './write.ts';

/**
 * The one door to money: guards, INTENT on disk, one press, the held redirect, the gateway's word. Also writes
 * `guard.tripped` for every refusal, so that callers must not.
 */
export function createGate(world: GateWorld): PaymentGate {
  return {
    pay: (intent, press) => pay(world, intent, press),
    refuse: (refusal, step) => {
      world.journal.append(world.runId, tripped(refusal, step));
      return new Blocked(refusal.guard, refusal.text);
    },
    shown: async ({ step, amountKrw, card }) => {
      const facts = { renderOnly: 'true', amountKrw: String(amountKrw), card, target: world.target.id };
      await move(world, { payment: (world.newId ?? newPaymentId)(), step, state: 'PLANNED', facts });
    },
  };
}

/** One payment at a time on a target, over every process of this machine. */
async function pay(world: GateWorld, intent: PaymentIntent, press: PaymentPress): Promise<PaymentOutcome> {
  const lane = world.holdLane();
  if (lane === null) {
    refuseIfAny(world, intent, [{ guard: 'single-flight', text: routeText.laneBusy(), money: false }]);
  }
  try {
    return await payInLane(world, intent, press);
  } finally {
    lane?.release();
  }
}

async function payInLane(world: GateWorld, intent: PaymentIntent, press: PaymentPress): Promise<PaymentOutcome> {
  const first = await lookAround(world, null);
  refuseIfAny(world, intent, await objections(world, intent, { looked: first, before: null, own: null }));
  const begun = await begin(world, intent, first);
  const paying = await standBack(world, begun);
  const pressed = await pressOnce(world, paying, press);
  const { judgement, ledger } = await closePayment(world, paying, pressed);
  if (judgement.alarm && judgement.failure !== null) {
    const { payment } = paying;
    const reason = isPaidWithoutOrder(intent, pressed, ledger) ? ({ reason: 'paid-no-order' } as const) : {};
    await drill(world, { payment, step: intent.step, why: judgement.failure, ...reason });
  }
  if (judgement.failure !== null) {
    // Refused inside the payment window and nothing taken: a guard's word, not the shop's fault.
    if (pressed.pressError instanceof Blocked && !judgement.alarm) throw pressed.pressError;
    throw failureOf(intent, pressed, judgement.failure);
  }
  // The ledger agrees with the declaration, but the press itself broke: that is the verb's or the page's trouble to tell.
  if (pressed.pressError !== null) throw pressed.pressError;
  const { orderId, code } = pressed.seen;
  const state = intent.canary ? await proveCanary(world, paying, ledger) : judgement.state;
  return { payment: paying.payment, state, orderId, code };
}

function refuseIfAny({ journal, runId }: GateWorld, { step }: PaymentIntent, refusals: readonly Refusal[]): void {
  // A latched target is told before what else is missing: it is what a person must do first.
  const first = refusals.find(({ guard }) => guard === haltLatch.name) ?? refusals[0];
  if (first === undefined) return;
  journal.appendAll(
    runId,
    refusals.map((refusal) => tripped(refusal, step)),
  );
  throw new Blocked(first.guard, first.text);
}

/** Reserves the amount, spends the proof and writes INTENT: a crash at any line leaves neither a free try nor a usable proof. */
async function begin(world: GateWorld, intent: PaymentIntent, looked: Looked): Promise<Paying> {
  const { book, clock, journal, runId, target } = world;
  const { step, amountKrw } = intent;
  const payment = (world.newId ?? newPaymentId)();
  await move(world, { payment, step, state: 'PLANNED', facts: {} });
  const ceilings = target.gateway?.ceilings ?? { hourKrw: null, hourCount: null };
  const reserved = book.reserve({ runId, payment, step, amountKrw }, ceilings);
  if (reserved.kind === 'refused') {
    refuseIfAny(world, intent, [{ guard: 'reservation', text: reserved.text, money: false }]);
  }
  const intentMs = clock.now();
  const arm = armFacts(world, intent, { events: journal.events(runId), route: looked.route, own: null });
  const proof = isLarge(intent, target) ? findProof(arm, { targetId: target.id, amountKrw, nowMs: intentMs }) : null;
  const armed: readonly RunEvent[] =
    proof === null
      ? []
      : [
          { kind: 'canary.proof', proof: proof.proof, state: 'used', payment, facts: { step } },
          moved(world, { payment, step, state: 'ARMED', facts: { proof: proof.proof, canaryPayment: proof.madeBy } }),
        ];
  const to = { payment, step, state: 'INTENT', facts: factsOfIntent(world, intent, { looked, arm }) } as const;
  await recordBeforePress(world, to, [...armed, { kind: 'payment.moved', ...to }]);
  return { intent, payment, intentMs, looked };
}

/**
 * The last look before the press: page, build and server are read again, and another track or process may have written an
 * INTENT since the guards answered. Of two, the one with the lower number stays and the other stands back.
 */
async function standBack(world: GateWorld, paying: Paying): Promise<Paying> {
  const { intent, payment } = paying;
  const looked = await lookAround(world, paying.looked);
  const refusals = await objections(world, intent, { looked, before: paying.looked, own: payment });
  const isOver = world.remainingMs !== undefined && world.remainingMs() <= 0;
  if (refusals.length === 0 && !isOver) return { ...paying, looked };
  await move(world, { payment, step: intent.step, state: 'VERIFIED_ABSENT', facts: { pressed: 'no' } });
  refuseIfAny(world, intent, refusals);
  throw new StepFailure(text.outOfTime());
}

/** A customer would be charged and have no order: the ticket tells them. */
function isPaidWithoutOrder({ outcome }: PaymentIntent, { seen }: Pressed, ledger: LedgerWord): boolean {
  const isTaken = ledger.kind === 'found' && ledger.payment.status === 'DONE';
  return outcome.expect === 'approved' && isTaken && seen.kind !== 'approved';
}

function failureOf(
  { outcome }: PaymentIntent,
  { seen, pressError }: Pressed,
  failure: ConstructorParameters<typeof StepFailure>[0],
): StepFailure {
  return new StepFailure(failure, {
    expected: outcome.expect === 'approved' ? 'approved' : `declined (${outcome.code})`,
    observed: seen.code === null ? seen.kind : `${seen.kind} (${seen.code})`,
    detail: seen.text,
    cause: pressError ?? undefined,
  });
}

function newPaymentId(): string {
  return `pay-${randomBytes(6).toString('hex')}`;
}
