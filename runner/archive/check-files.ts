import type { Bilingual } from '../base/bilingual.ts';
import { isObject } from '../base/json.ts';
import { saysLowS } from '../sign/low-s.ts';
import type { PublicKey } from '../sign/signer.ts';
import { sshVerify } from '../sign/ssh-signature.ts';
import type { ReadStatement } from '../sign/statement.ts';
import type { Trust } from '../sign/trust.ts';
import type { Fact } from './addenda/fact.ts';
import { readAddenda, type Addenda } from './addenda/read.ts';
import { failed, notChecked, noted, passed, type Check } from './check.ts';
import { checkAdded, documentsIn } from './check-added.ts';
import { checkErased } from './check-holds.ts';
import { filesAtMost } from './files.ts';
import { names } from './layout.ts';
import { populationText } from './population-text.ts';
import { fileKey, type LedgerView } from './ledger/view.ts';
import { pendingText } from './pending-text.ts';
import type { ReportFiles } from './report-files.ts';
import { parseSums, type Sums } from './sums.ts';
import { verifyText } from './verify-text.ts';

export type FilesLook = {
  readonly folder: string;
  readonly files: ReportFiles;
  readonly statement: ReadStatement;
  readonly runId: string;
  readonly key: PublicKey | null;
  readonly trust: Trust | null;
  readonly view: LedgerView | null;
};

/** Without these in the signed statement, nothing else in the folder would be bound to the signature. */
const required = [names.sums, names.report, names.journal];

/** Every file the statement or SHA256SUMS names exists with its digest, and the folder holds nothing else. */
export function checkFiles(look: FilesLook): readonly Check[] {
  const { files, folder, runId, trust } = look;
  const listed = readSums(files);
  const addenda = readAddenda(folder, runId, trust);
  const parts = [
    checkSubjects(look, addenda),
    checkFolder(look, listed !== null && 'sums' in listed ? listed.sums : new Map()),
  ];
  if (listed === null) parts.push(failed('files', verifyText.sumsMissing(names.sums), [names.sums]));
  else if ('line' in listed) parts.push(failed('files', verifyText.sumsBad(names.sums, listed.line), [names.sums]));
  else parts.push(checkDigests(look, { digests: listed.sums, good: verifyText.sumsGood }, addenda));
  return [
    ...parts,
    ...checkSumsSignature(look),
    ...checkAdded(files.walked.files, addenda, (path) => isAnnounced(look, path)),
    ...checkErased(folder, runId, look.view),
  ];
}

function checkSubjects(look: FilesLook, addenda: Addenda): Check {
  const { statement } = look;
  const subjects = new Map([
    ...configuration(statement),
    ...statement.files.map((one): Entry => [one.name, one.digest.sha256]),
  ]);
  const notNamed = required.filter((name) => !subjects.has(name));
  if (notNamed.length > 0) return failed('files', verifyText.subjectsNotNamed(notNamed), notNamed);
  return checkDigests(look, { digests: subjects, good: verifyText.subjectsGood }, addenda);
}

/** A file that is gone is forgiven where the ledger and a signed addendum both record that exactly it was erased, and is told. */
function checkDigests(
  { files, runId, view }: FilesLook,
  { digests, good }: { readonly digests: ReadonlyMap<string, string>; readonly good: (count: number) => Bilingual },
  { added }: Addenda,
): Check {
  const told = new Map(added.flatMap(({ content }) => erasedIn(content.fact)));
  const isRecorded = ([path, digest]: Entry) =>
    view?.erased.get(fileKey(runId, path)) === digest && told.get(path) === digest;
  const isGone = ([path]: Entry) => !files.walked.files.includes(path);
  const bad = [...digests].filter(([path, digest]) => files.digest(path) !== digest);
  const isWritten = ([path, digest]: Entry) =>
    view?.erasing.get(fileKey(runId, path)) === digest && told.get(path) === digest;
  const broken = bad.filter((one) => !isGone(one) || !(isRecorded(one) || isWritten(one))).map(([path]) => path);
  if (broken.length > 0) return failed('files', verifyText.digestsBad(broken), broken);
  const waiting = bad.filter((one) => !isRecorded(one)).map(([path]) => path);
  if (waiting.length > 0) return notChecked('files', pendingText.removal(waiting), waiting);
  const erased = bad.map(([path]) => path);
  const left = [...digests].filter((one) => isRecorded(one) && !isGone(one)).map(([path]) => path);
  if (left.length > 0) return noted('files', populationText.stillThere(left));
  return erased.length > 0 ? noted('files', verifyText.erased(erased)) : passed('files', good(digests.size));
}

function erasedIn({ type, files }: Fact): readonly Entry[] {
  return type === 'files.erased' ? files.map(({ path, sha256 }): Entry => [path, sha256]) : [];
}

/** No other file, no link, no empty folder; what was added after signing stands in the ledger with its digest. */
function checkFolder(look: FilesLook, sums: Sums): Check {
  const { files, runId, view } = look;
  const { walked } = files;
  if (!walked.complete) return failed('files', verifyText.tooManyFiles(filesAtMost), []);
  const isAdded = (path: string) => path === names.approval || path.startsWith(`${names.addenda}/`);
  const unknown = walked.files.filter((path) => !sums.has(path) && !beside.includes(path));
  // Outside its archive nothing but its own signature speaks for an addendum.
  const late = unrecordedAddenda(look, unknown.filter(isAdded));
  const extra = unknown.filter(
    (path) =>
      !isAdded(path) ||
      (view !== null && view.added.get(fileKey(runId, path)) !== files.digest(path) && !late.includes(path)),
  );
  const gone = [...(view?.added.keys() ?? [])].flatMap((key) => {
    const [run, file] = key.split(' ');
    const isMissing = run === runId && file !== undefined && !walked.files.includes(file);
    // What was added is kept for ever; no record of an erasure covers it.
    return isMissing ? [file] : [];
  });
  const stray = [...extra, ...walked.emptyFolders.filter((path) => !isCutOff(look, path))];
  const words = [
    ...(walked.odd.length > 0 ? [verifyText.oddFiles(walked.odd)] : []),
    ...(stray.length > 0 ? [verifyText.extraFiles(stray)] : []),
    ...(gone.length > 0 ? [verifyText.digestsBad(gone)] : []),
  ];
  if (words.length === 0 && late.length > 0) return notChecked('files', pendingText.unrecordedAddenda(late), late);
  if (words.length === 0)
    return passed(
      'files',
      verifyText.filesGood({ all: walked.files.length, listed: walked.files.filter((path) => sums.has(path)).length }),
    );
  const detail = { ko: words.map(({ ko }) => ko).join(' '), en: words.map(({ en }) => en).join(' ') };
  return failed('files', detail, [...walked.odd, ...stray, ...gone]);
}

/** Addenda that hold, and documents that they name, and that no signed line of the ledger names: whoever wrote them died before they were recorded. */
function unrecordedAddenda(look: FilesLook, paths: readonly string[]): readonly string[] {
  const { folder, runId, trust, view } = look;
  const unknown = paths.filter((path) => view !== null && !view.added.has(fileKey(runId, path)));
  if (unknown.length === 0) return [];
  const { added, approval } = readAddenda(folder, runId, trust);
  const holds = new Set([...added, ...(approval === null ? [] : [approval])].map(({ file }) => file));
  for (const path of documentsIn(added)) holds.add(path);
  return unknown.filter((path) => holds.has(path) || isAnnounced(look, path));
}

/** A document that the ledger announced with this digest, and that an addendum is about to name. */
function isAnnounced({ files, runId, view }: FilesLook, path: string): boolean {
  const digest = view?.announced.get(fileKey(runId, path));
  return digest !== undefined && digest === files.digest(path);
}

/** A folder in which an addendum was about to be written, or whose files were erased. */
function isCutOff({ runId, view }: FilesLook, emptyFolder: string): boolean {
  const below = fileKey(runId, `${emptyFolder}/`);
  return emptyFolder === names.addenda || [...(view?.erased.keys() ?? [])].some((key) => key.startsWith(below));
}

/** Made by or after signing, so SHA256SUMS cannot name them; each has a check of its own. */
const beside: readonly string[] = [names.sums, names.sumsSignature, names.bundle, names.proof];

/** SHA256SUMS.sig, for whoever has ssh-keygen alone, is by the key that signed the bundle. */
function checkSumsSignature({ files, statement, key }: FilesLook): readonly Check[] {
  const text = files.text(names.sumsSignature);
  const sums = files.bytes(names.sums);
  const isThere = files.walked.files.includes(names.sumsSignature);
  if (!isThere) {
    // Reports have it since there are payments.jsonl; before, there was none to miss.
    const isExpected = statement.files.some(({ name }) => name === names.payments);
    return isExpected ? [failed('files', verifyText.digestsBad([names.sumsSignature]), [names.sumsSignature])] : [];
  }
  if (key === null) return [noted('files', verifyText.sumsSignatureOpen(names.sumsSignature))];
  const holds =
    text !== null &&
    sums !== null &&
    sshVerify(text, sums, key, saysLowS(statement.predicate['liveVerification']) ? 'low-S' : 'either');
  return holds ? [] : [failed('files', verifyText.sumsSignatureBad(names.sumsSignature), [names.sumsSignature])];
}

type Entry = readonly [string, string];

function configuration({ predicate }: ReadStatement): readonly Entry[] {
  const listed = predicate['configuration'];
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((one: unknown): readonly Entry[] => {
    const digest = isObject(one) ? one['digest'] : undefined;
    if (!isObject(one) || typeof one['name'] !== 'string' || !isObject(digest) || typeof digest['sha256'] !== 'string')
      return [];
    return [[one['name'], digest['sha256']]];
  });
}

function readSums(files: ReportFiles) {
  const text = files.text(names.sums);
  return text === null ? null : parseSums(text);
}
