import { isObject } from '../base/json.ts';
import type { ReadStatement } from '../sign/statement.ts';
import { failed, passed, type Check } from './check.ts';
import { filesAtMost } from './files.ts';
import { names } from './layout.ts';
import type { ReportFiles } from './report-files.ts';
import { parseSums, type Sums } from './sums.ts';
import { verifyText } from './text.ts';

/** Without these in the signed statement, nothing else in the folder would be bound to the signature. */
const required = [names.sums, names.report, names.journal];

/** Every file the statement names, as a subject or as the checklist it ran, exists with its digest. */
export function checkSubjects(files: ReportFiles, statement: ReadStatement): Check {
  const subjects = new Map([
    ...configuration(statement),
    ...statement.files.map((one): Entry => [one.name, one.digest.sha256]),
  ]);
  const notNamed = required.filter((name) => !subjects.has(name));
  if (notNamed.length > 0) return failed('subjects', verifyText.subjectsNotNamed(notNamed), notNamed);
  const bad = differing(files, subjects);
  return bad.length > 0
    ? failed('subjects', verifyText.digestsBad(bad), bad)
    : passed('subjects', verifyText.digestsGood(subjects.size));
}

/** Every file that SHA256SUMS lists exists with its digest. */
export function checkSums(files: ReportFiles): Check {
  const listed = readSums(files);
  if (listed === null) return failed('sums', verifyText.sumsMissing(names.sums), [names.sums]);
  if ('line' in listed) return failed('sums', verifyText.sumsBad(names.sums, listed.line), [names.sums]);
  const bad = differing(files, listed.sums);
  return bad.length > 0
    ? failed('sums', verifyText.digestsBad(bad), bad)
    : passed('sums', verifyText.digestsGood(listed.sums.size));
}

/** The folder holds what SHA256SUMS lists, itself and the bundle: no other file, no link, no empty folder. */
export function checkFolder(files: ReportFiles): Check {
  const { walked } = files;
  if (!walked.complete) return failed('files', verifyText.tooManyFiles(filesAtMost), []);
  const listed = readSums(files);
  const sums: Sums = listed !== null && 'sums' in listed ? listed.sums : new Map();
  const isSigned = (path: string) => sums.has(path) || path === names.sums || path === names.bundle;
  const extra = [...walked.files.filter((path) => !isSigned(path)), ...walked.emptyFolders];
  const words = [
    ...(walked.odd.length > 0 ? [verifyText.oddFiles(walked.odd)] : []),
    ...(extra.length > 0 ? [verifyText.extraFiles(extra)] : []),
  ];
  if (words.length === 0) return passed('files', verifyText.filesGood(walked.files.length));
  const detail = { ko: words.map(({ ko }) => ko).join(' '), en: words.map(({ en }) => en).join(' ') };
  return failed('files', detail, [...walked.odd, ...extra]);
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

function differing(files: ReportFiles, digests: ReadonlyMap<string, string>): readonly string[] {
  return [...digests].filter(([path, digest]) => files.digest(path) !== digest).map(([path]) => path);
}

function readSums(files: ReportFiles) {
  const text = files.text(names.sums);
  return text === null ? null : parseSums(text);
}
