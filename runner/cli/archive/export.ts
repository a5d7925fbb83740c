import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { readCatalogue } from '../../archive/catalogue/catalogue.ts';
import { search } from '../../archive/catalogue/search.ts';
import { toCsv, toJson } from '../../archive/catalogue/table.ts';
import { sweepUnfinished } from '../../base/unfinished.ts';
import { writeAtomic } from '../../base/write-atomic.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { archiveAt, type ArchiveOptions } from './where.ts';
import { readQuery, withQuery, type QueryOptions } from './query.ts';
import { words } from './words.ts';

type ExportOptions = QueryOptions & ArchiveOptions & { readonly format: string; readonly out?: string };

/** `postflight archive export`: the population for an auditor, read from the reports themselves and never from the index. */
export function defineExport(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  withQuery(group.command('export').description('reports as CSV or JSON, each with its digests'))
    .argument('[words...]')
    .option('--format <format>', 'csv or json', 'csv')
    .option('--out <file>', 'where to (default: standard output)')
    .action((asked: readonly string[], options: ExportOptions) => {
      const around = surroundings();
      const query = readQuery(options, asked);
      const { entries, unreadable } = readCatalogue(archiveAt(options, around).reports, { fresh: true });
      const found = search(entries, query);
      if (options.format !== 'csv' && options.format !== 'json') throw new SetupError(words.badFormat(options.format));
      const text =
        options.format === 'csv' ? toCsv(found) : toJson(found, { filters: { ...query }, all: entries.length });
      for (const folder of unreadable) around.terminal.complain(words.unreadable(folder));
      if (options.out === undefined) process.stdout.write(text);
      else {
        const file = resolve(around.workingDirectory, options.out);
        sweepUnfinished(dirname(file));
        writeAtomic(file, text);
        around.terminal.say(words.exported(found.length, options.out));
      }
      exit(unreadable.length > 0 ? exitCodes.unknown : exitCodes.ok);
    });
}
