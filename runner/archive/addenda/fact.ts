import { isMoment } from '../../base/date.ts';
import { isObject } from '../../base/json.ts';

/** What may be said of a report after it was sealed. Append-only: archived. */
export const factTypes = [
  'note',
  'decision',
  'refund.confirmed',
  'ticket.moved',
  'payment.ended',
  'page.acknowledged',
  'known-issue.closed',
  'files.erased',
  'hold.set',
  'hold.released',
  'document.added',
] as const;
export type FactType = (typeof factTypes)[number];

/** Begins or ends a legal hold over the report beside which it stands. */
export function isHoldFact(type: string): boolean {
  return type === 'hold.set' || type === 'hold.released';
}

/** What people may decide about a release; the computed verdict stands beside it and is never replaced. */
export const decisions = ['GO', 'CONDITIONAL-GO', 'NO-GO', 'ROLLBACK'] as const;
export type PeopleDecision = (typeof decisions)[number];

/** A later fact. `key` says for what, so that the same fact is never added twice. */
export type Fact = {
  readonly type: FactType;
  readonly key: string;
  /** When it happened, ISO 8601 UTC. */
  readonly at: string;
  /** A person's name, or `journal` for what the tool recorded by itself. */
  readonly by: string;
  /** The step, ticket, payment, page or file it is about; null: the whole report. */
  readonly about: string | null;
  readonly text: string;
  readonly decision: PeopleDecision | null;
  /** Files that it erases or adds, as they were. */
  readonly files: readonly FactFile[];
};

export type FactFile = { readonly path: string; readonly sha256: string; readonly bytes: number };

/** Reads a fact strictly; null when a field is missing or of another kind. */
export function readFact(value: unknown): Fact | null {
  if (!isObject(value)) return null;
  const type = factTypes.find((one) => one === value['type']);
  const { key, at, by, about, text, decision, files } = value;
  const decided = decision === null ? null : decisions.find((one) => one === decision);
  if (type === undefined || decided === undefined || !Array.isArray(files)) return null;
  if (typeof key !== 'string' || typeof at !== 'string' || typeof by !== 'string' || typeof text !== 'string')
    return null;
  if (!isMoment(at) || !(about === null || typeof about === 'string')) return null;
  const read = files.map(readFile);
  const whole = read.flatMap((file) => (file === null ? [] : [file]));
  return whole.length === read.length ? { type, key, at, by, about, text, decision: decided, files: whole } : null;
}

function readFile(value: unknown): FactFile | null {
  if (!isObject(value)) return null;
  const { path, sha256, bytes } = value;
  if (typeof path !== 'string' || typeof sha256 !== 'string' || typeof bytes !== 'number') return null;
  return { path, sha256, bytes };
}
