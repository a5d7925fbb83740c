import type { InboxEntry } from '../../oncall/channels/local-inbox.ts';
import { lastAnswer, type PageState } from '../../oncall/acknowledge/page-state.ts';

/** One message on the phone's screen: the latest of a page to a person, and how it stands. */
export type Item = {
  readonly entry: InboxEntry;
  /** How many notices of it came. */
  readonly count: number;
  /** What follows `oncall:` in the journal. */
  readonly stream: string;
  readonly page: string;
  readonly state: PageState | null;
  readonly standing: 'ringing' | 'held' | 'declined' | 'resolved' | 'message';
};

/** What has to be shown of an inbox, the newest first. `pageOf` asks the journal, for a page may be taken elsewhere. Pure but for it. */
export function itemsOf(
  entries: readonly InboxEntry[],
  pageOf: (stream: string, page: string) => PageState | null,
): readonly Item[] {
  const groups = new Map<string, InboxEntry[]>();
  for (const entry of entries) {
    const key = `${entry.person}\n${pageId(entry)}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    // The outbox may send twice what it cannot know to have arrived.
    if (!group.some(({ notice }) => notice.id === entry.notice.id)) group.push(entry);
  }
  return [...groups.values()]
    .flatMap((group) => toItem(group, pageOf) ?? [])
    .sort((one, other) => rank(one) - rank(other) || (one.entry.at < other.entry.at ? 1 : -1));
}

function toItem(group: readonly InboxEntry[], pageOf: Parameters<typeof itemsOf>[1]): Item | null {
  const entry = group.at(-1);
  if (entry === undefined) return null;
  const { notice } = entry;
  const stream = notice.runId ?? notice.target.id;
  const page = pageId(entry);
  const state = isPage(group) ? pageOf(stream, page) : null;
  return { entry, count: group.length, stream, page, state, standing: standingOf(group, entry, state) };
}

/** `worse` comes with a key of its own, so that providers ring again; it is about the same page. */
function pageId({ notice }: InboxEntry): string {
  return notice.dedupKey.replace(/:worse\d+$/, '');
}

const waking = new Set(['page', 'escalation', 'worse']);

function isPage(group: readonly InboxEntry[]): boolean {
  return group.some(({ notice }) => waking.has(notice.kind));
}

function standingOf(group: readonly InboxEntry[], { person }: InboxEntry, state: PageState | null): Item['standing'] {
  if (!isPage(group)) return 'message';
  if (state === null && group.at(-1)?.notice.kind === 'resolved') return 'resolved';
  // A page that the journal does not know rings all the same: silence would be the worse mistake.
  if (state === null) return 'ringing';
  if (state.resolved !== null) return 'resolved';
  const answer = lastAnswer(state, person);
  const worse = group.findLast(({ notice }) => notice.kind === 'worse');
  const isAnswered = answer !== null && (worse === undefined || answer.at >= worse.at);
  if (worse !== undefined && state.holder?.person === person && !isAnswered) return 'ringing';
  if (state.holder !== null) return 'held';
  return isAnswered && answer.answer === 'declined' ? 'declined' : 'ringing';
}

function rank({ standing }: Item): number {
  return standing === 'ringing' ? 0 : 1;
}
