import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { isObject } from '../../base/json.ts';
import { openBundle } from '../../sign/bundle.ts';
import { readStatement } from '../../sign/statement.ts';
import type { Trust } from '../../sign/trust.ts';
import { verifyBundle } from '../../sign/verify.ts';
import { names } from '../layout.ts';
import { readPlain } from '../plain-file.ts';
import type { NewEntry } from './entry.ts';

/** What the ledger says of a sealed report: hashes of what was signed, never of the bundle file, which takes time stamps in later. */
export type Closing = {
  readonly runId: string;
  readonly result: string;
  readonly statementSha256: string;
  readonly signatureSha256: string;
  readonly keyId: string;
};

/**
 * Reads a report's folder for its entry. Null unless a trusted key signed it for exactly this folder: a stranger's report that somebody
 * put into the archive never gets into the ledger by itself.
 */
export function readClosing(folder: string, trust: Trust): Closing | null {
  const bytes = readPlain(join(folder, names.bundle));
  if (bytes === null || verifyBundle(bytes, trust).kind !== 'good') return null;
  const result = openBundle(bytes);
  return 'problem' in result ? null : closingOf(result.opened, basename(folder));
}

/** The same from an opened bundle whose signature somebody else checks; null unless it is the statement of that run. */
export function closingOf(
  opened: { readonly payload: Buffer; readonly signature: Buffer; readonly keyId: string },
  runId: string,
): Closing | null {
  const predicate = readStatement(opened.payload)?.predicate;
  const live = predicate?.['liveVerification'];
  if (predicate === undefined || !isObject(live) || live['runId'] !== runId) return null;
  return {
    runId,
    result: String(predicate['result']),
    statementSha256: sha256(opened.payload),
    signatureSha256: sha256(opened.signature),
    keyId: opened.keyId,
  };
}

/** The entry, from what was read. */
export function closingEntry(type: string, closing: Closing, at: string): NewEntry {
  return { type, ...closing, at };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
