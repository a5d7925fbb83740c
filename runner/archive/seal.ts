import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { assert } from '../base/assert.ts';
import type { Redactor } from '../base/redact.ts';
import { besideSuffix, syncDirectory, syncPaths, toWriteError, WriteError } from '../base/write-atomic.ts';
import { verifyChain } from '../journal/chain.ts';
import type { Source } from '../model/checklist.ts';
import type { ReportDoc } from '../model/report.ts';
import { signBundle } from '../sign/bundle.ts';
import type { Signer } from '../sign/signer.ts';
import { buildStatement, encodeStatement, type FileProblem, type FileSubject } from '../sign/statement.ts';
import { trustOnly } from '../sign/trust.ts';
import { verifyBundle } from '../sign/verify.ts';
import { hashFile, isPlainName, walk } from './files.ts';
import { names, reportFolder, stagingFolder } from './layout.ts';
import { findFileProblems, namedFiles } from './named-files.ts';
import { publishKey } from './publish-key.ts';
import { refuseLeaks } from './scan.ts';
import { SealError } from './seal-error.ts';
import { archivedNames } from './source-names.ts';
import { formatSums } from './sums.ts';
import { sealText } from './text.ts';

export type Sealing = {
  readonly reportsDirectory: string;
  /** Where the run left its evidence; the default is its own folder under `.staging`. Must be on the same disk. */
  readonly stagingDirectory?: string;
  readonly doc: ReportDoc;
  /** The rendered formats; report.json is one of them. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly sources: readonly Source[];
  readonly journalLines: readonly string[];
  readonly signer: Signer;
  readonly redactor: Redactor;
  /** Told after each step. */
  readonly onStep?: (step: SealStep) => void;
};

/** In this order. Only `moved` makes the report exist; everything before may be done again. */
export const sealSteps = ['cleaned', 'written', 'checked', 'summed', 'signed', 'synced', 'moved'] as const;
export type SealStep = (typeof sealSteps)[number];

/**
 * Makes a run's staging folder a signed report and returns the report's folder. Safe to call again after a crash at any point: the
 * report appears by one rename, and a run that is already sealed is left as it is. Throws SealError when it must not be sealed.
 */
export async function sealRun(sealing: Sealing): Promise<string> {
  const { reportsDirectory, doc, onStep = () => undefined } = sealing;
  const target = reportFolder(reportsDirectory, doc.runId);
  if (existsSync(target)) return target;
  const staging = sealing.stagingDirectory ?? stagingFolder(reportsDirectory, doc.runId);
  try {
    prepare(staging);
    onStep('cleaned');
    const configuration = writeDocuments(staging, sealing);
    onStep('written');
    const problems = check(staging, sealing);
    onStep('checked');
    const files = writeSums(staging, sealing);
    onStep('summed');
    await writeBundle(staging, { sealing, files, configuration, problems });
    publishKey(reportsDirectory, sealing.signer, doc.startedAt);
    onStep('signed');
    await sync(staging);
    onStep('synced');
    move(staging, target);
    onStep('moved');
    return target;
  } catch (error) {
    throw explain(staging, error);
  }
}

/** Removes what an interrupted sealing left, so that no half of it is signed. */
function prepare(staging: string): void {
  mkdirSync(staging, { recursive: true });
  // First, so that an empty folder in it is not looked for below when it is gone already.
  rmSync(join(staging, names.sources), { recursive: true, force: true });
  const { files, odd, emptyFolders } = walk(staging);
  const left = [...files, ...odd].filter((path) => path.endsWith(besideSuffix));
  for (const path of [...left, names.bundle, names.sums]) rmSync(join(staging, path), { force: true });
  for (const path of emptyFolders) removeEmpty(staging, path);
}

/** Removes an empty folder, and those above it that held nothing else. */
function removeEmpty(staging: string, path: string): void {
  for (let folder = path; folder !== '.' && readdirSync(join(staging, folder)).length === 0; folder = dirname(folder))
    rmdirSync(join(staging, folder));
}

function writeDocuments(staging: string, { doc, files, sources, journalLines }: Sealing): readonly FileSubject[] {
  const report = files.find((file) => file.name === names.report);
  assert(report !== undefined, 'report.json is among the rendered files');
  assert(
    isDeepStrictEqual(JSON.parse(report.text), JSON.parse(JSON.stringify(doc))),
    'report.json is exactly the report document',
  );
  const chain = verifyChain(journalLines, { head: doc.journal.head });
  if (!chain.ok) throw new SealError(sealText.journalBroken(chain.problem));
  if (chain.events !== doc.journal.events)
    throw new SealError(sealText.journalBroken(sealText.journalOtherLength(chain.events, doc.journal.events)));
  for (const file of files) writeStaged(join(staging, file.name), file.text);
  writeStaged(join(staging, names.journal), journalLines.map((line) => `${line}\n`).join(''));
  return writeSources(staging, sources);
}

function writeSources(staging: string, sources: readonly Source[]): readonly FileSubject[] {
  const archived = archivedNames(sources.map((source) => source.file));
  return sources.map((source) => {
    const name = archived.get(source.file);
    assert(name !== undefined, 'every source has a name in the archive');
    const path = join(staging, name);
    mkdirSync(dirname(path), { recursive: true });
    writeStaged(path, source.text);
    return { name, digest: { sha256: digestOf(path) } };
  });
}

/** Evidence that is gone is told in the signed statement; a leak or an odd file stops the seal. */
function check(staging: string, { doc, sources, redactor }: Sealing): readonly FileProblem[] {
  const { files, odd } = walk(staging);
  const [first] = odd;
  if (first !== undefined)
    throw new SealError(first.split('/').every(isPlainName) ? sealText.notAFile(first) : sealText.badName(first));
  refuseLeaks(staging, files, redactor);
  const archived = archivedNames(sources.map((source) => source.file));
  const frozen = sources.map(({ file, sha256, text }) => ({
    path: archived.get(file) ?? file,
    sha256,
    bytes: Buffer.byteLength(text),
  }));
  return findFileProblems(staging, [...namedFiles(doc), ...frozen]);
}

function writeSums(staging: string, sealing: Sealing): readonly FileSubject[] {
  const { files } = walk(staging);
  const sums = new Map(files.map((path) => [path, digestOf(join(staging, path))]));
  writeStaged(join(staging, names.sums), formatSums(sums));
  const documents = [names.sums, names.journal, ...sealing.files.map((file) => file.name)].sort();
  return documents.map((name) => ({ name, digest: { sha256: digestOf(join(staging, name)) } }));
}

async function writeBundle(
  staging: string,
  parts: {
    readonly sealing: Sealing;
    readonly files: readonly FileSubject[];
    readonly configuration: readonly FileSubject[];
    readonly problems: readonly FileProblem[];
  },
): Promise<void> {
  const { sealing, files, configuration, problems } = parts;
  const statement = buildStatement({ doc: sealing.doc, files, configuration, problems });
  const bundle = await signBundle(encodeStatement(statement), sealing.signer);
  // A signer outside this process may answer anything; what does not verify is never archived.
  const verdict = verifyBundle(Buffer.from(bundle), trustOnly(sealing.signer));
  assert(verdict.kind === 'good', 'a signature verifies before it is used');
  writeStaged(join(staging, names.bundle), bundle);
}

function digestOf(path: string): string {
  const found = hashFile(path);
  assert(found !== null, 'a file that was just written or listed can be read');
  return found.sha256;
}

/** Evidence was written without waiting for the disk; after this nothing of the report can be lost. */
async function sync(staging: string): Promise<void> {
  const { files, folders } = walk(staging);
  await syncPaths(files.map((path) => join(staging, path)));
  for (const path of folders) syncDirectory(join(staging, path));
}

/** Written whole; made durable with everything else before the folder gets its name, and written anew after a crash. */
function writeStaged(path: string, content: string | Uint8Array): void {
  rmSync(path, { force: true });
  // `wx` never follows a link that somebody left under the same name.
  writeFileSync(path, content, { flag: 'wx' });
}

function move(staging: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  renameSync(staging, target);
  // The month's, the year's and the root's entries may all be new.
  for (const folder of [dirname(target), join(target, '../..'), join(target, '../../..'), dirname(staging)])
    syncDirectory(folder);
}

function explain(staging: string, error: unknown): unknown {
  const told = toWriteError(staging, error);
  return told instanceof WriteError ? new SealError(sealText.notWritten(told.text), { cause: error }) : told;
}
