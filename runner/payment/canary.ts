import { randomBytes } from 'node:crypto';
import type { LedgerGateway } from '../model/gateway.ts';
import type { PaymentState } from '../model/payment.ts';
import { assert } from '../base/assert.ts';
import { limits } from '../base/limits.ts';
import { StepFailure } from '../model/trouble.ts';
import { deploymentWords, routeWords } from './arm.ts';
import { cancelPayment } from './cancel.ts';
import { canaryDoubt } from './canary-doubt.ts';
import { text } from './confirm-text.ts';
import { drill } from './drill.ts';
import { lookAround } from './gate-look.ts';
import type { GateWorld } from './gate-world.ts';
import type { Paying } from './paying.ts';
import { outcomeAlarm } from './records.ts';
import type { LedgerWord } from './verdict.ts';
import { tripped } from './write.ts';

/**
 * Makes the proof of a canary that was approved: found by key and in the list with our own test key, cancelled, verified
 * cancelled, on a build that did not change meanwhile. Throws StepFailure when any of it fails; then there is no proof.
 */
export async function proveCanary(world: GateWorld, paying: Paying, ledger: LedgerWord): Promise<PaymentState> {
  const { gateway, target } = world;
  assert(gateway !== null && ledger.kind === 'found', 'only an approval in the ledger is proven');
  const { payment, intent } = paying;
  const { paymentKey, orderId } = ledger.payment;
  const doubt = await canaryDoubt({ gateway, target, paying, payment: ledger.payment, now: () => world.clock.now() });
  if (doubt?.money === true) {
    // It may stand in another ledger than ours: the whole drill, latch and ticket first.
    const why = text.canaryNotProven({ why: doubt.why, order: orderId });
    world.journal.append(world.runId, tripped({ guard: outcomeAlarm, text: why, money: true }, intent.step));
    await drill(world, { payment, step: intent.step, why, reason: 'approved-by-mistake' });
    throw new StepFailure(why);
  }
  await takeBack({ ...world, gateway }, paying, { paymentKey, orderId });
  if (doubt !== null) throw notProven(world, paying, { why: doubt.why, orderId });
  const after = await lookAround(world, paying.looked);
  const [route, deployment] = [routeWords(target, intent, after.route), deploymentWords(after.route)];
  const [wasRoute, wasDeployment] = [
    routeWords(target, intent, paying.looked.route),
    deploymentWords(paying.looked.route),
  ];
  // Without the server's signed word there is nothing to bind a proof to; the small payment itself is fine.
  if (wasRoute === null || wasDeployment === null) return 'VERIFIED_CANCELLED';
  if (route !== wasRoute || deployment !== wasDeployment)
    throw notProven(world, paying, { why: 'the deployment changed meanwhile', orderId });
  world.journal.append(world.runId, {
    kind: 'canary.proof',
    proof: `proof-${randomBytes(6).toString('hex')}`,
    state: 'made',
    payment,
    facts: {
      target: target.id,
      session: world.session,
      route,
      deployment,
      maxKrw: String(target.gateway?.ceilings.stepKrw ?? 0n),
      validMs: String(limits.canaryProofMs),
      orderId,
    },
  });
  return 'VERIFIED_CANCELLED';
}

/** The way back is half of the proof: nothing large goes where nothing small comes back from. */
async function takeBack(
  world: GateWorld & { readonly gateway: LedgerGateway },
  { payment, intent: { step } }: Paying,
  { paymentKey, orderId }: { readonly paymentKey: string; readonly orderId: string },
): Promise<void> {
  const done = await cancelPayment(world, { payment, step, paymentKey });
  if (done.kind === 'cancelled') return;
  const why = text.canaryNotCancelled({ why: done.last.en, order: orderId });
  const ended = await drill(world, { payment, step, why, reason: 'cancel-failed' });
  world.journal.append(world.runId, tripped({ guard: 'canary', text: why, money: ended.kind !== 'cancelled' }, step));
  throw new StepFailure(why);
}

function notProven(
  { journal, runId }: GateWorld,
  { intent }: Paying,
  { why, orderId }: { readonly why: string; readonly orderId: string },
): StepFailure {
  const words = text.canaryNotProven({ why, order: orderId });
  journal.append(runId, tripped({ guard: 'canary', text: words, money: false }, intent.step));
  return new StepFailure(words);
}
