import type { StoredEvent } from '../model/event.ts';
import { parseOnCall } from '../model/oncall-json.ts';
import type { ProofLevel, ReportNotice, ReportOnCall, ReportPage } from '../model/report-on-call.ts';

/** What a run's on-call stream tells, for its report; null when the run paged nobody and could not have. Pure. */
export function onCallReport(events: readonly StoredEvent[]): ReportOnCall | null {
  const opened = events.map(({ event }) => event).find((event) => event.kind === 'oncall.opened');
  if (opened?.kind !== 'oncall.opened') return null;
  const people = new Map((parseOnCall(opened.settings)?.people ?? []).map(({ id, name }) => [id, name]));
  const notices = noticesOf(events, people);
  return {
    ...opened.onCall,
    pages: pagesOf(events, notices),
    notices: notices.filter(({ page }) => page === null).map(({ notice }) => notice),
    proofs: events.flatMap(({ at, event }) => {
      if (event.kind !== 'channel.proven') return [];
      const { channel, how, result, detail } = event;
      return [{ at, channel, how, result, detail }];
    }),
    override: overrideOf(events),
  };
}

function overrideOf(events: readonly StoredEvent[]): ReportOnCall['override'] {
  const found = events.findLast(({ event }) => event.kind === 'proof.overridden');
  if (found?.event.kind !== 'proof.overridden') return null;
  const { person, reason, channels } = found.event;
  return { at: found.at, person, reason, channels };
}

type Kept = { readonly page: string | null; readonly notice: ReportNotice };

function noticesOf(events: readonly StoredEvent[], people: ReadonlyMap<string, string>): readonly Kept[] {
  const kept = new Map<string, Kept>();
  for (const { event, at } of events) {
    if (event.kind === 'notice.queued' && !kept.has(event.notice)) {
      const { notice, noticeKind: kind, channel, maskedAddress, path, page } = event;
      // A masked address still has the form of one, and a report is looked through for those before it is sealed.
      const address = withoutAt(maskedAddress);
      const person = people.get(event.person) ?? event.person;
      const bare = { notice, kind, person, channel, address, path, queuedAt: at };
      const none = { proof: 'queued', acceptedAt: null, providerId: null, tries: [], reached: [] } as const;
      kept.set(notice, { page, notice: { ...bare, ...none } });
      continue;
    }
    if (event.kind !== 'notice.trying' && event.kind !== 'notice.tried' && event.kind !== 'notice.reached') continue;
    const before = kept.get(event.notice);
    if (before !== undefined) kept.set(event.notice, { ...before, notice: next(before.notice, event, at) });
  }
  return [...kept.values()];
}

function next(before: ReportNotice, event: StoredEvent['event'], at: string): ReportNotice {
  if (event.kind === 'notice.trying') {
    // Until its end is known, nobody knows what became of it; a try cut off by a crash stays so.
    const unknown = { at, result: 'unknown', httpStatus: null, answer: '' } as const;
    return { ...before, tries: [...before.tries, unknown] };
  }
  if (event.kind === 'notice.reached') {
    const { level, detail } = event;
    const reached = [...before.reached, { at: event.at === '' ? at : event.at, level, detail }];
    return { ...before, reached, proof: further(before.proof, level) };
  }
  if (event.kind !== 'notice.tried') return before;
  const { result, httpStatus, answer, words, providerId, nextAt } = event;
  const open = before.tries.at(-1)?.result === 'unknown' ? before.tries.slice(0, -1) : before.tries;
  const isOver = result === 'refused' || (result === 'retry' && nextAt === null);
  const proof = result === 'accepted' ? further(before.proof, 'accepted') : isOver ? 'refused' : before.proof;
  return {
    ...before,
    tries: [...open, { at, result, httpStatus, answer, ...(words === undefined ? {} : { words }) }],
    proof,
    acceptedAt: before.acceptedAt ?? (result === 'accepted' ? at : null),
    // A mail's own id has an address's form, too.
    providerId: providerId === null ? before.providerId : withoutAt(providerId),
  };
}

function withoutAt(text: string): string {
  return text.replaceAll('@', ' at ');
}

const ranks: { readonly [L in ProofLevel]: number } = {
  queued: 0,
  refused: 1,
  accepted: 2,
  failed: 3,
  delivered: 4,
  opened: 5,
  acknowledged: 6,
};

function further(before: ProofLevel, now: ProofLevel): ProofLevel {
  return ranks[now] > ranks[before] ? now : before;
}

function pagesOf(events: readonly StoredEvent[], notices: readonly Kept[]): readonly ReportPage[] {
  return events.flatMap(({ event, at }) => {
    if (event.kind !== 'page.opened') return [];
    const own = notices.filter(({ page }) => page === event.page).map(({ notice }) => notice);
    const answers = answersTo(events, event.page);
    const taken = answers.find(({ answer }) => answer === 'taken' || answer === 'rollback-wanted') ?? null;
    const accepted = own.flatMap(({ acceptedAt }) => acceptedAt ?? []).sort()[0];
    const last = lastChange(events, event.page);
    return [
      {
        page: event.page,
        key: event.key,
        severity: last.severity ?? event.severity,
        headline: last.headline ?? event.headline,
        steps: last.steps ?? event.steps,
        since: event.since,
        openedAt: at,
        timeToPageMs: accepted === undefined ? null : between(event.since, accepted),
        timeToAcknowledgeMs: taken === null ? null : between(event.since, taken.at),
        acknowledged: taken === null ? null : { at: taken.at, name: taken.name, method: taken.method },
        resolved: last.resolved,
        answers,
        notices: own,
      },
    ];
  });
}

function answersTo(events: readonly StoredEvent[], page: string): ReportPage['answers'] {
  return events.flatMap(({ event, at }) => {
    if (event.kind !== 'page.acknowledged' || event.page !== page) return [];
    const { name, method, answer, note } = event;
    return [{ at, name, method, answer, note }];
  });
}

type Last = {
  readonly severity: ReportPage['severity'] | null;
  readonly headline: ReportPage['headline'] | null;
  readonly steps: ReportPage['steps'] | null;
  readonly resolved: ReportPage['resolved'];
};

function lastChange(events: readonly StoredEvent[], page: string): Last {
  let last: Last = { severity: null, headline: null, steps: null, resolved: null };
  for (const { event, at } of events) {
    if (event.kind !== 'page.changed' || event.page !== page) continue;
    const { headline, steps, severity, change, by } = event;
    const resolved = change === 'resolved' ? { at, by } : last.resolved;
    last = { severity: severity ?? last.severity, headline, steps: steps.length === 0 ? last.steps : steps, resolved };
  }
  return last;
}

function between(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}
