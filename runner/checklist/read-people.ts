import { isDate } from '../base/date.ts';
import type { Person, Rota } from '../model/oncall.ts';
import { checkId } from './check-channel.ts';
import { checkShape } from './check-shape.ts';
import { PersonShape, ShiftsShape } from './on-call-shape.ts';
import type { Problems } from './problems.ts';
import { didYouMean } from './suggest.ts';
import { child, entriesOf, itemsOf, textOf, type Entry, type MapNode, type Node } from './tree.ts';

/** The people of an on-call file. */
export function readPeople(root: MapNode, problems: Problems, channels: ReadonlySet<string>): readonly Person[] {
  return entriesOf(child(root, 'people')).map((entry) => {
    checkId(entry, problems);
    checkShape(entry.value, PersonShape, { name: `"${entry.key}"`, keyAt: entry.keyAt }, problems);
    return readPerson(entry, problems, channels);
  });
}

function readPerson({ key, value }: Entry, problems: Problems, channels: ReadonlySet<string>): Person {
  const quiet = child(value, 'quiet');
  const addresses = entriesOf(child(value, 'addresses'));
  for (const address of addresses) {
    if (channels.has(address.key)) continue;
    problems.add(
      'E_ON_CALL_UNKNOWN',
      address.keyAt,
      `there is no channel "${address.key}"`,
      didYouMean(address.key, [...channels], 'channels'),
    );
  }
  return {
    id: key,
    name: textOf(child(value, 'name')) ?? key,
    language: textOf(child(value, 'language')) === 'en' ? 'en' : 'ko',
    phone: textOf(child(value, 'phone')) ?? null,
    addresses: Object.fromEntries(
      addresses.flatMap((address) => {
        const text = textOf(address.value);
        return text === undefined ? [] : [[address.key, text] as const];
      }),
    ),
    quiet:
      quiet?.kind === 'map'
        ? { from: textOf(child(quiet, 'from')) ?? '', until: textOf(child(quiet, 'until')) ?? '' }
        : null,
  };
}

/** Who has the duty on which day; shifts stand in order of time. */
export function readRotas(root: MapNode, problems: Problems, people: readonly Person[]): readonly Rota[] {
  return entriesOf(child(root, 'rotas')).map((entry) => {
    checkId(entry, problems);
    checkShape(entry.value, ShiftsShape, { name: `rota "${entry.key}"`, keyAt: entry.keyAt }, problems);
    let last = '';
    const shifts = itemsOf(entry.value).map((item) => {
      const from = readDay(child(item, 'from'), last, problems);
      last = from;
      return { from, person: readWho(child(item, 'person'), people, problems) };
    });
    return { id: entry.key, shifts };
  });
}

function readDay(node: Node | undefined, last: string, problems: Problems): string {
  const day = textOf(node) ?? '';
  if (node === undefined || day === '') return last;
  if (!isDate(day)) problems.add('E_DATE', node.at, `"${day}" is no day of the calendar`, 'write it as 2026-12-31');
  else if (day <= last)
    problems.add(
      'E_LADDER',
      node.at,
      `this shift begins no later than the one before it`,
      'put shifts in order of time',
    );
  return day;
}

function readWho(node: Node | undefined, people: readonly Person[], problems: Problems): string {
  const who = textOf(node) ?? '';
  const ids = people.map(({ id }) => id);
  if (node !== undefined && who !== '' && !ids.includes(who))
    problems.add('E_ON_CALL_UNKNOWN', node.at, `"${who}" is nobody in this file`, didYouMean(who, ids, 'people'));
  return who;
}
