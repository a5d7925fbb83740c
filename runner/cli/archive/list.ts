import type { Command } from 'commander';
import { listCatalogue } from '../../archive/catalogue/listed.ts';
import type { CatalogueEntry } from '../../archive/catalogue/entry.ts';
import { search } from '../../archive/catalogue/search.ts';
import { toJson } from '../../archive/catalogue/table.ts';
import { formatKst } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import { padColumns } from '../../report/columns.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Style, Terminal } from '../terminal.ts';
import { archiveAt, type ArchiveOptions } from './where.ts';
import { readLimit, readQuery, withQuery, type QueryOptions } from './query.ts';
import { words } from './words.ts';

type ListOptions = QueryOptions & ArchiveOptions & { readonly limit?: string };

/** `postflight archive list` and `search`: the reports, newest first. */
export function defineList(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  withQuery(group.command('list').description('sealed reports, newest first'))
    .option('--limit <number>', 'so many at most')
    .option('--json', 'the result as JSON')
    .action(async (options: ListOptions) => exit(await list(options, [], surroundings())));
  withQuery(
    group.command('search').description('reports that hold all of these words: steps, people, tickets, releases'),
  )
    .argument('<words...>')
    .option('--limit <number>', 'so many at most')
    .option('--json', 'the result as JSON')
    .action(async (asked: readonly string[], options: ListOptions) => exit(await list(options, asked, surroundings())));
  group
    .command('rebuild')
    .description('make the index anew from the reports; the reports are the truth')
    .option('--reports <folder>', 'signed reports (default: ./reports)')
    .exitOverride()
    .action(async (options: ArchiveOptions) => {
      const around = surroundings();
      const { readCatalogue } = await import('../../archive/catalogue/catalogue.ts');
      const { entries } = readCatalogue(archiveAt(options, around).reports, { fresh: true });
      around.terminal.say(words.rebuilt(entries.length));
      exit(exitCodes.ok);
    });
}

async function list(options: ListOptions, asked: readonly string[], around: Surroundings): Promise<number> {
  const { terminal } = around;
  const query = readQuery(options, asked);
  const limit = readLimit(options.limit);
  const { entries, unreadable } = await listCatalogue(archiveAt(options, around).reports);
  const found = search(entries, query);
  const shown = found.slice(0, limit);
  if (options.json === true) {
    process.stdout.write(toJson(shown, { filters: { ...query }, all: entries.length }));
    return exitCodes.ok;
  }
  // In one piece: a thousand single writes take longer than a thousand lines.
  if (shown.length > 0) terminal.line(shown.map((entry) => lineOf(entry, terminal)).join('\n'));
  for (const folder of unreadable) terminal.complain(words.unreadable(folder));
  terminal.say(shown.length === 0 ? words.none() : words.count(shown.length, entries.length));
  return exitCodes.ok;
}

const styles: { readonly [verdict: string]: Style } = { GO: 'green', 'NO-GO': 'red', INCONCLUSIVE: 'yellow' };

function lineOf(entry: CatalogueEntry, { paint }: Terminal): string {
  const safe = (text: string): string => plainText(text).replaceAll(/\s+/g, ' ');
  const { failed } = entry;
  const decided = entry.decision === null ? '' : ` → ${entry.decision}${entry.approvedBy === null ? ' (?)' : ' ✓'}`;
  const verdict = padColumns(`${entry.verdict}${decided}`, 14);
  return [
    entry.runId,
    formatKst(Date.parse(entry.startedAt)).slice(0, 16),
    paint(styles[entry.verdict] ?? 'dim', verdict),
    padColumns(`${entry.passed}/${entry.planned}`, 9),
    safe(`${entry.target} ${entry.release ?? '–'} ${entry.title}`),
    ...(failed.length === 0 ? [] : [paint('red', `✕ ${safe(failed.slice(0, 4).join(' '))}`)]),
    ...(entry.tickets.length === 0 ? [] : [safe(entry.tickets.join(' '))]),
  ].join('  ');
}
