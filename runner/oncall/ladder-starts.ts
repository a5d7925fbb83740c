import type { PageRecord } from './page-record.ts';

/** A moment from which the ladder is climbed anew: opened, given on, or nobody has it any more. */
export type Start = {
  readonly number: number;
  readonly atMs: number;
  readonly handedTo: string | null;
  readonly declines: readonly { readonly person: string; readonly atMs: number }[];
};

/** Somebody who took a page is asked to say so again after this; then the ladder goes on. */
export const holdMs = 30 * 60_000;

/** Every start of a page's ladder, the present one last. Pure. */
export function startsOf(page: PageRecord): readonly Start[] {
  const moments = [
    { at: page.openedAt, handedTo: null },
    ...page.expiries.map((at) => ({ at, handedTo: null })),
    ...givenBack(page),
  ].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return moments.map(({ at, handedTo }, number) => {
    const until = moments[number + 1]?.at ?? null;
    const declines = page.answers
      .filter((one) => one.answer === 'declined' && one.at >= at && (until === null || one.at < until))
      .map((one) => ({ person: one.person, atMs: Date.parse(one.at) }));
    return { number, atMs: Date.parse(at), handedTo, declines };
  });
}

/** Answers by which the one who had it let it go; a decline before anybody had it only moves the ladder up. */
function givenBack(page: PageRecord): readonly { readonly at: string; readonly handedTo: string | null }[] {
  let holder: string | null = null;
  let before = '';
  const found: { readonly at: string; readonly handedTo: string | null }[] = [];
  for (const { person, answer, at, to } of page.answers) {
    if (page.expiries.some((expiry) => before < expiry && expiry <= at)) holder = null;
    before = at;
    if (answer === 'taken' || answer === 'rollback-wanted') holder ??= person;
    else if (holder === person || (holder === null && answer === 'handed-over')) {
      found.push({ at, handedTo: answer === 'handed-over' ? to : null });
      holder = null;
    }
  }
  return found;
}

/** When the hold of the one who has it runs out; null: nobody has it. Saying it again begins it anew. */
export function holdEndsMs(page: PageRecord): number | null {
  if (page.holder === null || page.resolved !== null) return null;
  const { person } = page.holder;
  const last = page.answers.findLast((one) => one.person === person);
  return Date.parse(last?.at ?? page.holder.at) + holdMs;
}
