import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import { addFacts } from '../../archive/addenda/add.ts';
import { readAddenda } from '../../archive/addenda/read.ts';
import { entryTypes } from '../../archive/ledger/entry.ts';
import { names, writingRoom } from '../../archive/layout.ts';
import { syncDirectory, writeThrough } from '../../base/write-atomic.ts';
import { findLeak } from '../../base/scan-bytes.ts';
import { printReport } from '../../engine/print-pdf.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { account, now, openAdding } from './at-archive.ts';
import type { ArchiveOptions } from './where.ts';
import { withPage } from './page-with-later.ts';
import { words } from './words.ts';

/** `postflight archive pdf`: the report on paper with what was decided and added since, named by a signed addendum of its own. */
export function definePdf(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('pdf')
    .description('print a sealed report as a PDF and add it, signed, beside the report')
    .argument('<run>', 'a run id, a part of one, a folder, or `last`')
    .option('--reports <folder>', 'signed reports (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action(async (run: string, options: ArchiveOptions) => exit(await pdf(run, options, surroundings())));
}

async function pdf(run: string, options: ArchiveOptions, around: Surroundings): Promise<number> {
  const { adding, archive } = openAdding(run, options, around);
  const { folder, redactor } = adding;
  const runId = basename(folder);
  const addenda = readAddenda(folder, runId, null);
  const said = addenda.added.filter(({ content }) => content.fact.type !== 'document.added').length;
  const pdfFile = `addenda/report-${said + (addenda.approval === null ? 0 : 1)}.pdf`;
  const path = join(folder, pdfFile);
  const waiting = join(writingRoom(adding.reports), `print-${runId}-${basename(pdfFile)}`);
  // What is there was named by an addendum or is about to be, and what waits was announced or is about to be: it is never printed twice.
  const printed = [path, waiting].find((one) => existsSync(one));
  const bytes =
    printed !== undefined
      ? readFileSync(printed)
      : await withPage(adding.reports, folder, addenda, (page) =>
          printReport(page, { runId, language: around.terminal.language }, around.env),
        );
  if (bytes === null) throw new SetupError(words.noPrinter());
  redactor.allow(readFileSync(join(folder, names.report), 'utf8'));
  if (findLeak(bytes, redactor) !== null) throw new SetupError(words.pdfLeaks());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (printed !== path) {
    if (printed === undefined) writeThrough(writingRoom(adding.reports), waiting, bytes);
    // A document and the addendum that names it are two files: whoever dies between them has said before what the first one is.
    adding.desk.record([{ type: entryTypes.documentAnnounced, runId, file: pdfFile, sha256, at: now() }]);
    mkdirSync(dirname(path), { recursive: true });
    renameSync(waiting, path);
    syncDirectory(dirname(path));
  }
  const files = [{ path: pdfFile, sha256, bytes: bytes.length }];
  const fact = {
    type: 'document.added',
    key: `document:${pdfFile}`,
    at: now(),
    by: 'journal',
    about: pdfFile,
  } as const;
  await addFacts(adding, [{ ...fact, text: `printed at ${account()}`, decision: null, files }]);
  adding.desk.record([{ type: entryTypes.addendum, runId, file: pdfFile, sha256, at: now() }]);
  around.terminal.say(words.added(path));
  for (const problem of await archive.afterwards(null)) around.terminal.complain(problem);
  return exitCodes.ok;
}
