import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { isMoment } from '../../base/date.ts';
import { isObject } from '../../base/json.ts';
import { readJson } from '../../base/read-json.ts';
import type { Fact } from '../addenda/fact.ts';
import { readAddenda } from '../addenda/read.ts';
import { names } from '../layout.ts';
import { readPlain } from '../plain-file.ts';

/** One report as the catalogue knows it: enough to find it and to list it. The files are the truth; this can be made again from them. */
export type CatalogueEntry = {
  readonly runId: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly verdict: string;
  readonly exitCode: number;
  readonly title: string;
  readonly target: string;
  readonly baseUrl: string;
  /** What identified the build that answered; null: nobody knew. */
  readonly release: string | null;
  /** SHA-256 over the frozen checklist files and their names. */
  readonly checklistSha256: string;
  readonly planned: number;
  readonly passed: number;
  /** `SRCH-01 failed`, in the checklist's order. */
  readonly steps: readonly string[];
  /** The ids of those that failed. */
  readonly failed: readonly string[];
  readonly titles: readonly string[];
  readonly people: readonly string[];
  readonly tickets: readonly string[];
  readonly suppressed: number;
  readonly decision: string | null;
  readonly approvedBy: string | null;
  readonly addenda: number;
  readonly reportSha256: string;
};

/** Reads one report's folder; null when it holds no readable report. */
export function readEntry(folder: string): CatalogueEntry | null {
  const bytes = readPlain(join(folder, names.report));
  // A damaged report is told by verify; here it is simply not listed among the readable ones.
  const doc = bytes === null ? undefined : readJson(bytes.toString('utf8'));
  if (bytes === null || !isObject(doc)) return null;
  const { runId, startedAt, finishedAt, verdict, exitCode, summary } = doc;
  if (typeof runId !== 'string' || runId !== basename(folder)) return null;
  if (!isMoment(text(startedAt)) || !isMoment(text(finishedAt))) return null;
  const steps = objects(doc['steps']);
  const { added, approval } = readAddenda(folder, runId, null);
  const facts = added.map(({ content }) => content.fact);
  const target = isObject(doc['target']) ? doc['target'] : {};
  const checklist = isObject(doc['checklist']) ? doc['checklist'] : {};
  const operator = isObject(doc['operator']) ? doc['operator'] : {};
  const counts = isObject(summary) ? summary : {};
  const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
  return {
    runId,
    startedAt: text(startedAt),
    finishedAt: text(finishedAt),
    verdict: text(verdict),
    exitCode: number(exitCode),
    title: text(checklist['title']),
    target: text(target['id']),
    baseUrl: text(target['baseUrl']),
    release: typeof target['fingerprintAtStart'] === 'string' ? target['fingerprintAtStart'] : null,
    checklistSha256: checklistDigest(checklist['sources']),
    planned: number(counts['total']),
    passed: number(counts['passed']),
    steps: steps.map((step) => `${text(step['id'])} ${text(step['status'])}`),
    failed: steps.flatMap((step) => (step['status'] === 'failed' ? [text(step['id'])] : [])),
    titles: steps.map((step) => text(step['title'])),
    people: unique([
      text(operator['user']),
      ...objects(doc['people']).map((one) => text(one['person'])),
      ...facts.filter(({ by }) => by !== 'journal').map(({ by }) => by),
      ...(approval === null ? [] : [approval.content.approver.name]),
    ]),
    tickets: ticketsOf(doc, facts),
    suppressed: number(counts['known']) + number(counts['waived']),
    decision: facts.findLast(({ type }) => type === 'decision')?.decision ?? null,
    approvedBy: approval?.content.approver.name ?? null,
    addenda: added.length,
    reportSha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** One digest for a frozen checklist, whatever files it is made of. */
export function checklistDigest(sources: unknown): string {
  const lines = objects(sources).map((one) => `${text(one['sha256'])}  ${text(one['file'])}\n`);
  return createHash('sha256').update(lines.toSorted().join('')).digest('hex');
}

const aboutTickets: readonly string[] = ['refund.confirmed', 'ticket.moved', 'known-issue.closed'];

function ticketsOf(
  doc: { readonly [key: string]: unknown },
  facts: readonly Pick<Fact, 'type' | 'about'>[],
): readonly string[] {
  const money = isObject(doc['money']) ? doc['money'] : {};
  const standing = [money['atStart'], money['atEnd']].flatMap((one) => (isObject(one) ? objects(one['tickets']) : []));
  const known = objects(doc['steps']).flatMap((step) => {
    const reason = step['reason'];
    return isObject(reason) && typeof reason['ticket'] === 'string' ? [reason['ticket']] : [];
  });
  const later = facts.flatMap(({ type, about }) => (about === null || !aboutTickets.includes(type) ? [] : [about]));
  return unique([...standing.map((one) => text(one['ticket'])), ...known, ...later]);
}

function objects(value: unknown): readonly { readonly [key: string]: unknown }[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}
