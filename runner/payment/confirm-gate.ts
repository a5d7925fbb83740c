import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import { formatWon } from '../base/money.ts';
import type { KeySeen } from '../model/guard.ts';
import type { HeldRequest } from '../model/payment-wall.ts';
import { text } from './confirm-text.ts';
import { isConfirm, readConfirm, sameConfirm } from './confirm-url.ts';
import type { Confirm } from './confirm-url.ts';
import { objections, readRouteAgain, withProven } from './gate-look.ts';
import type { GateWorld } from './gate-world.ts';
import type { Paying } from './paying.ts';
import { within } from '../base/within.ts';
import { move, moved, record, tripped } from './write.ts';

/** What became of the redirect that would make the shop confirm. */
export type Confirmed =
  /** This browser cannot hold a redirect. */
  | { readonly kind: 'no-gate' }
  | { readonly kind: 'not-seen' }
  | ({ readonly kind: 'released' } & Confirm)
  | ({ readonly kind: 'dropped'; readonly why: Bilingual } & Confirm);

export type ConfirmGate = {
  outcome(): Confirmed;
  /** Ends the watch; a redirect that is being judged is judged first. */
  close(): Promise<void>;
};

/**
 * Holds the shop's success redirect of this one payment: nothing is approved until the shop confirms, so this is the last
 * place where a payment can be stopped. Throws when the wall cannot hold it.
 */
export async function openConfirmGate(
  world: GateWorld,
  paying: Paying,
  prepared: () => string | null,
): Promise<ConfirmGate> {
  const { wall, target } = world;
  if (wall === null) return { outcome: () => ({ kind: 'no-gate' }), close: () => Promise.resolve() };
  const state: Judging = {
    outcome: { kind: wall.holdConfirm === null ? 'no-gate' : 'not-seen' },
    last: Promise.resolve(),
    closing: false,
  };
  await wall.armPayment();
  try {
    const watch = await wall.holdConfirm?.({
      matches: (url) => isConfirm(url, target),
      decide: (request) => {
        // One after another: two redirects at once must not both be the first.
        const mine = state.last.then(() => decide(world, paying, { request, prepared, state }));
        state.last = mine.then(
          () => undefined,
          () => undefined,
        );
        return mine;
      },
    });
    return {
      outcome: () => state.outcome,
      close: async () => {
        state.closing = true;
        await state.last;
        // The wall looks once more whether the payment is armed when it has our answer; that is a turn later.
        await nextTurn();
        await watch?.stop();
        await wall.disarm();
      },
    };
  } catch (error) {
    await wall.disarm();
    throw error;
  }
}

type Judging = { outcome: Confirmed; last: Promise<void>; closing: boolean };
type Held = { readonly request: HeldRequest; readonly prepared: () => string | null; readonly state: Judging };

async function decide(
  world: GateWorld,
  paying: Paying,
  { request, prepared, state }: Held,
): Promise<'release' | 'drop'> {
  const confirm = readConfirm(request.url);
  if (state.closing || state.outcome.kind === 'dropped') return 'drop';
  if (state.outcome.kind === 'released') return again(world, paying, { confirm, first: state.outcome });
  const { payment, intent } = paying;
  const { step } = intent;
  const kept = await move(world, { payment, step, state: 'AUTHENTICATED', facts: factsOf(confirm) });
  const why = kept.mirrored
    ? await objection(world, paying, { confirm, prepared: prepared() })
    : { words: kept.text, money: false };
  if (why === null) {
    // On this disk before the redirect goes on; the mirror holds the press already, and its lateness is told by write.ts.
    await move(world, { payment, step, state: 'RELEASED', facts: {} });
    state.outcome = { kind: 'released', ...confirm };
    return 'release';
  }
  state.outcome = { kind: 'dropped', why: why.words, ...confirm };
  const to = { payment, step, state: 'DROPPED', facts: { why: why.words.en } } as const;
  await record(world, [moved(world, to), tripped({ guard: 'confirm-gate', text: why.words, money: why.money }, step)]);
  return 'drop';
}

/** After a release: the same redirect again charges nothing new; any other one is a second payment. */
function again(
  world: GateWorld,
  { intent }: Paying,
  { confirm, first }: { confirm: Confirm; first: Confirm },
): 'release' | 'drop' {
  if (confirm.paymentKey === null || sameConfirm(confirm, first)) return 'release';
  const words = text.secondConfirm({ order: confirm.orderId ?? '?', first: first.orderId ?? '?' });
  world.journal.append(world.runId, tripped({ guard: 'confirm-gate', text: words, money: true }, intent.step));
  return 'drop';
}

type Objection = { readonly words: Bilingual; readonly money: boolean };

/** Why this redirect must not reach the shop, or null. Whatever breaks or takes too long is a reason. */
async function objection(
  world: GateWorld,
  paying: Paying,
  held: { readonly confirm: Confirm; readonly prepared: string | null },
): Promise<Objection | null> {
  const told = disagreement(paying, held.confirm, held.prepared);
  if (told !== null) return told;
  try {
    const refusals = await within(guardsAgain(world, paying), limits.confirmGateMs);
    const [first] = refusals;
    return first === undefined ? null : { words: text.guardAtConfirm(first), money: first.money };
  } catch (error) {
    return { words: text.confirmBroke({ why: error instanceof Error ? error.message : String(error) }), money: false };
  }
}

/** What the redirect says against what was declared and what the page prepared. */
function disagreement({ intent }: Paying, confirm: Confirm, prepared: string | null): Objection | null {
  const { paymentKey, orderId, amountKrw } = confirm;
  if (paymentKey === null || orderId === null || amountKrw === null)
    return { words: text.confirmUnread(), money: true };
  if (amountKrw !== intent.amountKrw) {
    const amounts = { declared: formatWon(intent.amountKrw), held: formatWon(amountKrw) };
    return { words: text.confirmOtherAmount(amounts), money: true };
  }
  if (prepared !== null && prepared !== orderId)
    return { words: text.confirmOtherOrder({ prepared, held: orderId }), money: true };
  return null;
}

/** Every guard once more: the keys that were sent, the build, the server's word, the latch. */
async function guardsAgain(world: GateWorld, { intent, payment, looked }: Paying) {
  const { heard } = world.page;
  const [route, keys] = await Promise.all([readRouteAgain(world), heard === undefined ? lookedKeys(world) : heard()]);
  const both = { ...looked, route, page: withProven(looked.page, keys) };
  return objections(world, intent, { looked: both, before: looked, own: payment });
}

async function lookedKeys({ page }: GateWorld): Promise<readonly KeySeen[]> {
  return (await within(page.look(), limits.pageProofMs)).keys;
}

function factsOf({ paymentKey, orderId, amountKrw }: Confirm): { readonly [key: string]: string } {
  return {
    ...(paymentKey === null ? {} : { paymentKey }),
    ...(orderId === null ? {} : { orderId }),
    ...(amountKrw === null ? {} : { confirmAmountKrw: String(amountKrw) }),
  };
}
