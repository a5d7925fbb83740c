import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { assert } from '../base/assert.ts';
import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import { askAtIntent } from '../guards/ask-guards.ts';
import type { Refusal } from '../guards/ask-guards.ts';
import type { PageEvidence } from '../model/guard.ts';
import type { PaymentGate, PaymentIntent, PaymentOutcome, PaymentPress } from '../model/payment.ts';
import { Blocked, StepFailure } from '../model/trouble.ts';
import { askLedger } from './ask-ledger.ts';
import { factsOfEnd, factsOfIntent, factsOfSeen } from './facts.ts';
import type { GateWorld } from './gate-world.ts';
import { alarmedStep, outcomeAlarm, paymentRecords, toPaymentsSoFar } from './records.ts';
import { text } from './text.ts';
import { judge } from './verdict.ts';
import type { Judgement, Seen } from './verdict.ts';
import { within } from './within.ts';
import { move, moved, tripped } from './write.ts';

/**
 * The one door to money: guards, INTENT on disk, one press, the gateway's word. Also writes `guard.tripped` for every
 * refusal, so that callers must not.
 */
export function createGate(world: GateWorld): PaymentGate {
  return { pay: (intent, press) => pay(world, intent, press) };
}

async function pay(world: GateWorld, intent: PaymentIntent, press: PaymentPress): Promise<PaymentOutcome> {
  const page = await lookAtPage(world);
  refuseIfAny(world, intent, await objections(world, intent, page, null));
  const payment = (world.newId ?? newPaymentId)();
  const intentMs = world.clock.now();
  const facts = factsOfIntent(world, intent);
  world.journal.appendAll(world.runId, [
    moved(world, { payment, step: intent.step, state: 'PLANNED', facts: {} }),
    { kind: 'payment.moved', payment, step: intent.step, state: 'INTENT', facts },
  ]);
  await standBack(world, intent, payment, page);
  move(world, { payment, step: intent.step, state: 'CLICKED', facts: {} });
  const pressError = await pressOnce(press);
  const seen = await lookAtScreen(press);
  const state = seenStates[seen.kind];
  move(world, { payment, step: intent.step, state, facts: factsOfSeen(seen, pressError) });
  const judgement = await close(world, { intent, payment, seen, intentMs });
  if (judgement.failure !== null) throw failureOf(judgement.failure, { intent, seen, pressError });
  // The ledger agrees with the declaration, but the press itself broke: that is the verb's or the page's trouble to tell.
  if (pressError !== null) throw pressError;
  return { payment, state: judgement.state, orderId: seen.orderId, code: seen.code };
}

const seenStates = { approved: 'SEEN_APPROVED', declined: 'SEEN_DECLINED', unknown: 'SEEN_UNKNOWN' } as const;

/** The page's keys; a page that cannot be read proves nothing and says so. */
async function lookAtPage({ page }: GateWorld): Promise<PageEvidence> {
  try {
    return await within(page.look(), limits.pageProofMs);
  } catch (error) {
    return { keys: [], unread: [error instanceof Error ? error.message : String(error)] };
  }
}

/**
 * Who objects to this payment: a second payment of the step, the guards, an alarm about an earlier payment, judged by what
 * the journal holds now.
 */
async function objections(
  world: GateWorld,
  intent: PaymentIntent,
  page: PageEvidence,
  own: string | null,
): Promise<readonly Refusal[]> {
  const events = world.journal.events(world.runId);
  const records = paymentRecords(events);
  const mine = records.find((record) => record.payment === own);
  assert((own === null) === (mine === undefined), 'an intent that was written is read back');
  const before = records.filter((record) => record.firstSeq < (mine?.firstSeq ?? Number.POSITIVE_INFINITY));
  if (before.some((record) => record.step === intent.step)) {
    return [{ guard: 'one-press', text: text.secondPayment({ step: intent.step }), money: false }];
  }
  const refusals = await askAtIntent(world.guards, intent, {
    target: world.target,
    nowMs: world.clock.now(),
    book: { halts: [], openTickets: [], hour: { attemptedKrw: 0n, count: 0 }, openElsewhere: [] },
    route: {
      fingerprint: world.fingerprint ?? null,
      fingerprintProblem: null,
      attestation: { kind: 'none' },
      readAtMs: world.clock.now(),
    },
    routeBefore: null,
    account: { kind: 'none' },
    arm: { proofs: [], session: '', route: null, deployment: null, own },
    environment: world.environment,
    gateway: world.gateway,
    payments: toPaymentsSoFar(before),
    page,
  });
  const alarmed = alarmedStep(events);
  if (refusals.length > 0 || alarmed === null) return refusals;
  return [{ guard: 'money-alarm', text: text.afterAlarm({ step: alarmed }), money: false }];
}

function refuseIfAny({ journal, runId }: GateWorld, { step }: PaymentIntent, refusals: readonly Refusal[]): void {
  const [first] = refusals;
  if (first === undefined) return;
  journal.appendAll(
    runId,
    refusals.map((refusal) => tripped(refusal, step)),
  );
  throw new Blocked(first.guard, first.text);
}

/**
 * The last look before the press. Another track or process may have written an INTENT since the guards answered: of two,
 * the one with the lower number stays and the other stands back, so that never both press.
 */
async function standBack(world: GateWorld, intent: PaymentIntent, payment: string, page: PageEvidence): Promise<void> {
  const refusals = await objections(world, intent, page, payment);
  const isOver = world.remainingMs !== undefined && world.remainingMs() <= 0;
  if (refusals.length === 0 && !isOver) return;
  move(world, { payment, step: intent.step, state: 'VERIFIED_ABSENT', facts: { pressed: 'no' } });
  refuseIfAny(world, intent, refusals);
  throw new StepFailure(text.outOfTime());
}

/** Presses once. What it throws is kept: after a press that broke, the ledger must still be asked. */
async function pressOnce(press: PaymentPress): Promise<Error | null> {
  try {
    await within(press.submit(), limits.paymentPressMs);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(`the press failed: ${String(error)}`);
  }
}

async function lookAtScreen(press: PaymentPress): Promise<Seen> {
  try {
    return await within(press.seen(), limits.paymentSeenMs);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'unknown', orderId: null, code: null, text: why };
  }
}

type Pressed = {
  readonly intent: PaymentIntent;
  readonly payment: string;
  readonly seen: Seen;
  readonly intentMs: number;
};

/** Asks the ledger, writes how the payment ended and, with it, the alarm. */
async function close(world: GateWorld, { intent, payment, seen, intentMs }: Pressed): Promise<Judgement> {
  const { gateway, clock, journal, runId } = world;
  const { step } = intent;
  const wait = world.wait ?? ((ms: number) => sleep(ms));
  const now = () => clock.now();
  const ledger =
    gateway === null
      ? ({ kind: 'silent', why: text.neverAsked() } as const)
      : await askLedger({ gateway, intent, seen, intentMs, now, wait });
  const others = paymentRecords(journal.events(runId)).filter((record) => record.payment !== payment);
  const earlierOrders = others.flatMap(({ facts }) => facts['orderId'] ?? []);
  const window = { fromMs: intentMs, toMs: now() };
  const judgement = liveKeyAfter(await lookAtPage(world), judge({ intent, seen, ledger, window, earlierOrders }));
  const end = moved(world, { payment, step, state: judgement.state, facts: factsOfEnd(ledger) });
  const { failure, alarm } = judgement;
  const alarms = alarm && failure !== null ? [tripped({ guard: outcomeAlarm, text: failure, money: true }, step)] : [];
  journal.appendAll(runId, [end, ...alarms]);
  return judgement;
}

/** A live key that showed only while the window was open outweighs whatever the test ledger says. */
function liveKeyAfter(page: PageEvidence, judgement: Judgement): Judgement {
  const live = page.keys.find((key) => key.mode === 'live');
  if (live === undefined) return judgement;
  return { state: judgement.state, failure: text.liveKeyUsed({ prefix: live.prefix, where: live.where }), alarm: true };
}

function failureOf(
  failure: Bilingual,
  { intent, seen, pressError }: { intent: PaymentIntent; seen: Seen; pressError: Error | null },
): StepFailure {
  const { outcome } = intent;
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
