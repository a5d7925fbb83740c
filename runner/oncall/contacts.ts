import { dayInKorea } from '../base/date.ts';
import type { Severity } from '../model/checklist.ts';
import type { Contact, OnCall, Person } from '../model/oncall.ts';

/** One way to one person. */
export type Way = { readonly person: string; readonly channel: string };

const kstOffsetMs = 9 * 60 * 60 * 1_000;

/** The ways that contacts mean at a moment, each once: rotas by date, people without an address there left out. */
export function waysOf(onCall: OnCall, contacts: readonly Contact[], nowMs: number): readonly Way[] {
  const all = contacts.flatMap(({ who, by }) =>
    peopleOf(onCall, who, nowMs).flatMap((person) =>
      by
        .filter((channel) => person.addresses[channel] !== undefined)
        .map((channel) => ({ person: person.id, channel })),
    ),
  );
  const seen = new Set<string>();
  return all.filter(({ person, channel }) => {
    const key = `${person}\n${channel}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Everybody whom a name means on that day. */
export function peopleOf(onCall: OnCall, who: string, nowMs: number): readonly Person[] {
  const { people, rotas } = onCall;
  if (who === 'all') return people;
  const rota = rotas.find(({ id }) => who === `rota:${id}`);
  const day = dayInKorea(nowMs);
  // Before the first shift began the first one is meant: somebody is better than nobody.
  const shift = rota?.shifts.findLast(({ from }) => from <= day) ?? rota?.shifts[0];
  const id = rota === undefined ? who : shift?.person;
  return people.filter((person) => person.id === id);
}

/** Whether a person may be woken now: within quiet hours only for what is critical. */
export function mayWake(person: Person, severity: Severity, nowMs: number): boolean {
  if (person.quiet === null || severity === 'critical') return true;
  const { from, until } = person.quiet;
  const time = new Date(nowMs + kstOffsetMs).toISOString().slice(11, 16);
  const isQuiet = from <= until ? from <= time && time < until : time >= from || time < until;
  return !isQuiet;
}
