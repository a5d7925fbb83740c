import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { startOf } from '../../base/ids.ts';
import type { Trust } from '../../sign/trust.ts';
import { readAddenda } from '../addenda/read.ts';
import { listReports, names } from '../layout.ts';
import { readPlain } from '../plain-file.ts';
import { parseSums } from '../sums.ts';
import { lookForHolds } from './standing-hold.ts';
import { classOf, type Policy, type RetentionClass } from './policy.ts';

const dayMs = 86_400_000;

/** What may go now, and what would if nobody held it. */
export type Due = {
  readonly folder: string;
  readonly runId: string;
  readonly held: boolean;
  /** The day on which the period ended. */
  readonly due: string;
} & (
  | { readonly kind: 'expire' }
  | { readonly kind: 'erase'; readonly class: RetentionClass; readonly files: readonly string[] }
);

/** Everything whose period has ended. Files that are gone already are not named again. `trust`: whose word ends a hold. */
export function findDue(
  reports: string,
  policy: Policy,
  { nowMs, trust }: { readonly nowMs: number; readonly trust: Trust },
): readonly Due[] {
  const isKept = lookForHolds(reports);
  return listReports(reports).flatMap((folder): readonly Due[] => {
    const runId = basename(folder);
    const ended = (name: RetentionClass): string | null => {
      const days = policy[name];
      const endMs = startOf(runId) + (days ?? 0) * dayMs;
      return days === null || endMs > nowMs ? null : new Date(endMs).toISOString().slice(0, 10);
    };
    const whole = ended('report');
    const held = (name: RetentionClass): boolean => isKept(folder, name) || isHeld(folder, trust);
    if (whole !== null) return [{ kind: 'expire', folder, runId, held: held('report'), due: whole }];
    return (['evidence', 'trace'] as const).flatMap((name): readonly Due[] => {
      const due = ended(name);
      const files = due === null ? [] : filesOf(folder, name);
      if (due === null || !files.some((file) => isLeft(folder, file))) return [];
      return [{ kind: 'erase', class: name, folder, runId, held: held(name), due, files }];
    });
  });
}

/** It is there, or an empty folder that it stood in: what was cut off is named again until it is done. */
export function isLeft(folder: string, file: string): boolean {
  if (existsSync(join(folder, file))) return true;
  for (let parent = dirname(file); parent !== '.'; parent = dirname(parent))
    if (existsSync(join(folder, parent))) return readdirSync(join(folder, parent)).length === 0;
  return false;
}

/** The signed files of one class, whether they are still there or not. */
export function filesOf(folder: string, name: RetentionClass): readonly string[] {
  return [...signedFiles(folder).keys()].filter((path) => classOf(path) === name);
}

/** Path → digest, as the report was signed; nothing of a report whose list of files is gone or damaged. */
export function signedFiles(folder: string): ReadonlyMap<string, string> {
  const text = readPlain(join(folder, names.sums))?.toString('utf8');
  const listed = text === undefined ? null : parseSums(text);
  return listed !== null && 'sums' in listed ? listed.sums : new Map();
}

/** The last word about a legal hold. One that cannot be read holds, and so does everything where somebody wrote whom nobody trusts. */
export function isHeld(folder: string, trust: Trust): boolean {
  const { added, bad } = readAddenda(folder, basename(folder), trust);
  const last = added.findLast(({ content }) => content.fact.type.startsWith('hold.'))?.content.fact.type;
  return last === 'hold.set' || bad.length > 0;
}
