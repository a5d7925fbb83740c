import { join } from 'node:path';
import { buildTree, hashLeaf, type Tree } from '../../sign/merkle.ts';
import { isThere, readPlain } from '../plain-file.ts';
import { readEntry, type Entry } from './entry.ts';

/** What a ledger's files say. Nothing in it is believed until a checkpoint signature and a known checkpoint say so. */
export type LedgerState = {
  readonly lines: readonly string[];
  /** As many as could be read; fewer than lines when one is malformed. */
  readonly entries: readonly Entry[];
  /** A last line without its line feed: a write that was cut off, never part of a checkpoint. */
  readonly torn: string | null;
  readonly tree: Tree;
  /** The newest signed note, as text; empty when what stands there is no file. */
  readonly checkpoint: string | null;
  /** entries.jsonl is no plain file, or larger than anything we write; nothing may be added to it. */
  readonly unreadable?: boolean;
};

/** Twelve years of thirty runs a day. */
const entriesAtMost = 400_000;
const entriesBytesAtMost = 256 * 1024 * 1024;
const checkpointBytesAtMost = 10_000;

/** Where a ledger keeps what. */
export function ledgerFiles(reports: string) {
  const folder = join(reports, 'ledger');
  return {
    folder,
    entries: join(folder, 'entries.jsonl'),
    checkpoint: join(folder, 'checkpoint'),
    checkpointStamp: join(folder, 'checkpoint.tsr'),
    checkpoints: join(folder, 'checkpoints'),
  } as const;
}

/** Reads a ledger, or null when there is none. */
export function readLedger(reports: string): LedgerState | null {
  const files = ledgerFiles(reports);
  if (!isThere(files.entries)) return null;
  const checkpoint = isThere(files.checkpoint)
    ? (readPlain(files.checkpoint, checkpointBytesAtMost)?.toString('utf8') ?? '')
    : null;
  const content = readPlain(files.entries, entriesBytesAtMost);
  if (content === null || countLines(content) > entriesAtMost)
    return { lines: [''], entries: [], torn: null, tree: buildTree([]), checkpoint, unreadable: true };
  // Latin-1 keeps every byte, so that a broken one is seen in its line and not mended by decoding.
  const lines = content.toString('latin1').split('\n');
  const last = lines.pop() ?? '';
  const bytes = lines.map((line) => Buffer.from(line, 'latin1'));
  const texts = bytes.map(decode);
  const entries: Entry[] = [];
  for (const text of texts) {
    const entry = text === null ? null : readEntry(text, entries.length);
    if (entry === null) break;
    entries.push(entry);
  }
  return {
    lines: texts.map((text, index) => text ?? lines[index] ?? ''),
    entries,
    torn: last === '' ? null : last,
    tree: buildTree(bytes.map(hashLeaf)),
    checkpoint,
  };
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

function decode(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : null;
}
