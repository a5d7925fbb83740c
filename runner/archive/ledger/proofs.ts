import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeThrough } from '../../base/write-atomic.ts';
import { formatTlogProof, readTlogProof } from '../../sign/tlog-proof.ts';
import { checkpointSigner, readCheckpoint } from '../../sign/note.ts';
import type { PublicKey } from '../../sign/signer.ts';
import { names, reportFolder, writingRoom } from '../layout.ts';
import { readPlain } from '../plain-file.ts';
import { isRunId } from '../../base/ids.ts';
import { entryTypes, textOf, type Entry } from './entry.ts';
import type { LedgerState } from './read.ts';

/** Entries that put a sealed report into the ledger. */
export function isClosing({ type }: Entry): boolean {
  return type === entryTypes.runClosed || type === entryTypes.runImported;
}

/**
 * Writes the proof into each report's folder that has none yet and whose entry is under the checkpoint. With `revoked`, ledger keys that
 * leaked, also anew where the one that is there was signed by one of them.
 */
export function writeProofs(reports: string, state: LedgerState, revoked: readonly PublicKey[] = []): void {
  const checkpoint = state.checkpoint === null ? null : readCheckpoint(state.checkpoint);
  if (checkpoint === null || state.checkpoint === null) return;
  // As long as nobody goes on for it, its own checkpoint is what there is to prove with.
  const outdated = checkpointSigner(state.checkpoint, revoked) === null ? revoked : [];
  for (const entry of state.entries) {
    if (!isClosing(entry) || entry.seq >= checkpoint.size) continue;
    const runId = textOf(entry, 'runId') ?? '';
    const folder = isRunId(runId) ? reportFolder(reports, runId) : null;
    if (folder === null || !existsSync(folder) || isProven(join(folder, names.proof), outdated)) continue;
    const proof = {
      entry: state.lines[entry.seq] ?? '',
      index: entry.seq,
      hashes: state.tree.inclusion(entry.seq, checkpoint.size),
      checkpoint: state.checkpoint,
    };
    writeThrough(writingRoom(reports), join(folder, names.proof), formatTlogProof(proof));
  }
}

function isProven(file: string, revoked: readonly PublicKey[]): boolean {
  if (!existsSync(file)) return false;
  if (revoked.length === 0) return true;
  const proof = readTlogProof(readPlain(file)?.toString('utf8') ?? '');
  return proof === null || checkpointSigner(proof.checkpoint, revoked) === null;
}
