import type { Bilingual } from '../base/bilingual.ts';
import type { Severity } from '../model/checklist.ts';
import type { Evidence } from '../model/event.ts';

/** One thing of a run that somebody may have to be told. */
export type Alarm = {
  /** A step's id, or what else went wrong: `guard:…`, `halt:…`, `ticket:…`, `driver:…`, `section:…`. */
  readonly id: string;
  /** `shop`: customers meet it; `money`: so, and it cannot wait; `tool`: we broke, and the shop's people sleep on. */
  readonly of: 'shop' | 'money' | 'tool';
  readonly severity: Severity;
  readonly section: string | null;
  readonly message: Bilingual;
  /** What does not work: a step's or section's title; null: the message alone says it. */
  readonly title: { readonly section: string; readonly step: string | null } | null;
  readonly expected: string | null;
  readonly observed: string | null;
  /** When its first failing assertion was recorded, and when a second look confirmed it. */
  readonly firstAt: string;
  readonly confirmedAt: string | null;
  /** Why no second look was taken, or that it still goes on. */
  readonly recheck: 'confirmed' | 'not-repeatable' | 'still-running';
  readonly owner: string | null;
  readonly runbook: string | null;
  readonly picture: string | null;
};

/** The last picture that was taken, as its path in the run's folder. */
export function pictureIn(evidence: readonly Evidence[]): string | null {
  const last = evidence.findLast((one) => one.kind === 'screenshot');
  return last?.kind === 'screenshot' ? last.file.path : null;
}

const ranks: { readonly [S in Severity]: number } = { critical: 0, major: 1, minor: 2 };

/** Money first, then by severity, then as they came. */
export function byUrgency(one: Alarm, other: Alarm): number {
  return (
    Number(other.of === 'money') - Number(one.of === 'money') ||
    ranks[one.severity] - ranks[other.severity] ||
    (one.firstAt < other.firstAt ? -1 : one.firstAt > other.firstAt ? 1 : 0)
  );
}

export function mostSevere(severities: readonly Severity[]): Severity {
  return [...severities].sort((one, other) => ranks[one] - ranks[other])[0] ?? 'minor';
}
