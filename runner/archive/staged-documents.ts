import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { assert } from '../base/assert.ts';
import { verifyChain } from '../journal/chain.ts';
import type { Source } from '../model/checklist.ts';
import type { ReportDoc } from '../model/report.ts';
import type { FileSubject } from '../sign/statement.ts';
import { digestOf } from './files.ts';
import { names } from './layout.ts';
import { paymentLines } from './payment-lines.ts';
import type { Sealing } from './seal.ts';
import { SealError } from './seal-error.ts';
import { archivedNames } from './source-names.ts';
import { sealText } from './text.ts';

/** Names of the documents that the signed statement lists one by one; everything else stands in SHA256SUMS. */
export function documentNames({ files, sources }: Pick<Sealing, 'files' | 'sources'>): readonly string[] {
  const own = [names.sums, names.journal, names.payments, names.environment];
  return [...own, ...(sources.length > 0 ? [names.checklist] : []), ...files.map((file) => file.name)].sort();
}

/** Writes everything that is not evidence into the staging folder. Returns the checklist's files with their digests. */
export function writeDocuments(
  staging: string,
  { doc, files, sources, journalLines }: Sealing,
): readonly FileSubject[] {
  const report = files.find((file) => file.name === names.report);
  assert(report !== undefined && 'text' in report, 'report.json is among the rendered files');
  assert(
    isDeepStrictEqual(JSON.parse(report.text), JSON.parse(JSON.stringify(doc))),
    'report.json is exactly the report document',
  );
  const chain = verifyChain(journalLines, { head: doc.journal.head });
  if (!chain.ok) throw new SealError(sealText.journalBroken(chain.problem));
  if (chain.events !== doc.journal.events)
    throw new SealError(sealText.journalBroken(sealText.journalOtherLength(chain.events, doc.journal.events)));
  for (const file of files) writeStaged(join(staging, file.name), 'text' in file ? file.text : file.bytes);
  writeStaged(join(staging, names.journal), journalLines.map((line) => `${line}\n`).join(''));
  writeStaged(join(staging, names.payments), paymentLines(journalLines));
  writeStaged(join(staging, names.environment), environmentOf(doc));
  return writeSources(staging, doc, sources);
}

/** Written whole; made durable with everything else before the folder gets its name, and written anew after a crash. */
export function writeStaged(path: string, content: string | Uint8Array): void {
  rmSync(path, { force: true });
  // `wx` never follows a link that somebody left under the same name.
  writeFileSync(path, content, { flag: 'wx' });
}

/** Where and with what the checks ran, for tools that ask for that alone. */
function environmentOf(doc: ReportDoc): string {
  const { runId, target, browser, device, operator, tool, options, startedAt, finishedAt } = doc;
  const environment = { runId, target, browser, device, operator, tool, options, startedAt, finishedAt };
  return `${JSON.stringify(environment, null, 2)}\n`;
}

function writeSources(staging: string, doc: ReportDoc, sources: readonly Source[]): readonly FileSubject[] {
  const archived = archivedNames(sources.map((source) => source.file));
  const main = sources.find(({ file }) => file === doc.checklist.file) ?? sources[0];
  if (main !== undefined) writeStaged(join(staging, names.checklist), main.text);
  return sources.map((source) => {
    const name = archived.get(source.file);
    assert(name !== undefined, 'every source has a name in the archive');
    const path = join(staging, name);
    mkdirSync(dirname(path), { recursive: true });
    writeStaged(path, source.text);
    return { name, digest: { sha256: digestOf(path) } };
  });
}
