import { isMoment } from '../../base/date.ts';
import { isJson, isObject, type JsonValue } from '../../base/json.ts';
import { readOwnJson } from '../../base/read-json.ts';

/** What somebody wants written into the ledger; its place is given by the ledger. */
export type NewEntry = { readonly type: string; readonly at: string; readonly [field: string]: JsonValue };
export type Entry = NewEntry & { readonly seq: number };

/** Entries that this product gives a meaning to; others are kept and not interpreted. */
export const entryTypes = {
  ledgerOpened: 'ledger.opened',
  /** Before a run's first step, so that no run can be hidden by not archiving it. */
  runOpened: 'run.opened',
  runClosed: 'run.closed',
  /** It was opened and died before it did anything. */
  runAbandoned: 'run.abandoned',
  /** Sealed before there was a ledger. */
  runImported: 'run.imported',
  /** Its signature has a time stamp, so that one that was taken away is told from one that is still to come. */
  reportStamped: 'report.stamped',
  documents: 'archive.documents',
  keyAdded: 'key.added',
  keyRetired: 'key.retired',
  keyRevoked: 'key.revoked',
  /** The ledger goes on under another key after the one before it leaked; the first line that the new key signs. */
  ledgerContinued: 'ledger.continued',
  addendum: 'addendum.added',
  /** A document is about to be put beside a report and to be named by an addendum: until then it is no stray. */
  documentAnnounced: 'document.announced',
  fileErased: 'file.erased',
  reportExpired: 'report.expired',
  /** A legal hold over many reports, and its end. */
  holdSet: 'hold.set',
  holdReleased: 'hold.released',
  restamped: 'bundles.restamped',
} as const;

/** The bytes of a leaf, without the line feed behind it. */
export function formatEntry(seq: number, entry: NewEntry): string {
  return JSON.stringify({ seq, ...entry });
}

/** Reads one line; null unless it is byte for byte what formatEntry writes, numbered `seq`. */
export function readEntry(line: string, seq: number): Entry | null {
  const json = readOwnJson(line);
  if (!isObject(json) || !isJson(json)) return null;
  const { type, at } = json;
  if (json['seq'] !== seq || Object.keys(json)[0] !== 'seq' || typeof type !== 'string' || typeof at !== 'string')
    return null;
  return !isMoment(at) ? null : { ...jsonFields(json), seq, type, at };
}

/** Two entries that say the same thing of the same run and file: the second writing of one fact. What may come again never is one. */
export function isSameFact(one: NewEntry, other: NewEntry): boolean {
  if (one.type === entryTypes.documents || one.type === entryTypes.restamped) return false;
  return (
    one.type === other.type && factFields.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]))
  );
}

const factFields = [
  'runId',
  'file',
  'sha256',
  'keyId',
  'statementSha256',
  'files',
  'origin',
  'reason',
  'hold',
] as const;

/** A text field, or null. */
export function textOf(entry: NewEntry, field: string): string | null {
  const value = entry[field];
  return typeof value === 'string' ? value : null;
}

function jsonFields(json: { readonly [key: string]: unknown }): { readonly [field: string]: JsonValue } {
  return Object.fromEntries(Object.entries(json).flatMap(([key, value]) => (isJson(value) ? [[key, value]] : [])));
}
