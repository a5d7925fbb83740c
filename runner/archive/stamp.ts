import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bilingual } from '../base/bilingual.ts';
import type { Clock } from '../base/clock.ts';
import { sweepUnfinished } from '../base/unfinished.ts';
import { writeThrough } from '../base/write-atomic.ts';
import { addTimestamp, openBundle, type OpenedBundle } from '../sign/bundle.ts';
import { readCheckpoint } from '../sign/note.ts';
import type { Authority } from '../sign/time/authorities.ts';
import { checkTimeToken } from '../sign/time/check-token.ts';
import { requestStamp } from '../sign/time/client.ts';
import { listReports, names, writingRoom } from './layout.ts';
import { entryTypes, textOf, type Entry, type NewEntry } from './ledger/entry.ts';
import { ledgerFiles } from './ledger/read.ts';
import { readPlain } from './plain-file.ts';

export type StampWork = {
  readonly reports: string;
  readonly urls: readonly string[];
  readonly authorities: readonly Authority[];
  readonly clock: Clock;
  /** For each authority. */
  readonly timeoutMs: number;
  /** These reports' folders; null: every report of the archive. */
  readonly only: readonly string[] | null;
  /** Asked to record the stamps that reports have now, before the ledger's checkpoint gets its own. */
  readonly record?: (folders: readonly string[]) => void;
  /** Told after each step. */
  readonly onStep?: (step: StampStep) => void;
};

export const stampSteps = ['answered', 'written', 'checkpoint-answered', 'checkpoint-written'] as const;
export type StampStep = (typeof stampSteps)[number];

export type StampResult = {
  /** Folders that have a time stamp now and had none before. */
  readonly stamped: readonly string[];
  /** Folders that still wait for one. */
  readonly pending: readonly string[];
  readonly problems: readonly Bilingual[];
};

/**
 * Asks for a time stamp over the signature of each report that has none, and over the ledger's checkpoint. Signed first and stamped
 * later: an authority that is down never costs a report. Once no authority answers, the rest waits for the next call.
 */
export async function stampArchive(work: StampWork): Promise<StampResult> {
  const folders = work.only ?? listReports(work.reports);
  const waiting = folders.filter(needsStamp);
  if (work.urls.length === 0) {
    work.record?.(folders);
    return { stamped: [], pending: [], problems: [] };
  }
  sweepUnfinished(writingRoom(work.reports));
  const stamped: string[] = [];
  let problems: readonly Bilingual[] = [];
  for (const folder of waiting) {
    problems = await stampReport(folder, work);
    if (problems.length > 0) break;
    stamped.push(folder);
  }
  work.record?.(folders);
  if (problems.length === 0) problems = await stampCheckpoint(work);
  return { stamped, pending: waiting.filter((folder) => !stamped.includes(folder)), problems };
}

/** The ledger's lines of stamps that it does not know yet. What was written here before it is recorded, so a line never promises what is not there. */
export function stampEntries(folders: readonly string[], known: readonly Entry[], at: string): readonly NewEntry[] {
  const recorded = new Set(
    known.flatMap((entry) => (entry.type === entryTypes.reportStamped ? [textOf(entry, 'sha256')] : [])),
  );
  return folders.flatMap((folder) =>
    stampDigests(folder).flatMap((sha256) =>
      recorded.has(sha256) ? [] : [{ type: entryTypes.reportStamped, runId: basename(folder), sha256, at }],
    ),
  );
}

function stampDigests(folder: string): readonly string[] {
  return openedIn(folder)?.timestamps.map(stampDigest) ?? [];
}

/** What the ledger says of a time stamp. */
export function stampDigest(stamp: Buffer): string {
  return createHash('sha256').update(stamp).digest('hex');
}

function needsStamp(folder: string): boolean {
  return openedIn(folder)?.timestamps.length === 0;
}

/** Null for what is no bundle, a pipe or a link among them. */
function openedIn(folder: string): OpenedBundle | null {
  const bytes = readPlain(join(folder, names.bundle));
  const result = bytes === null ? null : openBundle(bytes);
  return result !== null && 'opened' in result ? result.opened : null;
}

async function stampReport(folder: string, work: StampWork): Promise<readonly Bilingual[]> {
  const file = join(folder, names.bundle);
  const result = openBundle(readFileSync(file));
  if ('problem' in result) return [result.problem];
  const answer = await ask(result.opened.signature, work);
  if (answer.kind === 'pending') return answer.problems;
  work.onStep?.('answered');
  writeThrough(writingRoom(work.reports), file, addTimestamp(result.opened, answer.response));
  work.onStep?.('written');
  return [];
}

/** Whether the stamp beside the ledger is one over a checkpoint that covers this entry. */
export function isStampedSince(
  seq: number,
  { reports, authorities }: { readonly reports: string; readonly authorities: readonly Authority[] },
): boolean {
  const { checkpoint } = ledgerFiles(reports);
  const size = existsSync(checkpoint) ? (readCheckpoint(readFileSync(checkpoint, 'utf8'))?.size ?? 0) : 0;
  return size > seq && isCheckpointStamped(reports, authorities);
}

/** Whether the stamp beside the ledger is one over its newest checkpoint. */
function isCheckpointStamped(reports: string, authorities: readonly Authority[]): boolean {
  const { checkpoint, checkpointStamp } = ledgerFiles(reports);
  if (!existsSync(checkpoint) || !existsSync(checkpointStamp)) return false;
  return checkTimeToken(readFileSync(checkpointStamp), readFileSync(checkpoint), authorities).kind === 'good';
}

async function stampCheckpoint(work: StampWork): Promise<readonly Bilingual[]> {
  const { checkpoint, checkpointStamp } = ledgerFiles(work.reports);
  if (!existsSync(checkpoint) || isCheckpointStamped(work.reports, work.authorities)) return [];
  const bytes = readFileSync(checkpoint);
  const answer = await ask(bytes, work);
  if (answer.kind === 'pending') return answer.problems;
  work.onStep?.('checkpoint-answered');
  writeThrough(writingRoom(work.reports), checkpointStamp, answer.response);
  work.onStep?.('checkpoint-written');
  return [];
}

function ask(bytes: Uint8Array, { urls, authorities, timeoutMs, clock }: StampWork) {
  return requestStamp(bytes, { urls, authorities, timeoutMs, nowMs: () => clock.now() });
}
