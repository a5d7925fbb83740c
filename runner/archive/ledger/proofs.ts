import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeThrough } from '../../base/write-atomic.ts';
import { formatTlogProof } from '../../sign/tlog-proof.ts';
import { readCheckpoint } from '../../sign/note.ts';
import { names, reportFolder, writingRoom } from '../layout.ts';
import { isRunId } from '../../base/ids.ts';
import { entryTypes, textOf, type Entry } from './entry.ts';
import type { LedgerState } from './read.ts';

/** Entries that put a sealed report into the ledger. */
export function isClosing({ type }: Entry): boolean {
  return type === entryTypes.runClosed || type === entryTypes.runImported;
}

/** Writes the proof into each report's folder that has none yet and whose entry is under the checkpoint. */
export function writeProofs(reports: string, state: LedgerState): void {
  const checkpoint = state.checkpoint === null ? null : readCheckpoint(state.checkpoint);
  if (checkpoint === null || state.checkpoint === null) return;
  for (const entry of state.entries) {
    if (!isClosing(entry) || entry.seq >= checkpoint.size) continue;
    const runId = textOf(entry, 'runId') ?? '';
    const folder = isRunId(runId) ? reportFolder(reports, runId) : null;
    if (folder === null || !existsSync(folder) || existsSync(join(folder, names.proof))) continue;
    const proof = {
      entry: state.lines[entry.seq] ?? '',
      index: entry.seq,
      hashes: state.tree.inclusion(entry.seq, checkpoint.size),
      checkpoint: state.checkpoint,
    };
    writeThrough(writingRoom(reports), join(folder, names.proof), formatTlogProof(proof));
  }
}
