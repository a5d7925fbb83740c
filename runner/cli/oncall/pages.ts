import { systemClock } from '../../base/clock.ts';
import { environmentRedactor } from '../../engine/secrets.ts';
import { openJournal } from '../../journal/store.ts';
import type { Journal } from '../../model/journal.ts';
import { onCallStream, type Person } from '../../model/oncall.ts';
import { SetupError } from '../../model/trouble.ts';
import { pageStates, type PageState } from '../../oncall/acknowledge/page-state.ts';
import { streamFacts } from '../../oncall/acknowledge/stream-facts.ts';
import type { Surroundings } from '../command.ts';
import { findPlaces, refuseFile, type Places } from '../places.ts';
import { watchStream } from '../../oncall/watch-page.ts';
import { targetNames } from '../target-files.ts';
import { wordsText } from './words-text.ts';

/** The open pages of one run or target, for the words that a person says at a terminal. */
export type OpenPages = {
  readonly stream: string;
  readonly pages: readonly PageState[];
  readonly people: readonly Person[];
};

export type PagesOptions = { readonly run?: string; readonly state?: string };

/** Opens journal and places, does the work and closes the journal again. */
export async function atJournal<T>(
  options: { readonly state?: string },
  { env, workingDirectory }: Surroundings,
  work: (desk: { readonly journal: Journal; readonly places: Places }) => T | Promise<T>,
): Promise<T> {
  const places = findPlaces(options, env, workingDirectory);
  refuseFile(places.state);
  const journal = openJournal(places.journal, { clock: systemClock, redactor: environmentRedactor(env) });
  try {
    return await work({ journal, places });
  } finally {
    journal.close();
  }
}

/** The pages that are not over of what was named, or of the latest run or watch that has any. Throws SetupError when there are none. */
export function openPages(journal: Journal, wish: string | undefined, { workingDirectory }: Surroundings): OpenPages {
  for (const stream of wish === undefined ? candidates(journal, workingDirectory) : [wish]) {
    const events = journal.events(onCallStream(stream));
    const pages = pageStates(events).filter(({ resolved }) => resolved === null);
    if (pages.length > 0) return { stream, pages, people: streamFacts(events).people };
  }
  throw new SetupError(wish === undefined ? wordsText.noPage() : wordsText.noPageOf({ run: wish }));
}

/** Runs, the newest first, then what a watchdog found today and yesterday. */
function candidates(journal: Journal, workingDirectory: string): readonly string[] {
  const runs = journal
    .runs()
    .slice(-runsLookedAt)
    .map(({ runId }) => runId);
  const nowMs = systemClock.now();
  const days = [nowMs, nowMs - 24 * 60 * 60_000];
  const targets = targetNames(undefined, workingDirectory);
  return [...runs.reverse(), ...targets.flatMap((target) => days.map((ms) => watchStream(target, ms)))];
}

const runsLookedAt = 20;

/** Somebody of the on-call file by id or name. Somebody else may answer too: at night whoever is there is there. */
export function personOf(people: readonly Person[], wish: string): { readonly id: string; readonly name: string } {
  const name = wish.trim();
  if (name === '') throw new SetupError(wordsText.nameNeeded());
  const found = people.find((one) => one.id === name || one.name === name);
  return found ?? { id: name, name };
}
