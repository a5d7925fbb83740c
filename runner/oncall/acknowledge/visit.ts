import type { Context } from 'hono';
import type { Bilingual } from '../../base/bilingual.ts';
import type { Clock } from '../../base/clock.ts';
import type { Journal } from '../../model/journal.ts';
import type { Machines } from './machines.ts';
import { onCallStream, type AcknowledgeMethod } from '../../model/oncall.ts';
import type { StoredEvent } from '../../model/event.ts';
import { recordAnswer, stateOf } from './answer.ts';
import { checkPress, formToken, type PressCheck } from './form-check.ts';
import type { AcknowledgeKeys } from './keys.ts';
import { acknowledgePage } from './page.ts';
import type { KnownPerson } from './page-buttons.ts';
import type { Press } from './read-press.ts';
import { languageFor, say, send, type Reply, type Status } from './replies.ts';
import { shownNotice } from './shown-notice.ts';
import { stepTitles, streamFacts } from './stream-facts.ts';
import { pageText } from './text.ts';
import type { ReadToken } from './token.ts';

/** What the acknowledge page needs of the world. */
export type AcknowledgeWorld = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly keys: AcknowledgeKeys;
  /** How a press is written down: over a link that was sent, or on the pager of this machine. */
  readonly method: Extract<AcknowledgeMethod, 'link' | 'local'>;
  /** Somebody has answered: the ladder looks at once instead of at its next turn. */
  readonly onAnswered: (stream: string) => void;
};

/** A link that opens. */
export type GoodLink = Extract<ReadToken, { kind: 'good' }> & { readonly token: string };

type Refused = Exclude<PressCheck, 'person'>;

/** Shows the page; with a reason when a press was not taken. Writes nothing. */
export function show(world: AcknowledgeWorld, context: Context, link: GoodLink, refused: Refused | null): Reply {
  const { claim, key, token } = link;
  const nowMs = world.clock.now();
  const events = world.journal.events(onCallStream(claim.stream));
  const state = stateOf(events, claim.page);
  if (state === null) return say(context, 404, pageText.goneTitle, pageText.gone);
  const { me, people, target } = whoIs(events, claim.person);
  const page = acknowledgePage({
    state,
    language: languageFor(context, me.language),
    target,
    me,
    people,
    form: formToken(key, token, nowMs),
    notice: shownNotice(events, claim.page),
    titles: stepTitles(world.journal, claim.stream),
    nowMs,
    refused: refused === null ? null : refusals[refused].words,
  });
  return send(context, refused === null ? 200 : refusals[refused].status, page);
}

/** Writes a person's press down and sends the browser back to the page, which says who was first. */
export function take(
  world: AcknowledgeWorld & { readonly machines: Machines },
  context: Context,
  link: GoodLink,
  press: Press | null,
): Reply {
  const nowMs = world.clock.now();
  if (press === null) return show(world, context, link, 'no-form');
  const checked = checkPress({ form: press.form, headers: context.req.raw.headers, nowMs }, link);
  if (checked !== 'person') return show(world, context, link, checked);
  if (press.answer === 'trap') world.machines.caught(link.claim.nonce);
  if (press.answer === 'trap' || world.machines.isCaught(link.claim.nonce))
    return show(world, context, link, 'machine');
  const { claim } = link;
  const { me, people } = whoIs(world.journal.events(onCallStream(claim.stream)), claim.person);
  const to =
    press.answer === 'handed-over' ? (people.find(({ id }) => id === press.to && id !== me.id)?.id ?? null) : null;
  if (press.answer === 'handed-over' && to === null) return show(world, context, link, 'no-form');
  const { kind } = recordAnswer(world.journal, {
    stream: claim.stream,
    page: claim.page,
    person: claim.person,
    name: me.name,
    method: world.method,
    answer: press.answer,
    to,
    note: press.note,
    notice: claim.nonce,
  });
  if (kind === 'no-such-page') return say(context, 404, pageText.goneTitle, pageText.gone);
  if (kind === 'recorded') world.onAnswered(claim.stream);
  // Relative, so that it holds behind whatever path a proxy gives it; reloading the page then sends nothing again.
  return context.body(null, 303, { location: `${link.token}${new URL(context.req.url).search}` });
}

const refusals: { readonly [Why in Refused]: { readonly status: Status; readonly words: Bilingual } } = {
  'no-form': { status: 400, words: pageText.noForm },
  'too-quick': { status: 429, words: pageText.tooQuick },
  stale: { status: 409, words: pageText.stale },
  machine: { status: 403, words: pageText.machine },
  'other-site': { status: 403, words: pageText.noForm },
};

/** The link's person; one whom the stream does not name is called by the id in the link, which we signed. */
function whoIs(
  events: readonly StoredEvent[],
  person: string,
): { readonly me: KnownPerson; readonly people: readonly KnownPerson[]; readonly target: string } {
  const { people, target } = streamFacts(events);
  const me = people.find(({ id }) => id === person) ?? { id: person, name: person, language: 'ko' as const };
  return { me, people, target };
}
