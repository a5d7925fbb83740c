import type { Language } from '../../base/bilingual.ts';
import type { Notice, Recipient } from '../../model/channel.ts';
import { placeLine } from './compose.ts';
import { messageOf, type Budget, type Fact, type LinkName, type Message } from './message.ts';
import { safeLine } from './safe-text.ts';
import { templateText } from './text.ts';

/** A value of a template. Addresses are kept apart from text: they are safe already and must not be changed. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** What machines compare: never changed for anybody's markup. */
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'message'; readonly message: Message; readonly notice: Notice };

export type View = { readonly [path: string]: Value };

/** Every name that a template may use, with what it stands for; the manual prints this list. */
export const viewPaths = {
  id: 'the idempotency id, the same through every retry',
  kind: 'page, escalation, worse, update, resolved, status, change, heartbeat or test',
  action: 'trigger, resolve or note: what it means to a pager',
  beat: 'of a heartbeat: start, end, stalled or fail',
  dedupKey: 'the page that it belongs to',
  severity: 'critical, major or minor',
  runId: 'the run, or nothing',
  at: 'when it happened, ISO 8601 UTC',
  expiresAt: 'twelve hours later, ISO 8601 UTC: for providers that forget an alert',
  endsAt: 'of a resolved page: when it ended; nothing before that',
  time: 'when it happened, in Korean time',
  'target.id': 'id of the target',
  'target.title': 'title of the target',
  prefix: 'the first word, as in [긴급]',
  headline: 'what customers cannot do',
  title: 'prefix and headline',
  facts: 'the facts as a list (use |fields)',
  factsText: 'the facts, a line each',
  place: 'target, run and time in one line',
  text: 'the whole message with its links (use |fit)',
  note: 'a sentence about duplicates or about how to take it; mostly nothing',
  'links.acknowledge': 'where to take it',
  'links.run': 'the live run',
  'links.runbook': 'the first thing to do',
  'links.picture': 'the picture',
  'labels.acknowledge': 'what its button says',
  'labels.run': 'what its button says',
  'labels.runbook': 'what its button says',
  'labels.picture': 'what its button says',
  'to.person': 'id of the person',
  'to.name': 'name of the person',
  'to.address': 'the address of the person on this channel',
  'to.digits': 'the digits of that address: a telephone number as Korean providers want it',
  language: 'ko or en',
  updates: "the provider's id of the message that this one changes; nothing for a first one",
} as const satisfies { readonly [path: string]: string };

export type ViewPath = keyof typeof viewPaths;

/** What a template may say of a notice. */
export function viewOf(
  notice: Notice,
  to: Recipient,
  { updates, budget }: { readonly updates: string | null; readonly budget?: Budget },
): { readonly [P in ViewPath]: Value } {
  const message = messageOf(notice, to, budget);
  const isOver = notice.kind === 'resolved';
  return {
    id: id(notice.id),
    kind: id(notice.kind),
    action: id(
      isOver ? 'resolve' : ['page', 'escalation', 'worse', 'update', 'test'].includes(notice.kind) ? 'trigger' : 'note',
    ),
    beat: id(/:(start|end|stalled|fail)$/.exec(notice.dedupKey)?.[1] ?? ''),
    dedupKey: id(notice.dedupKey),
    severity: id(notice.severity),
    runId: id(notice.runId ?? ''),
    at: id(notice.at),
    expiresAt: id(later(notice.at)),
    endsAt: id(isOver ? notice.at : ''),
    time: text(message.time),
    'target.id': id(notice.target.id),
    'target.title': text(notice.target.title),
    prefix: text(message.prefix),
    headline: text(message.headline),
    title: text(message.title),
    facts: { kind: 'facts', facts: message.facts },
    factsText: lines(message.facts.map(({ label, value }) => `${label}: ${value}`)),
    place: text(placeLine(message, notice)),
    text: { kind: 'message', message, notice },
    note: lines([message.duplicate, message.noLink].flatMap((line) => line ?? [])),
    ...linkValues(message),
    ...labelValues(to.language),
    'to.person': id(to.person),
    'to.name': text(to.name),
    'to.address': id(to.address),
    'to.digits': id(to.address.replaceAll(/[^0-9]/g, '')),
    language: id(to.language),
    updates: id(updates ?? ''),
  };
}

function text(value: string): Value {
  return { kind: 'text', text: safeLine(value) };
}

function id(value: string): Value {
  return { kind: 'id', id: safeLine(value) };
}

/** Lines of ours, each of them harmless by itself. */
function lines(parts: readonly string[]): Value {
  return { kind: 'text', text: parts.join('\n') };
}

function linkValues(message: Message): { readonly [P in `links.${LinkName}`]: Value } {
  const url = (name: LinkName): Value => ({
    kind: 'url',
    url: message.links.find((link) => link.name === name)?.url ?? '',
  });
  return {
    'links.acknowledge': url('acknowledge'),
    'links.run': url('run'),
    'links.runbook': url('runbook'),
    'links.picture': url('picture'),
  };
}

function labelValues(language: Language): { readonly [P in `labels.${LinkName}`]: Value } {
  const { acknowledge, run, runbook, picture } = templateText.links;
  return {
    'labels.acknowledge': text(acknowledge[language]),
    'labels.run': text(run[language]),
    'labels.runbook': text(runbook[language]),
    'labels.picture': text(picture[language]),
  };
}

const twelveHoursMs = 12 * 3_600_000;

function later(at: string): string {
  const epochMs = Date.parse(at);
  return Number.isNaN(epochMs) ? '' : new Date(epochMs + twelveHoursMs).toISOString();
}
