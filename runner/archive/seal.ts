import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assert } from '../base/assert.ts';
import type { Redactor } from '../base/redact.ts';
import { besideSuffix } from '../base/unfinished.ts';
import { syncDirectory, syncPaths, toWriteError, WriteError } from '../base/write-atomic.ts';
import type { Source } from '../model/checklist.ts';
import type { ReportDoc } from '../model/report.ts';
import { signBundle } from '../sign/bundle.ts';
import { encodeStatement } from '../sign/in-toto.ts';
import type { PublicKey, Signer } from '../sign/signer.ts';
import { sshSign } from '../sign/ssh-signature.ts';
import { buildStatement, type ArchiveFacts, type FileProblem, type FileSubject } from '../sign/statement.ts';
import { trustOnly } from '../sign/trust.ts';
import { verifyBundle } from '../sign/verify.ts';
import { digestOf, filesAtMost, isPlainName, walk } from './files.ts';
import { names, reportFolder, stagingFolder } from './layout.ts';
import { findFileProblems, namedFiles } from './named-files.ts';
import type { OwnKeys } from './own-keys.ts';
import { publishKey } from './publish-key.ts';
import { refuseLeaks } from './scan.ts';
import { SealError } from './seal-error.ts';
import { archivedNames } from './source-names.ts';
import { documentNames, writeDocuments, writeStaged } from './staged-documents.ts';
import { formatSums } from './sums.ts';
import { sealText } from './text.ts';

export type Sealing = {
  readonly reportsDirectory: string;
  /** Where the run left its evidence; the default is its own folder under `.staging`. Must be on the same disk. */
  readonly stagingDirectory?: string;
  readonly doc: ReportDoc;
  /** The rendered formats; report.json is one of them. */
  readonly files: readonly Rendered[];
  readonly sources: readonly Source[];
  readonly journalLines: readonly string[];
  readonly signer: Signer;
  readonly redactor: Redactor;
  /** The archive's ledger. Without one the report says nothing of its neighbours, as reports once did. */
  readonly archive?: SealingArchive | undefined;
  /** Told after each step. */
  readonly onStep?: (step: SealStep) => void;
};

export type Rendered =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly bytes: Uint8Array };

/** What an archive tells a report before it is signed, and hears of it afterwards. */
export type SealingArchive = {
  facts(): ArchiveFacts;
  /** What this machine's list says, at this moment, of the keys that sign here. */
  ownKeys(signer: PublicKey): OwnKeys;
  /** The report stands in its folder: into the ledger with it. May be called again after a crash. */
  closed(folder: string): void;
};

/** In this order. Only `moved` makes the report exist; everything before may be done again. */
export const sealSteps = ['cleaned', 'written', 'checked', 'summed', 'signed', 'synced', 'moved', 'recorded'] as const;
export type SealStep = (typeof sealSteps)[number];

/**
 * Makes a run's staging folder a signed report and returns the report's folder. Safe to call again after a crash at any point: the
 * report appears by one rename, and a run that is already sealed is left as it is. Throws SealError when it must not be sealed.
 */
export async function sealRun(sealing: Sealing): Promise<string> {
  const { reportsDirectory, doc, onStep = () => undefined } = sealing;
  const target = reportFolder(reportsDirectory, doc.runId);
  if (existsSync(target)) {
    sealing.archive?.closed(target);
    return target;
  }
  // The last moment at which it can still be noticed: the key may have been revoked while the run was under way.
  const refused = sealing.archive?.ownKeys(sealing.signer).refused ?? null;
  if (refused !== null) throw new SealError(refused);
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
    // An archive with a ledger records its keys there; only one without is told here.
    if (sealing.archive === undefined) publishKey(reportsDirectory, sealing.signer, doc.startedAt);
    onStep('signed');
    await sync(staging);
    onStep('synced');
    move(staging, target);
    onStep('moved');
    sealing.archive?.closed(target);
    onStep('recorded');
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
  for (const path of [...left, names.bundle, names.sums, names.sumsSignature])
    rmSync(join(staging, path), { force: true });
  for (const path of emptyFolders) removeEmpty(staging, path);
}

/** Removes an empty folder, and those above it that held nothing else. */
function removeEmpty(staging: string, path: string): void {
  for (let folder = path; folder !== '.' && readdirSync(join(staging, folder)).length === 0; folder = dirname(folder))
    rmdirSync(join(staging, folder));
}

/** Evidence that is gone is told in the signed statement; a leak or an odd file stops the seal. */
function check(staging: string, { doc, sources, redactor }: Sealing): readonly FileProblem[] {
  const { files, odd, complete } = walk(staging);
  if (!complete) throw new SealError(sealText.tooManyFiles(filesAtMost));
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
  return documentNames(sealing).map((name) => ({ name, digest: { sha256: digestOf(join(staging, name)) } }));
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
  const archive = sealing.archive?.facts() ?? null;
  const statement = buildStatement({ doc: sealing.doc, files, configuration, problems, archive });
  const bundle = await signBundle(encodeStatement(statement), sealing.signer);
  // A signer outside this process may answer anything; what does not verify is never archived.
  const verdict = verifyBundle(Buffer.from(bundle), trustOnly(sealing.signer));
  assert(verdict.kind === 'good', 'a signature verifies before it is used');
  writeStaged(join(staging, names.bundle), bundle);
  const sums = readFileSync(join(staging, names.sums));
  writeStaged(join(staging, names.sumsSignature), await sshSign(sums, sealing.signer));
}

/** Evidence was written without waiting for the disk; after this nothing of the report can be lost. */
async function sync(staging: string): Promise<void> {
  const { files, folders } = walk(staging);
  await syncPaths(files.map((path) => join(staging, path)));
  for (const path of folders) syncDirectory(join(staging, path));
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
