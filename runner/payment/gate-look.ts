import { assert } from '../base/assert.ts';
import { limits } from '../base/limits.ts';
import { askAtIntent } from '../guards/ask-guards.ts';
import type { Refusal } from '../guards/ask-guards.ts';
import type { AccountFacts, KeySeen, PageEvidence, RouteFacts } from '../model/guard.ts';
import type { PaymentIntent } from '../model/payment.ts';
import { armFacts, staleProofs } from './arm.ts';
import type { GateWorld } from './gate-world.ts';
import { alarmedStep, paymentRecords, toPaymentsSoFar } from './records.ts';
import { text } from './text.ts';
import { within } from '../base/within.ts';

/** What was read about page, build, server and account, all of it just now. */
export type Looked = { readonly page: PageEvidence; readonly route: RouteFacts; readonly account: AccountFacts };

/** Reads everything that guards judge, side by side. The account is read once a payment: `known` is the first look. */
export async function lookAround(world: GateWorld, known: Looked | null): Promise<Looked> {
  const [page, route, account] = await Promise.all([
    lookAtPage(world),
    readRouteAgain(world),
    known === null ? world.readAccount() : known.account,
  ]);
  return { page, route, account };
}

/** Which build answers and what its server signs. A changed deployment voids every proof, whoever was about to use one. */
export async function readRouteAgain(world: GateWorld): Promise<RouteFacts> {
  const route = await world.readRoute();
  voidStaleProofs(world, route);
  return route;
}

/**
 * The evidence of a page after the press. The tab shows the gateway's window now, whose scripts are not the shop's to answer
 * for: what was proven before still stands, and only keys are added to it.
 */
export function withProven(proven: PageEvidence, keys: readonly KeySeen[]): PageEvidence {
  return { keys: [...proven.keys.filter(({ mode }) => mode === 'test'), ...keys], unread: [] };
}

/** The page's keys; a page that cannot be read proves nothing and says so. */
export async function lookAtPage({ page }: GateWorld): Promise<PageEvidence> {
  try {
    return await within(page.look(), limits.pageProofMs);
  } catch (error) {
    return { keys: [], unread: [error instanceof Error ? error.message : String(error)] };
  }
}

function voidStaleProofs({ journal, runId }: GateWorld, route: RouteFacts): void {
  const stale = staleProofs(journal.events(runId), route, 'deployment');
  if (stale.length > 0) journal.appendAll(runId, stale);
}

/**
 * Who objects to this payment: a second payment of the step, the guards, an alarm about an earlier payment, judged by what
 * the journal holds now. `own`: this payment, once its INTENT is written.
 */
export async function objections(
  world: GateWorld,
  intent: PaymentIntent,
  now: { readonly looked: Looked; readonly before: Looked | null; readonly own: string | null },
): Promise<readonly Refusal[]> {
  const { own, looked } = now;
  const events = world.journal.events(world.runId);
  const records = paymentRecords(events);
  const mine = records.find((record) => record.payment === own);
  assert((own === null) === (mine === undefined), 'an intent that was written is read back');
  const before = records.filter((record) => record.firstSeq < (mine?.firstSeq ?? Number.POSITIVE_INFINITY));
  if (before.some((record) => record.step === intent.step && record.intentAt !== null)) {
    return [{ guard: 'one-press', text: text.secondPayment({ step: intent.step }), money: false }];
  }
  const refusals = await askAtIntent(world.guards, intent, {
    target: world.target,
    nowMs: world.clock.now(),
    book: world.book.facts(world.runId, own ?? undefined),
    route: looked.route,
    routeBefore: now.before?.route ?? null,
    account: looked.account,
    arm: armFacts(world, intent, { events, route: looked.route, own }),
    environment: world.environment,
    gateway: world.gateway,
    payments: toPaymentsSoFar(before),
    page: looked.page,
  });
  const alarmed = alarmedStep(events);
  if (refusals.length > 0 || alarmed === null) return refusals;
  return [{ guard: 'money-alarm', text: text.afterAlarm({ step: alarmed }), money: false }];
}
