import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Bilingual } from '../../base/bilingual.ts';
import { limits } from '../../base/limits.ts';
import { reportUse, type Trust, type TrustedKey } from '../../sign/trust.ts';
import { verifyBundle } from '../../sign/verify.ts';
import { hashFile, isPlainName } from '../files.ts';
import { names } from '../layout.ts';
import { isThere, listFolder, readPlain } from '../plain-file.ts';
import { readAddendum, readApproval, statementDigest, type Addendum, type Approval, type Bound } from './statement.ts';
import { addendaText } from './text.ts';

export const addendaFolder = 'addenda';
export const approvalFile = 'approval.sigstore.json';

/** A file that stands beside a sealed report, and whose key signed it. `keyId` is null when nobody was trusted. */
export type Held<T> = {
  readonly file: string;
  readonly sha256: string;
  readonly statementSha256: string;
  readonly keyId: string;
  readonly content: T;
};

export type Addenda = {
  readonly added: readonly Held<Addendum>[];
  readonly approval: Held<Approval> | null;
  readonly bad: readonly { readonly file: string; readonly problem: Bilingual }[];
};

/** `addenda/0001.sigstore.json` */
export function addendumFile(number: number): string {
  return `${addendaFolder}/${String(number).padStart(4, '0')}.sigstore.json`;
}

/** The folder's own report, by the digests that its signature covers; null when one of the documents is missing. */
export function boundTo(folder: string, runId: string): Bound | null {
  const reportSha256 = digest(folder, names.report);
  const sumsSha256 = digest(folder, names.sums);
  return reportSha256 === null || sumsSha256 === null ? null : { runId, reportSha256, sumsSha256 };
}

/**
 * Reads everything that was added to a sealed report: form, signature (unless `trust` is null), that it speaks of this report, the chain
 * without gaps, and that an approval names a decision that is there. Bad content never throws: it is told.
 */
export function readAddenda(folder: string, runId: string, trust: Trust | null): Addenda {
  const files = listAddenda(folder);
  const isApproved = isThere(join(folder, approvalFile));
  if (files.length === 0 && !isApproved) return { added: [], approval: null, bad: [] };
  const bound = boundTo(folder, runId);
  const bad: Addenda['bad'][number][] = [];
  const added: Held<Addendum>[] = [];
  let previous: string | null = null;
  for (const [index, file] of files.entries()) {
    const held = open(folder, file, trust, readAddendum);
    const problem =
      'problem' in held
        ? held.problem
        : (problemOf(held, { bound, file, previous, number: index + 1 }) ?? documentProblem(folder, held.content));
    if (problem !== null) bad.push({ file, problem });
    if ('problem' in held) continue;
    previous = held.statementSha256;
    if (problem === null) added.push(held);
  }
  const approval = isApproved ? open(folder, approvalFile, trust, readApproval) : null;
  if (approval === null) return { added, approval: null, bad };
  const problem = 'problem' in approval ? approval.problem : approvalProblem(approval, bound, added);
  if ('problem' in approval || problem !== null)
    return {
      added,
      approval: null,
      bad: [...bad, { file: approvalFile, problem: problem ?? addendaText.form(approvalFile) }],
    };
  return { added, approval, bad };
}

/** A document that was added later is there as it was when it was signed. */
function documentProblem(folder: string, { fact }: Addendum): Bilingual | null {
  if (fact.type !== 'document.added') return null;
  const changed = fact.files.find(({ path, sha256 }) => digest(folder, path) !== sha256);
  return changed === undefined ? null : addendaText.documentChanged(changed.path);
}

function problemOf(
  held: Held<Addendum>,
  expected: {
    readonly bound: Bound | null;
    readonly file: string;
    readonly previous: string | null;
    readonly number: number;
  },
): Bilingual | null {
  const { bound, file, previous, number } = expected;
  if (!isBound(held.content, bound)) return addendaText.otherReport(file);
  if (held.content.number !== number || held.content.previous !== previous || file !== addendumFile(number))
    return addendaText.chain(file);
  return null;
}

function saidAt(said: Addendum | Approval): string {
  return 'fact' in said ? said.fact.at : said.approver.at;
}

/** A fact is signed after it happened, so never by a key that had ended before. That it is older than a key's start says nothing. */
function keyProblem(file: string, key: TrustedKey, at: string): Bilingual | null {
  const isLate = key.end !== null && Date.parse(at) - Date.parse(key.end) > limits.stampSkewMs;
  return isLate ? addendaText.keyNotInUse(file, key.keyId, at) : null;
}

function approvalProblem(
  { content }: Held<Approval>,
  bound: Bound | null,
  added: readonly Held<Addendum>[],
): Bilingual | null {
  if (!isBound(content, bound)) return addendaText.otherReport(approvalFile);
  const decided = added.find(({ statementSha256 }) => statementSha256 === content.decisionSha256)?.content.fact;
  const isSame = decided?.type === 'decision' && decided.decision === content.decision;
  return isSame ? null : addendaText.noDecision(approvalFile);
}

function isBound(one: Bound, bound: Bound | null): boolean {
  return (
    bound !== null &&
    one.runId === bound.runId &&
    one.reportSha256 === bound.reportSha256 &&
    one.sumsSha256 === bound.sumsSha256
  );
}

function open<T extends Addendum | Approval>(
  folder: string,
  file: string,
  trust: Trust | null,
  read: (payload: Buffer) => T | null,
): Held<T> | { readonly problem: Bilingual } {
  const bytes = readPlain(join(folder, file));
  if (bytes === null) return { problem: addendaText.form(file) };
  const verdict = verifyBundle(bytes, trust === null ? null : forAddenda(trust));
  if (verdict.kind === 'bad') return { problem: addendaText.signature(file, verdict.problem) };
  const content = read(verdict.payload);
  if (content === null) return { problem: addendaText.form(file) };
  const problem = verdict.kind === 'good' ? keyProblem(file, verdict.key, saidAt(content)) : null;
  if (problem !== null) return { problem };
  return {
    file,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    statementSha256: statementDigest(verdict.payload),
    keyId: verdict.kind === 'good' ? verdict.key.keyId : verdict.keyId,
    content,
  };
}

/** Keys of people who approve and keys of reports alike may sign what stands beside a report. */
export const approvalUse = 'postflight:approvals';

function forAddenda({ keys }: Trust): Trust {
  return { keys: keys.map((key): TrustedKey => (key.use === approvalUse ? { ...key, use: reportUse } : key)) };
}

function listAddenda(folder: string): readonly string[] {
  return (listFolder(join(folder, addendaFolder)) ?? [])
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.sigstore.json') && !name.startsWith('.'))
    .sort()
    .map((name) => `${addendaFolder}/${name}`);
}

/** Of a file in the report's own folder; null for a name that leads out of it. */
function digest(folder: string, path: string): string | null {
  return path.split('/').every(isPlainName) ? (hashFile(join(folder, path))?.sha256 ?? null) : null;
}
