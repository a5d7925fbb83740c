import { limits } from '../base/limits.ts';
import type { PaymentPress } from '../model/payment.ts';
import { Blocked } from '../model/trouble.ts';
import { openConfirmGate } from './confirm-gate.ts';
import type { ConfirmGate } from './confirm-gate.ts';
import { factsOfSeen } from './facts.ts';
import { lookAtPage, objections, withProven } from './gate-look.ts';
import type { GateWorld } from './gate-world.ts';
import type { Paying, Pressed } from './paying.ts';
import { text } from './confirm-text.ts';
import type { Seen } from './verdict.ts';
import { within } from '../base/within.ts';
import { move, moveBeforePress, tripped } from './write.ts';

const seenStates = { approved: 'SEEN_APPROVED', declined: 'SEEN_DECLINED', unknown: 'SEEN_UNKNOWN' } as const;

/** CLICKED on disk, one press, the redirect through the confirm gate, and what the screen showed. */
export async function pressOnce(world: GateWorld, paying: Paying, press: PaymentPress): Promise<Pressed> {
  const { payment, intent } = paying;
  const { step } = intent;
  const gate = await setUp(world, paying, press);
  let pressError: Error | null;
  let seen: Seen;
  try {
    await moveBeforePress(world, { payment, step, state: 'CLICKED', facts: {} });
    pressError = await submit(press, () => windowOpened(world, paying));
    const isRefused = pressError instanceof Blocked;
    seen = await lookAtScreen(press, () => isRefused || gate.outcome().kind === 'dropped');
  } finally {
    // From here on the wall drops every confirming redirect; one that is being judged is judged to its end.
    await gate.close();
  }
  const confirmed = gate.outcome();
  const known = seen.orderId === null && 'orderId' in confirmed ? { ...seen, orderId: confirmed.orderId } : seen;
  await move(world, { payment, step, state: seenStates[seen.kind], facts: factsOfSeen(known, pressError) });
  if (pressError instanceof Blocked) {
    const refusal = { guard: pressError.guard, text: pressError.text, money: true };
    world.journal.append(world.runId, tripped(refusal, step));
  }
  return { seen: known, pressError, confirmed };
}

/** The payment window is there and nothing is typed yet: a key that came up only now is seen in time. Throws Blocked. */
async function windowOpened(world: GateWorld, { intent, payment, looked }: Paying): Promise<void> {
  const { keys } = await lookAtPage(world);
  const now = { ...looked, page: withProven(looked.page, keys) };
  const [first] = await objections(world, intent, { looked: now, before: looked, own: payment });
  if (first !== undefined) throw new Blocked(first.guard, first.text);
}

/** Without its confirm gate nothing is pressed, where the browser can hold a redirect at all. */
async function setUp(world: GateWorld, paying: Paying, press: PaymentPress): Promise<ConfirmGate> {
  try {
    return await openConfirmGate(world, paying, () => press.prepared?.() ?? null);
  } catch (error) {
    const { payment, intent } = paying;
    const words = text.gateUnusable({ why: error instanceof Error ? error.message : String(error) });
    await move(world, { payment, step: intent.step, state: 'VERIFIED_ABSENT', facts: { pressed: 'no' } });
    world.journal.append(world.runId, tripped({ guard: 'confirm-gate', text: words, money: false }, intent.step));
    throw new Blocked('confirm-gate', words);
  }
}

/** Presses once. What it throws is kept: after a press that broke, the ledger must still be asked. */
async function submit(press: PaymentPress, opened: () => Promise<void>): Promise<Error | null> {
  try {
    await within(press.submit(opened), limits.paymentPressMs);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(`the press failed: ${String(error)}`);
  }
}

async function lookAtScreen(press: PaymentPress, isOver: () => boolean): Promise<Seen> {
  try {
    return await within(press.seen(isOver), limits.paymentSeenMs);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'unknown', orderId: null, code: null, text: why };
  }
}
