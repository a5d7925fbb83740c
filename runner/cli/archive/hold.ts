import { basename } from 'node:path';
import type { Command } from 'commander';
import { addFacts } from '../../archive/addenda/add.ts';
import { keyOfRepeated } from '../../archive/addenda/repeated.ts';
import { addendaText } from '../../archive/addenda/text.ts';
import { readLedger } from '../../archive/ledger/read.ts';
import { listReports } from '../../archive/layout.ts';
import { openArchive } from '../../archive/open-archive.ts';
import { classes, type RetentionClass } from '../../archive/retention/policy.ts';
import {
  holdEntry,
  lookForHolds,
  releaseEntry,
  standingHolds,
  type Scope,
  type StandingHold,
} from '../../archive/retention/standing-hold.ts';
import { retentionText } from '../../archive/retention/text.ts';
import { formatKst, systemClock } from '../../base/clock.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { account, now, openAdding } from './at-archive.ts';
import { placesOf, type ArchiveOptions } from './where.ts';
import { words } from './words.ts';

type HoldOptions = ArchiveOptions &
  Scope & { readonly by?: string; readonly reason?: string; readonly all?: boolean; readonly class?: string };

/** `postflight archive hold`, `release` and `holds`: what must stay whatever its period says, and who said so. */
export function defineHold(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  const places = (one: Command): Command =>
    one
      .option('--reports <folder>', 'signed reports (default: ./reports)')
      .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
      .exitOverride();
  const who = (one: Command): Command =>
    places(one.option('--by <name>', 'who does it').option('--reason <text>', 'why'));
  who(
    group
      .command('hold')
      .description('keep a report, a range of them, or the whole archive, whatever their periods say')
      .argument('[run]', 'a run id, a part of one, a folder, or `last`')
      .option('--all', 'every report of the archive, those to come among them')
      .option('--from <day>', 'runs from this day on (KST, 2026-11-22)')
      .option('--to <day>', 'runs until this day (KST)')
      .option('--release <text>', 'the build that answered')
      .option('--target <id>', 'where it ran')
      .option('--class <class>', 'only evidence, or only traces (default: everything)'),
  ).action(async (run: string | undefined, options: HoldOptions) => exit(await hold(run, options, surroundings())));
  who(
    group
      .command('release')
      .description('end a legal hold')
      .argument('<what>', 'a run (id, part, folder, `last`), or a hold of many reports (H-…)'),
  ).action(async (what: string, options: HoldOptions) => exit(await release(what, options, surroundings())));
  places(
    group.command('holds').description('legal holds over many reports').option('--json', 'the result as JSON'),
  ).action((options: ArchiveOptions) => exit(list(options, surroundings())));
}

async function hold(run: string | undefined, options: HoldOptions, around: Surroundings): Promise<number> {
  const { from, to, release: build, target } = options;
  const scope: Scope = { from, to, release: build, target };
  const isRange = options.all === true || Object.values(scope).some((value) => value !== undefined);
  const why = readWho(options);
  if (run !== undefined && (isRange || options.class !== undefined)) throw new SetupError(retentionText.holdBoth());
  if (run !== undefined) return addHold('hold.set', run, options, around);
  if (!isRange) throw new SetupError(retentionText.holdWhat());
  for (const day of [from, to])
    if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new SetupError(words.badDay(day));
  const only = readClass(options.class);
  const { reports } = placesOf(options, around);
  const entry = holdEntry({ ...why, at: now(), scope, only });
  await record(options, around, entry);
  const isKept = lookForHolds(reports);
  const kept = listReports(reports).filter((folder) => isKept(folder, only ?? 'report'));
  around.terminal.say(retentionText.holdSet(entry.hold, kept.length));
  return exitCodes.ok;
}

async function release(what: string, options: HoldOptions, around: Surroundings): Promise<number> {
  if (!what.startsWith('H-')) return addHold('hold.released', what, options, around);
  const why = readWho(options);
  const holds = standingHolds(readLedger(placesOf(options, around).reports));
  if (holds === null) throw new SetupError(retentionText.holdsUnreadable());
  if (!holds.some(({ id }) => id === what))
    throw new SetupError(retentionText.noSuchHold(what, holds.map(({ id }) => id).join(', ')));
  await record(options, around, releaseEntry(what, { ...why, at: now() }));
  around.terminal.say(retentionText.holdEnded(what));
  return exitCodes.ok;
}

/** Of one report: a signed addendum beside it, which travels with it. */
async function addHold(
  type: 'hold.set' | 'hold.released',
  run: string,
  options: HoldOptions,
  around: Surroundings,
): Promise<number> {
  const { by, reason } = readWho(options);
  const { adding, archive } = openAdding(run, options, around);
  const at = now();
  const fact = { type, at, by, about: account(), text: reason, decision: null, files: [] } as const;
  const { folder, redactor } = adding;
  const key = keyOfRepeated(folder, fact, { types: ['hold.set', 'hold.released'], redactor }) ?? `${type}:${at}`;
  await addFacts(adding, [{ ...fact, key }]);
  const runId = basename(adding.folder);
  around.terminal.say(type === 'hold.set' ? retentionText.heldNow(runId) : retentionText.releasedNow(runId));
  for (const problem of await archive.afterwards(null)) around.terminal.complain(problem);
  return exitCodes.ok;
}

async function record(
  options: HoldOptions,
  around: Surroundings,
  entry: ReturnType<typeof releaseEntry>,
): Promise<void> {
  const archive = openArchive(placesOf(options, around), around.env, systemClock);
  archive.desk.record([entry]);
  for (const problem of await archive.afterwards(null)) around.terminal.complain(problem);
}

function list(options: ArchiveOptions, around: Surroundings): number {
  const { terminal } = around;
  const holds = standingHolds(readLedger(placesOf(options, around).reports));
  if (holds === null) {
    terminal.complain(retentionText.holdsUnreadable());
    return exitCodes.unknown;
  }
  if (options.json === true) terminal.line(JSON.stringify(holds));
  else if (holds.length === 0) terminal.say(retentionText.noHolds());
  else for (const one of holds) terminal.say(wordsOf(one));
  return exitCodes.ok;
}

function wordsOf({ id, at, by, reason, scope, only }: StandingHold) {
  const given = Object.entries(scope).flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]));
  const what = [...given, ...(only === null ? [] : [`--class ${only}`])].join(' ');
  const every = retentionText.everything();
  const line = (all: string): string =>
    `${id}  ${formatKst(Date.parse(at))}  ${what === '' ? all : what}  ${by}: ${reason}`;
  return { ko: line(every.ko), en: line(every.en) };
}

function readClass(wanted: string | undefined): RetentionClass | null {
  if (wanted === undefined) return null;
  const found = classes.find((name) => name === wanted);
  if (found === undefined) throw new SetupError(retentionText.badClass(wanted, classes.join(', ')));
  return found;
}

function readWho({ by = '', reason = '' }: HoldOptions): { readonly by: string; readonly reason: string } {
  if (by.trim() === '' || reason.trim() === '') throw new SetupError(addendaText.needsReason());
  return { by: by.trim(), reason: reason.trim() };
}
