import type { CatalogueEntry } from './entry.ts';

/** What somebody looks for; everything given must hold. */
export type Query = {
  /** KST days, `2026-11-22`; both ends count. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly release?: string | undefined;
  readonly verdict?: string | undefined;
  /** A step's id or words of its title; `SRCH-01:failed` asks for its end too. */
  readonly step?: string | undefined;
  readonly person?: string | undefined;
  readonly ticket?: string | undefined;
  readonly target?: string | undefined;
  /** Only reports with known or waived steps. */
  readonly suppressed?: boolean | undefined;
  /** Only reports that nobody decided on, or whose decision nobody approved. */
  readonly undecided?: boolean | undefined;
  /** Anywhere: title, release, steps, people, tickets. */
  readonly words?: readonly string[] | undefined;
};

/** The entries that hold, in their order. */
export function search(entries: readonly CatalogueEntry[], query: Query): readonly CatalogueEntry[] {
  return entries.filter((entry) => holds(entry, query));
}

function holds(entry: CatalogueEntry, query: Query): boolean {
  const day = kstDay(entry.startedAt);
  return (
    (query.from === undefined || day >= query.from) &&
    (query.to === undefined || day <= query.to) &&
    (query.verdict === undefined || plain(entry.verdict) === plain(query.verdict)) &&
    isOfBuild(entry, query) &&
    (query.person === undefined || entry.people.some((name) => has(name, query.person ?? ''))) &&
    (query.ticket === undefined || entry.tickets.some((ticket) => has(ticket, query.ticket ?? ''))) &&
    (query.step === undefined || hasStep(entry, query.step)) &&
    (query.suppressed !== true || entry.suppressed > 0) &&
    (query.undecided !== true || entry.approvedBy === null) &&
    (query.words ?? []).every((word) => hasWord(entry, word))
  );
}

/** The build and the target that somebody names, or none. */
export function isOfBuild(
  { release, target }: Pick<CatalogueEntry, 'release' | 'target'>,
  wanted: Pick<Query, 'release' | 'target'>,
): boolean {
  return (
    (wanted.release === undefined || has(release ?? '', wanted.release)) &&
    (wanted.target === undefined || has(target, wanted.target))
  );
}

function hasStep({ steps, titles }: CatalogueEntry, wanted: string): boolean {
  const [, id = wanted, status] = /^([^:]+):([a-z-]+)$/.exec(wanted) ?? [];
  return steps.some((step, index) => {
    const [stepId = '', stepStatus = ''] = step.split(' ');
    if (status !== undefined && status !== stepStatus) return false;
    return plain(stepId) === plain(id) || has(titles[index] ?? '', id);
  });
}

function hasWord(entry: CatalogueEntry, word: string): boolean {
  const { runId, title, target, release, verdict, decision, people, tickets, steps, titles } = entry;
  const all = [
    runId,
    title,
    target,
    release ?? '',
    verdict,
    decision ?? '',
    ...people,
    ...tickets,
    ...steps,
    ...titles,
  ];
  return all.some((text) => has(text, word));
}

function has(text: string, part: string): boolean {
  return plain(text).includes(plain(part));
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** The day in Korea on which a time falls. */
export function kstDay(iso: string): string {
  return new Date(Date.parse(iso) + 9 * 3_600_000).toISOString().slice(0, 10);
}
