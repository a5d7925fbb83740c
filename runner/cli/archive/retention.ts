import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { addendaText } from '../../archive/addenda/text.ts';
import { readArchiveConfig } from '../../archive/config.ts';
import { findDue, isHeld, type Due } from '../../archive/retention/due.ts';
import { eraseFiles, expireReport } from '../../archive/retention/erase.ts';
import { lookForHolds } from '../../archive/retention/standing-hold.ts';
import { classOf, readPolicy } from '../../archive/retention/policy.ts';
import { finishRemovals } from '../../archive/retention/remove.ts';
import { retentionText } from '../../archive/retention/text.ts';
import { openArchive } from '../../archive/open-archive.ts';
import { systemClock } from '../../base/clock.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { openAdding } from './at-archive.ts';
import { placesOf, type ArchiveOptions } from './where.ts';

type WhoOptions = ArchiveOptions & { readonly by?: string; readonly reason?: string };
type PruneOptions = WhoOptions & { readonly dryRun?: boolean };

/** `postflight archive prune` and `erase`: what goes, and who said so. */
export function defineRetention(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  const sub = (name: string, description: string, more: (one: Command) => Command = (one) => one): Command =>
    more(group.command(name).description(description))
      .option('--by <name>', 'who does it')
      .option('--reason <text>', 'why')
      .option('--reports <folder>', 'signed reports (default: ./reports)')
      .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
      .exitOverride();
  const run = (one: Command): Command => one.argument('<run>', 'a run id, a part of one, a folder, or `last`');
  sub('prune', 'erase what is past its period (retention in archive.json); a signed record stays', (one) =>
    one.option('--dry-run', 'only show what would go'),
  ).action(async (options: PruneOptions) => exit(await prune(options, surroundings())));
  sub('erase', 'erase single files of a report, for example at a person’s request', (one) =>
    run(one).argument('<files...>', 'paths as in SHA256SUMS'),
  ).action(async (wanted: string, files: readonly string[], options: WhoOptions) => {
    const around = surroundings();
    const who = readWho(options);
    const { adding, archive } = openAdding(wanted, options, around);
    const isKept = lookForHolds(adding.reports);
    const isKeptFile = files.some((file) => isKept(adding.folder, classOf(file)));
    if (isKeptFile || isHeld(adding.folder, archive.believed.trust))
      throw new SetupError(retentionText.held(basename(adding.folder)));
    const key = `erase:${createHash('sha256').update(files.toSorted().join('\n')).digest('hex').slice(0, 32)}`;
    around.terminal.say(retentionText.erased(await eraseFiles(adding, files, { ...who, key })));
    for (const problem of await archive.afterwards(null)) around.terminal.complain(problem);
    exit(exitCodes.ok);
  });
}

async function prune(options: PruneOptions, around: Surroundings): Promise<number> {
  const { terminal } = around;
  const places = placesOf(options, around);
  const policy = readPolicy(readArchiveConfig(places.state).rest['retention']);
  const archive = openArchive(places, around.env, systemClock);
  const isReal = options.dryRun !== true;
  // What an earlier call recorded and did not get to sign or to remove.
  if (isReal && archive.desk.read() !== null)
    finishRemovals(places.reports, archive.desk.sync().entries, archive.believed.trust);
  const due = findDue(places.reports, policy, { nowMs: systemClock.now(), trust: archive.believed.trust });
  for (const one of due) terminal.say(one.held ? retentionText.held(one.runId) : wordsOf(one));
  const free = due.filter(({ held }) => !held);
  if (free.length === 0) terminal.say(retentionText.nothingDue());
  if (!isReal && free.length > 0) terminal.say(retentionText.dryRun());
  if (!isReal) return exitCodes.ok;
  if (free.length > 0) terminal.say(retentionText.erased(await eraseDue(free, options, around)));
  for (const problem of await archive.afterwards(null)) terminal.complain(problem);
  return exitCodes.ok;
}

/** Returns how many files went; a report that goes whole is counted by its own line. */
async function eraseDue(free: readonly Due[], options: PruneOptions, around: Surroundings): Promise<number> {
  const who = readWho({ reason: 'retention', ...options });
  let count = 0;
  for (const one of free) {
    const { adding } = openAdding(one.runId, options, around);
    if (one.kind === 'expire') await expireReport(adding, { ...who, key: 'expire' });
    else count += await eraseFiles(adding, one.files, { ...who, key: `erase:${one.class}` });
  }
  return count;
}

function wordsOf(one: Due) {
  return one.kind === 'expire'
    ? retentionText.wouldExpire(one.runId, one.due)
    : retentionText.wouldErase(one.runId, one.class, one.files.length, one.due);
}

function readWho({ by = '', reason = '' }: WhoOptions): { readonly by: string; readonly reason: string } {
  if (by.trim() === '' || reason.trim() === '') throw new SetupError(addendaText.needsReason());
  return { by: by.trim(), reason: reason.trim() };
}
