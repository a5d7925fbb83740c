import { isObject } from '../../base/json.ts';
import { SetupError } from '../../model/trouble.ts';
import { retentionText } from './text.ts';

/** What is kept for how long. The ledger, tombstones and addenda are kept for ever. */
export const classes = ['report', 'evidence', 'trace'] as const;
export type RetentionClass = (typeof classes)[number];

/** Days; null: for ever. */
export type Policy = { readonly [name in RetentionClass]: number | null };

/** Seven years for reports as auditors keep theirs; pictures and traces a year. */
export const defaultPolicy: Policy = { report: 7 * 366, evidence: 366, trace: 366 };

/** Reads `retention` of archive.json: `{ "report": "7y", "evidence": "1y", "trace": "90d" }`; "forever" is a period too. Throws SetupError. */
export function readPolicy(value: unknown): Policy {
  if (value === undefined) return defaultPolicy;
  if (!isObject(value)) throw new SetupError(retentionText.notAnObject());
  for (const name of Object.keys(value))
    if (!classes.some((one) => one === name))
      throw new SetupError(retentionText.unknownClass(name, classes.join(', ')));
  const days = (name: RetentionClass): number | null => {
    const told = value[name];
    return told === undefined ? defaultPolicy[name] : readPeriod(name, told);
  };
  const policy = { report: days('report'), evidence: days('evidence'), trace: days('trace') };
  for (const name of ['evidence', 'trace'] as const)
    if (policy.report !== null && (policy[name] ?? Infinity) > policy.report)
      throw new SetupError(retentionText.longerThanReport(name));
  return policy;
}

function readPeriod(name: string, told: unknown): number | null {
  if (told === 'forever') return null;
  const [, count, unit] = /^([1-9][0-9]{0,3})([dmy])$/.exec(String(told)) ?? [];
  if (typeof told !== 'string' || count === undefined)
    throw new SetupError(retentionText.badPeriod(name, String(told)));
  // The longer reading of a month and a year: kept a day too long rather than too short.
  return Number(count) * ({ d: 1, m: 31, y: 366 }[unit ?? 'd'] ?? 1);
}

/** By its path in a report's folder. */
export function classOf(path: string): RetentionClass {
  if (!path.startsWith('evidence/')) return 'report';
  return /(?:^|\/)trace[^/]*\.zip$/.test(path) ? 'trace' : 'evidence';
}
