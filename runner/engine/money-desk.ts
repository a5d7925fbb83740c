import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTarget } from '../checklist/read-target.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { Redactor } from '../base/redact.ts';
import { openGateway } from '../gateways/index.ts';
import type { StoredEvent } from '../model/event.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import type { Journal } from '../model/journal.ts';
import type { Target } from '../model/target.ts';
import { SetupError } from '../model/trouble.ts';
import { openTargetBook } from '../payment/book.ts';
import { paymentRecords } from '../payment/records.ts';
import { settleTarget, type SettleEnd, type SettleWish } from '../payment/settle.ts';
import { deliverTickets } from '../payment/tickets/deliver.ts';
import { printPdf } from './print-pdf.ts';
import { createSecrets } from './secrets.ts';

/** What settling payments needs of this machine: the journal, its locks and the test keys in its environment. */
export type MoneyDesk = {
  /** Brings the payments of this target to their ends. */
  settle(target: Target, wish: SettleWish): Promise<SettleEnd>;
  /** The same before a run, when the target's book has a payment without an end; null: there was none. */
  settleEarlier(target: Target): Promise<SettleEnd | null>;
  /** The same for one run that is about to be closed; null: it began no payment, or its target cannot be read any more. */
  settleRun(runId: string, target: Target | null): Promise<SettleEnd | null>;
  /** Sends the mails of refund tickets that nobody was told of yet. Throws when they cannot be sent at all. */
  deliver(runId: string, target: Target | null): Promise<void>;
};

export type DeskPlaces = {
  readonly journal: Journal;
  readonly lockFolder: string;
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
  readonly redactor: Redactor;
};

/** Opens the desk; nothing is asked before it is used. */
export function openMoneyDesk(places: DeskPlaces): MoneyDesk {
  const { journal, clock, env } = places;
  const settle = (target: Target, wish: SettleWish, cancelWaitsMs?: readonly number[]): Promise<SettleEnd> =>
    settleTarget({ ...places, target, gateway: gatewayFor(places, target), cancelWaitsMs }, wish);
  return {
    settle: (target, wish) => settle(target, wish),
    async settleEarlier(target) {
      if (!openTargetBook({ journal, targetId: target.id, clock }).hasOpen()) return null;
      return settle(target, { sinceMs: clock.now(), runs: 'booked', sweepFromMs: null }, limits.hurriedCancelWaitsMs);
    },
    async settleRun(runId, given) {
      const events = journal.events(runId);
      const [first] = paymentRecords(events).flatMap(({ intentAt }) => intentAt ?? []);
      if (first === undefined) return null;
      const target = given ?? frozenTarget(events, env);
      if (target === null) return null;
      const sweepFromMs = Date.parse(first) - limits.gatewaySkewMs;
      const wish = { sinceMs: clock.now(), runs: 'booked', alsoRuns: [runId], sweepFromMs } as const;
      return settle(target, wish, limits.hurriedCancelWaitsMs);
    },
    async deliver(runId, given) {
      const target = given ?? frozenTarget(journal.events(runId), env);
      if (target !== null && target.tickets !== null) await deliver(places, target);
    },
  };
}

async function deliver({ journal, clock, env, redactor }: DeskPlaces, target: Target): Promise<void> {
  const secrets = createSecrets(env, redactor);
  const print = (html: string): Promise<Buffer | null> => printPdf(html, env);
  await deliverTickets({ journal, clock, target, secret: (name) => secrets.get(name), print }, 'opened');
}

/** Null without a gateway or without its key: then only people can look. */
function gatewayFor({ env, redactor }: DeskPlaces, { gateway }: Target): LedgerGateway | null {
  if (gateway === null) return null;
  try {
    return openGateway(gateway, createSecrets(env, redactor).get(gateway.secretKeyName));
  } catch (error) {
    // A missing or wrong key leaves payments open, which is told; it does not keep a run from being closed.
    if (error instanceof SetupError) return null;
    throw error;
  }
}

/** The target as it was when the run began, from the run's own journal; null when it cannot be read with this environment. */
export function frozenTarget(events: readonly StoredEvent[], env: NodeJS.ProcessEnv): Target | null {
  const [first] = events;
  if (first?.event.kind !== 'run.opened') return null;
  const { target, frozen } = first.event;
  const source = frozen.find(({ file }) => file.endsWith(`/${target.id}.yaml`) || file.endsWith(`/${target.id}.yml`));
  if (source === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'postflight-target-'));
  try {
    const file = join(folder, `${target.id}.yaml`);
    writeFileSync(file, source.text);
    const read = readTarget(file, { env, workingDirectory: folder, onCall: 'leave-out' });
    return 'ok' in read ? read.ok : null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
