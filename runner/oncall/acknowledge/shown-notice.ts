import type { Bilingual } from '../../base/bilingual.ts';
import { isObject } from '../../base/json.ts';
import type { StoredEvent } from '../../model/event.ts';
import type { NoticeFact } from '../../model/channel.ts';

/** What the page repeats of the notice that a person got. */
export type ShownNotice = {
  readonly facts: readonly NoticeFact[];
  readonly links: { readonly run: string | null; readonly runbook: string | null; readonly picture: string | null };
};

const nothing: ShownNotice = { facts: [], links: { run: null, runbook: null, picture: null } };

/** Of the latest notice of a page that carries anything; a body that this version cannot read is left out, for the page works without. */
export function shownNotice(events: readonly StoredEvent[], page: string): ShownNotice {
  const bodies = events.flatMap(({ event }) =>
    event.kind === 'notice.queued' && event.page === page ? [event.body] : [],
  );
  return (
    bodies
      .reverse()
      .map(readBody)
      .find((one) => one.facts.length > 0 || one.links.runbook !== null) ?? nothing
  );
}

function readBody(body: string): ShownNotice {
  const json = parsed(body);
  if (!isObject(json)) return nothing;
  const facts: unknown = json['facts'];
  const links: unknown = json['links'];
  const link = (name: string): string | null => {
    const value = isObject(links) ? links[name] : null;
    return typeof value === 'string' ? value : null;
  };
  return {
    facts: Array.isArray(facts) ? facts.flatMap(readFact) : [],
    links: { run: link('run'), runbook: link('runbook'), picture: link('picture') },
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    // A body that is no JSON shows nothing, as said above.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readFact(fact: unknown): readonly NoticeFact[] {
  if (!isObject(fact)) return [];
  const [label, value] = [readWords(fact['label']), readWords(fact['value'])];
  return label === null || value === null ? [] : [{ label, value }];
}

function readWords(words: unknown): Bilingual | null {
  if (!isObject(words)) return null;
  const { ko, en } = words;
  return typeof ko === 'string' && typeof en === 'string' ? { ko, en } : null;
}
