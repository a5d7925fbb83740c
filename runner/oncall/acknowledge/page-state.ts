import type { Bilingual } from '../../base/bilingual.ts';
import type { Severity } from '../../model/checklist.ts';
import type { StoredEvent } from '../../model/event.ts';
import type { AcknowledgeMethod, OnCallEvent } from '../../model/oncall.ts';

type Acknowledged = Extract<OnCallEvent, { kind: 'page.acknowledged' }>;

/** What a person said, and when. */
export type Answer = {
  readonly person: string;
  readonly name: string;
  readonly method: AcknowledgeMethod;
  readonly answer: Acknowledged['answer'];
  readonly to: string | null;
  readonly note: string;
  readonly at: string;
};

/** One page as its stream tells it. */
export type PageState = {
  readonly page: string;
  readonly severity: Severity;
  readonly headline: Bilingual;
  readonly steps: readonly string[];
  readonly since: string;
  readonly openedAt: string;
  readonly resolved: { readonly at: string; readonly by: string | null } | null;
  /** Who has it now: the first who took it and has not given it back. */
  readonly holder: Answer | null;
  /** Who is called because the holder handed it over. */
  readonly handedTo: string | null;
  readonly rollbackWanted: Answer | null;
  /** Everything that was said, in order. */
  readonly answers: readonly Answer[];
  /** How many of the answers came before somebody's hold ran out: those count no more. */
  readonly expiredAnswers: number;
};

/** Every page of a stream, in the order they were opened. Pure. */
export function pageStates(events: readonly StoredEvent[]): readonly PageState[] {
  const pages = new Map<string, PageState>();
  for (const { event, at } of events) {
    if (event.kind === 'page.opened') {
      const { page, severity, headline, steps, since } = event;
      if (pages.has(page)) continue;
      pages.set(page, { ...fresh, page, severity, headline, steps, since, openedAt: at });
      continue;
    }
    if (event.kind !== 'page.changed' && event.kind !== 'page.acknowledged') continue;
    const before = pages.get(event.page);
    if (before === undefined) continue;
    pages.set(event.page, event.kind === 'page.changed' ? changed(before, event, at) : answered(before, event, at));
  }
  return [...pages.values()];
}

/** What a person said last of what still counts; null: nothing. */
export function lastAnswer(state: PageState, person: string): Answer | null {
  return (
    state.answers
      .slice(state.expiredAnswers)
      .filter((one) => one.person === person)
      .at(-1) ?? null
  );
}

const fresh = {
  resolved: null,
  holder: null,
  handedTo: null,
  rollbackWanted: null,
  answers: [],
  expiredAnswers: 0,
} as const;

function changed(before: PageState, event: Extract<OnCallEvent, { kind: 'page.changed' }>, at: string): PageState {
  const { headline, steps, change, by } = event;
  const told = { ...before, headline, steps };
  if (change === 'resolved') return { ...told, resolved: { at, by } };
  if (change === 'expired') return { ...told, holder: null, handedTo: null, expiredAnswers: before.answers.length };
  return told;
}

function answered(before: PageState, event: Acknowledged, at: string): PageState {
  const { person, name, method, answer, to, note } = event;
  const said: Answer = { person, name, method, answer, to, note, at };
  const told = { ...before, answers: [...before.answers, said] };
  const isHolder = before.holder === null || before.holder.person === person;
  if (answer === 'taken') return { ...told, ...taken(before, said) };
  if (answer === 'rollback-wanted') return { ...told, ...taken(before, said), rollbackWanted: said };
  if (!isHolder) return told;
  return { ...told, holder: null, handedTo: answer === 'handed-over' ? to : null };
}

/** The first one has it; a second one who takes it too is written down and changes nothing. */
function taken(before: PageState, said: Answer): Pick<PageState, 'holder' | 'handedTo'> {
  return { holder: before.holder ?? said, handedTo: null };
}
