import { existsSync } from 'node:fs';
import { systemClock } from '../../base/clock.ts';
import { targetLock } from '../../engine/locks.ts';
import { isLocked } from '../../journal/lock.ts';
import { openMoneyDesk, type MoneyDesk } from '../../engine/money-desk.ts';
import { environmentRedactor } from '../../engine/secrets.ts';
import { openJournal } from '../../journal/store.ts';
import type { Target } from '../../model/target.ts';
import { SetupError } from '../../model/trouble.ts';
import { usualSince, type SettleEnd } from '../../payment/settle.ts';
import { text as settleText } from '../../payment/settle-look-text.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPlaces, refuseFile } from '../places.ts';
import { readNamedTarget, targetNames } from '../target-files.ts';
import { exitOf, tellSettled } from '../tell-settled.ts';
import { text } from '../text.ts';

type SettleOptions = { readonly target?: string; readonly since?: string; readonly state?: string };

/** `postflight settle`: every open payment to its verified end. For people, for cron; every `run` does it before and after. */
export const settleCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('settle')
    .description('bring every open payment to a verified end, and look for payments that no journal knows')
    .option('--target <name>', 'a file in checklists/targets/ or targets/ (default: each of them)')
    .option('--since <date>', 'look at runs and transactions from this day on, 2026-11-22 (default: 15 days back)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .action(async (options: SettleOptions) => exit(await settle(options, surroundings())));

async function settle(options: SettleOptions, around: Surroundings): Promise<number> {
  const { terminal, env, workingDirectory } = around;
  const places = findPlaces(options, env, workingDirectory);
  refuseFile(places.state);
  const sinceMs = options.since === undefined ? usualSince(systemClock) : readDay(options.since);
  const names = targetNames(options.target, workingDirectory);
  // Without a journal nothing was paid from here, unless a second place says otherwise: then the target is named.
  if (options.target === undefined && !existsSync(places.journal)) {
    terminal.say(settleText.allEnded());
    return exitCodes.ok;
  }
  const targets = names.map((name) => readNamedTarget(name, around));
  const redactor = environmentRedactor(env);
  const journal = openJournal(places.journal, { clock: systemClock, redactor });
  try {
    const desk = openMoneyDesk({ journal, lockFolder: places.locks, clock: systemClock, env, redactor });
    const codes: number[] = targets.includes(null) ? [exitCodes.usage] : [];
    for (const target of targets) {
      if (target === null || target.gateway === null) continue;
      const end = isLocked(places.locks, targetLock(target.id))
        ? runInProgress
        : await desk.settle(target, { sinceMs, runs: 'all', sweepFromMs: sinceMs });
      tellTarget(target, end, around);
      codes.push(exitOf(end));
      if (end.tickets.length > 0) codes.push(await tellPeople(desk, target, around));
    }
    return worst(codes);
  } finally {
    journal.close();
  }
}

/** A run settles before and after itself; the lane taken in its middle would block its payments. */
const runInProgress: SettleEnd = {
  payments: [],
  notes: [{ alarm: false, text: settleText.busy() }],
  swept: null,
  halts: [],
  tickets: [],
  outcome: 'unsure',
  againMs: null,
};

function tellTarget({ title }: Target, end: SettleEnd, { terminal }: Surroundings): void {
  terminal.say(settleText.lookedAt({ target: title, outcome: end.outcome }));
  tellSettled(end, terminal);
  if (end.outcome === 'clean') terminal.say(settleText.allEnded());
}

/** A mail that cannot be sent is told and does not hide what settling found; the next settling tries again. */
async function tellPeople(desk: MoneyDesk, target: Target, { terminal }: Surroundings): Promise<number> {
  try {
    await desk.deliver('', target);
    return exitCodes.ok;
  } catch (error) {
    terminal.complain(text.notMailed({ why: error instanceof Error ? error.message : String(error) }));
    return exitCodes.unknown;
  }
}

/** What is wrong with money must not be hidden by another target's doubt or mistake. */
function worst(codes: readonly number[]): number {
  const rank = [exitCodes.moneyGuard, exitCodes.usage, exitCodes.unknown] as const;
  return rank.find((code) => codes.includes(code)) ?? exitCodes.ok;
}

/** A day of Korean time. */
function readDay(day: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00+09:00`) : Number.NaN;
  if (Number.isNaN(ms)) throw new SetupError(text.notADay({ option: '--since', value: day }));
  return ms;
}
