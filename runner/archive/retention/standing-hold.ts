import { basename } from 'node:path';
import { shortId, startOf } from '../../base/ids.ts';
import { readEntry as readCatalogueEntry } from '../catalogue/entry.ts';
import { isOfBuild, kstDay, type Query } from '../catalogue/search.ts';
import { isObject } from '../../base/json.ts';
import { entryTypes, textOf, type Entry, type NewEntry } from '../ledger/entry.ts';
import { readLedger, type LedgerState } from '../ledger/read.ts';
import { classes, type RetentionClass } from './policy.ts';

/** Which reports a hold keeps, those that are still to come among them; an empty one keeps all. */
export type Scope = Pick<Query, 'from' | 'to' | 'release' | 'target'>;

/** A legal hold over many reports, or all: a line of the ledger, ended by another line. */
export type StandingHold = {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly scope: Scope;
  /** What is kept of them; null: everything. */
  readonly only: RetentionClass | null;
};

/** The line that begins one, with a new id. */
export function holdEntry(hold: Omit<StandingHold, 'id'>): NewEntry & { readonly hold: string } {
  const { at, by, reason, scope, only } = hold;
  const given = Object.fromEntries(
    Object.entries(scope).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return { type: entryTypes.holdSet, at, hold: `H-${shortId()}`, scope: given, only, by, reason };
}

/** The line that ends one. */
export function releaseEntry(
  hold: string,
  why: { readonly at: string; readonly by: string; readonly reason: string },
): NewEntry {
  return { type: entryTypes.holdReleased, hold, ...why };
}

/** The holds that nobody has released. A ledger that cannot be read to its end may hold anything: null. */
export function standingHolds(state: LedgerState | null): readonly StandingHold[] | null {
  if (state === null) return [];
  if (state.unreadable === true || state.entries.length !== state.lines.length) return null;
  return holdsIn(state.entries);
}

/** The holds that these lines set and do not end. */
export function holdsIn(entries: readonly Entry[]): readonly StandingHold[] {
  const released = new Set(
    entries.filter(({ type }) => type === entryTypes.holdReleased).map((entry) => textOf(entry, 'hold')),
  );
  return entries.flatMap((entry) => {
    const hold = entry.type === entryTypes.holdSet ? readHold(entry) : null;
    return hold === null || released.has(hold.id) ? [] : [hold];
  });
}

function readHold(entry: Entry): StandingHold | null {
  const id = textOf(entry, 'hold');
  if (id === null) return null;
  const { scope } = entry;
  const field = (name: string): string | undefined => {
    const value = isObject(scope) ? scope[name] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  return {
    id,
    at: entry.at,
    by: textOf(entry, 'by') ?? '',
    reason: textOf(entry, 'reason') ?? '',
    scope: { from: field('from'), to: field('to'), release: field('release'), target: field('target') },
    only: classes.find((name) => name === entry['only']) ?? null,
  };
}

/** Asked about many reports of one archive: what keeps this part of this one. */
export type HoldLook = (folder: string, part: RetentionClass) => boolean;

/** Reads the ledger once. What cannot be read is held. */
export function lookForHolds(reports: string): HoldLook {
  const holds = standingHolds(readLedger(reports));
  return (folder, part) =>
    holds === null ||
    holds.some(
      (hold) => keeps(hold, { runId: basename(folder), part, build: () => readCatalogueEntry(folder) }) !== false,
    );
}

/** A part of a report, and what is known of the build that it looked at; null where that cannot be read any more. */
export type Meant = {
  readonly runId: string;
  readonly part: RetentionClass;
  readonly build: () => { readonly release: string | null; readonly target: string } | null;
};

/**
 * Whether a hold means this; null when nobody can tell. The whole report goes only when nothing of it is kept. Its day is in its id, so a
 * report that cannot be read is held by its day all the same.
 */
export function keeps({ scope, only }: StandingHold, { runId, part, build }: Meant): boolean | null {
  if (only !== null && only !== part && part !== 'report') return false;
  const { from, to, release, target } = scope;
  const day = kstDay(new Date(startOf(runId)).toISOString());
  if ((from !== undefined && day < from) || (to !== undefined && day > to)) return false;
  if (release === undefined && target === undefined) return true;
  const known = build();
  return known === null ? null : isOfBuild(known, { release, target });
}
