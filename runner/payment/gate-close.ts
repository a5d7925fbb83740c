import { setTimeout as sleep } from 'node:timers/promises';
import type { Bilingual } from '../base/bilingual.ts';
import { Blocked } from '../model/trouble.ts';
import { differsInNumbers } from './account.ts';
import { askLedger } from './ask-ledger.ts';
import { text as confirmText } from './confirm-text.ts';
import { factsOfEnd } from './facts.ts';
import { lookAtPage } from './gate-look.ts';
import type { GateWorld } from './gate-world.ts';
import { judgeConfirm } from './judge-confirm.ts';
import type { Paying, Pressed } from './paying.ts';
import { outcomeAlarm, paymentRecords } from './records.ts';
import { text } from './text.ts';
import { judge } from './verdict.ts';
import type { Judgement, LedgerWord } from './verdict.ts';
import { moved, record, tripped } from './write.ts';

export type Closed = { readonly judgement: Judgement; readonly ledger: LedgerWord };

/** Asks the ledger, judges, and writes how the payment ended and, with it, the alarm. */
export async function closePayment(world: GateWorld, paying: Paying, pressed: Pressed): Promise<Closed> {
  const { journal, runId, clock } = world;
  const { intent, payment, intentMs } = paying;
  const { seen, confirmed } = pressed;
  const ledger = await ask(world, paying, pressed);
  const others = paymentRecords(journal.events(runId)).filter((each) => each.payment !== payment);
  const earlierOrders = others.flatMap(({ facts }) => facts['orderId'] ?? []);
  const window = { fromMs: intentMs, toMs: clock.now() };
  const told = judge({ intent, seen, ledger, window, earlierOrders });
  const gated = judgeConfirm(told, { confirmed, seen, ledger, refused: refusedInWindow(pressed) });
  const afterAccount = await accountAfter(world, paying, gated);
  const judgement = await liveKeyAfter(world, afterAccount);
  const { failure, alarm, state } = judgement;
  const end = moved(world, { payment, step: intent.step, state, facts: factsOfEnd(ledger) });
  const alarms =
    alarm && failure !== null ? [tripped({ guard: outcomeAlarm, text: failure, money: true }, intent.step)] : [];
  await record(world, [end, ...alarms]);
  return { judgement, ledger };
}

function ask(world: GateWorld, { intent, intentMs }: Paying, pressed: Pressed): Promise<LedgerWord> {
  const { gateway, clock } = world;
  const { seen, confirmed } = pressed;
  if (gateway === null) return Promise.resolve({ kind: 'silent', why: text.neverAsked() });
  const wait = world.wait ?? ((ms: number) => sleep(ms));
  // What the shop was not let to confirm will not be approved by waiting longer.
  const isOver = seen.kind === 'declined' || confirmed.kind === 'dropped' || refusedInWindow(pressed) !== null;
  return askLedger({ gateway, intent, seen, intentMs, isOver, now: () => clock.now(), wait });
}

/** A guard's word from inside the payment window: its pay button was not pressed. */
function refusedInWindow({ pressError }: Pressed): Bilingual | null {
  return pressError instanceof Blocked ? pressError.text : null;
}

/** A decline passes only when it left the tester's account as it was (payments.md 6.2). */
async function accountAfter(world: GateWorld, { intent, looked }: Paying, judged: Judgement): Promise<Judgement> {
  const before = looked.account;
  if (intent.outcome.expect !== 'declined' || judged.failure !== null) return judged;
  if (before.kind !== 'read' || before.unchanged === null) return judged;
  const after = await world.readAccount();
  if (after.kind !== 'read' || after.unchanged === null) {
    const why = after.kind === 'unread' ? after.why : text.neverAsked();
    return { ...judged, failure: confirmText.accountNotCompared({ why }) };
  }
  if (after.unchanged === before.unchanged) return judged;
  const values = { before: before.unchanged, after: after.unchanged };
  const alarm = differsInNumbers(before.unchanged, after.unchanged);
  return { ...judged, failure: confirmText.accountChanged(values), alarm };
}

/** A live key that showed only while the window was open outweighs whatever the test ledger says. */
async function liveKeyAfter(world: GateWorld, judged: Judgement): Promise<Judgement> {
  const { keys } = await lookAtPage(world);
  const live = keys.find((key) => key.mode === 'live');
  if (live === undefined) return judged;
  return { state: judged.state, failure: text.liveKeyUsed({ prefix: live.prefix, where: live.where }), alarm: true };
}
