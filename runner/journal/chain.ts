import { createHash } from 'node:crypto';
import type { Bilingual } from '../base/bilingual.ts';
import { isObject } from '../base/json.ts';
import { readOwnJson } from '../base/read-json.ts';
import { text } from './text.ts';

/** `prev` of a run's first line. */
export const chainStart = '0'.repeat(64);

/** Hex SHA-256 of a line's UTF-8 bytes, without its line feed. */
export function hashLine(line: string): string {
  return createHash('sha256').update(line, 'utf8').digest('hex');
}

/** The parts of a line, its event not yet looked at. */
export type ChainLine = {
  readonly runId: string;
  readonly seq: number;
  readonly at: string;
  readonly prev: string;
  readonly event: unknown;
};

export type ChainCheck =
  | { readonly ok: true; readonly events: number; readonly head: string }
  /** `line` counts from 1 and names the first line that does not hold. */
  | { readonly ok: false; readonly line: number; readonly problem: Bilingual };

/** How far a chain was checked before: what is added to it must go on from there. */
export type ChainEnd = { readonly events: number; readonly head: string };

/**
 * Checks the lines of one run: form, run, numbering and chain. Needs no database, so it also works on an exported journal.jsonl. Only a
 * `head` from outside (report.json) proves the last line, because no later line repeats its hash.
 */
export function verifyChain(
  lines: readonly string[],
  expected: { readonly head?: string; readonly after?: ChainEnd } = {},
): ChainCheck {
  const { events: before, head: start } = expected.after ?? { events: 0, head: chainStart };
  let prev = start;
  let runId: string | null = null;
  for (const [index, line] of lines.entries()) {
    const parsed = readLine(line);
    if (parsed === null) return broken(index + 1, text.lineMalformed(index + 1));
    if (parsed.seq !== before + index + 1)
      return broken(index + 1, text.lineMisnumbered(before + index + 1, parsed.seq));
    if (parsed.prev !== prev) return broken(culprit({ lines, index, head: expected.head }));
    if (runId !== null && parsed.runId !== runId) return broken(index + 1, text.lineOfOtherRun(index + 1));
    runId = parsed.runId;
    prev = hashLine(line);
  }
  if (expected.head !== undefined && prev !== expected.head)
    return broken(Math.max(lines.length, 1), text.headDiffers(lines.length));
  return { ok: true, events: lines.length, head: prev };
}

/** The parts of a line, or null unless it is byte for byte what the journal writes. */
export function readLine(line: string): ChainLine | null {
  const json = readOwnJson(line);
  if (!isObject(json) || Object.keys(json).join() !== 'runId,seq,at,prev,event') return null;
  const { runId, seq, at, prev, event } = json;
  if (typeof runId !== 'string' || typeof seq !== 'number' || typeof at !== 'string' || typeof prev !== 'string')
    return null;
  return { runId, seq, at, prev, event };
}

/** A link between two lines does not fit: the later line is the changed one when what follows does not know it either. */
function culprit(link: {
  readonly lines: readonly string[];
  readonly index: number;
  readonly head: string | undefined;
}): number {
  const { lines, index, head } = link;
  if (index === 0) return 1;
  const hash = hashLine(lines[index] ?? '');
  const next = lines[index + 1];
  const known = next === undefined ? head : readLine(next)?.prev;
  return known === undefined || known === hash ? index : index + 1;
}

function broken(line: number, problem: Bilingual = text.chainBroken(line)): ChainCheck {
  return { ok: false, line, problem };
}
