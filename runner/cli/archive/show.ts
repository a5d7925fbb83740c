import { basename } from 'node:path';
import type { Command } from 'commander';
import { readAddenda, type Addenda } from '../../archive/addenda/read.ts';
import { addendaText } from '../../archive/addenda/text.ts';
import { readEntry, type CatalogueEntry } from '../../archive/catalogue/entry.ts';
import { findReport } from '../../archive/find-report.ts';
import { formatKst } from '../../base/clock.ts';
import { visible } from '../../base/plain-text.ts';
import { SetupError } from '../../model/trouble.ts';
import { padColumns } from '../../report/columns.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { trustOf } from './at-archive.ts';
import { placesOf, type ArchiveOptions } from './where.ts';
import { words } from './words.ts';

/** `postflight archive show`: one report, and everything that was added after it was sealed. */
export function defineShow(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('show')
    .description('one report with its decision and what was added later')
    .argument('<run>', 'a run id, a part of one, a folder, or `last`')
    .option('--reports <folder>', 'signed reports (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .option('--json', 'the result as JSON')
    .exitOverride()
    .action((run: string, options: ArchiveOptions) => exit(show(run, options, surroundings())));
}

function show(run: string, options: ArchiveOptions, around: Surroundings): number {
  const places = placesOf(options, around);
  const folder = findReport(places.reports, run);
  const entry = readEntry(folder);
  if (entry === null) throw new SetupError(words.unreadable(folder));
  const trust = trustOf(places);
  const addenda = readAddenda(folder, basename(folder), trust);
  if (options.json === true) around.terminal.line(JSON.stringify({ folder, entry, ...addenda }, null, 2));
  else {
    tell(folder, entry, addenda, around.terminal);
    if (trust === null && addenda.added.length > 0) around.terminal.say(words.labels.unchecked);
  }
  return addenda.bad.length > 0 ? exitCodes.noGo : exitCodes.ok;
}

function tell(folder: string, entry: CatalogueEntry, { added, approval, bad }: Addenda, terminal: Terminal): void {
  const { language, paint, line } = terminal;
  const { labels } = words;
  const row = (label: { readonly ko: string; readonly en: string }, value: string): void =>
    line(`  ${padColumns(label[language], 18)} ${visible(value)}`);
  line(paint('bold', visible(`${entry.runId}  ${entry.title}`)));
  row(labels.verdict, entry.verdict);
  const decided = added.findLast(({ content }) => content.fact.type === 'decision')?.content.fact;
  row(
    labels.decision,
    decided === undefined || decided.decision === null
      ? labels.noDecision[language]
      : `${decided.decision} ${addendaText.decisions[decided.decision][language]} — ${decided.by}: ${decided.text}`,
  );
  const approver = approval?.content.approver;
  row(
    labels.approved,
    approver === undefined
      ? labels.notApproved[language]
      : `${approver.name} (${approver.account}): ${approver.reason}`,
  );
  row(labels.release, entry.release ?? '–');
  row(labels.target, `${entry.target} ${entry.baseUrl}`);
  row(labels.window, `${formatKst(Date.parse(entry.startedAt))} – ${formatKst(Date.parse(entry.finishedAt))}`);
  row(labels.counts, `${entry.passed}/${entry.planned}`);
  row(labels.failed, entry.failed.join(', ') || '–');
  row(labels.people, entry.people.join(', '));
  row(labels.tickets, entry.tickets.join(', ') || '–');
  row(labels.checklist, entry.checklistSha256);
  row(labels.report, entry.reportSha256);
  row(labels.folder, folder);
  if (added.length > 0) line(paint('bold', labels.later[language]));
  for (const { file, content } of added) {
    const { type, at, by, about, text } = content.fact;
    const what = `${addendaText.types[type][language]}${about === null ? '' : ` ${about}`}: ${text} (${by})`;
    line(`  ${formatKst(Date.parse(at)).slice(0, 19)}  ${visible(what)}  ${paint('dim', file)}`);
  }
  if (bad.length > 0) line(paint('red', labels.bad[language]));
  for (const { problem } of bad) line(`  ${visible(problem[language])}`);
}
