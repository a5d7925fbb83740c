import type { ChannelEntry, Person, Rota } from '../model/oncall.ts';
import type { Problems } from './problems.ts';
import { didYouMean } from './suggest.ts';
import { child, itemsOf, textOf, textsOf, type Node } from './tree.ts';

export type Known = {
  readonly people: readonly Person[];
  readonly rotas: readonly Rota[];
  readonly channels: readonly ChannelEntry[];
};

/** Whoever is to be told must exist, and have an address on every channel that is to reach them. */
export function checkContacts(node: Node | undefined, known: Known, problems: Problems): void {
  for (const item of itemsOf(node)) checkContact(item, known, problems);
}

function checkContact(item: Node, known: Known, problems: Problems): void {
  const whoNode = child(item, 'who');
  const who = textOf(whoNode);
  const meant = who === undefined ? null : peopleOf(who, known);
  if (whoNode !== undefined && who !== undefined && meant === null) {
    const names = ['all', ...known.people.map(({ id }) => id), ...known.rotas.map(({ id }) => `rota:${id}`)];
    problems.add(
      'E_ON_CALL_UNKNOWN',
      whoNode.at,
      `"${who}" is nobody in this file`,
      didYouMean(who, names, 'people and rotas'),
    );
  }
  const ids = known.channels.map(({ id }) => id);
  for (const { text, at } of textsOf(child(item, 'by'))) {
    if (!ids.includes(text)) {
      problems.add('E_ON_CALL_UNKNOWN', at, `there is no channel "${text}"`, didYouMean(text, ids, 'channels'));
      continue;
    }
    const without = (meant ?? []).filter((person) => person.addresses[text] === undefined);
    const [first] = without;
    if (first === undefined) continue;
    // Of everybody, those are meant who can be reached that way; but somebody must be.
    if (who === 'all' && without.length < known.people.length) continue;
    const nobody = who === 'all';
    problems.add(
      nobody ? 'E_ON_CALL_NOBODY' : 'E_ON_CALL_ADDRESS',
      at,
      nobody ? `nobody has an address on "${text}"` : `"${first.id}" has no address on "${text}"`,
      `add "${text}: …" to the addresses of "${first.id}"`,
    );
  }
}

/** Everybody whom a name may mean on some day; null when it means nobody. */
function peopleOf(who: string, { people, rotas }: Known): readonly Person[] | null {
  if (who === 'all') return people;
  const rota = rotas.find(({ id }) => who === `rota:${id}`);
  if (rota !== undefined) return people.filter(({ id }) => rota.shifts.some((shift) => shift.person === id));
  const person = people.find(({ id }) => id === who);
  return person === undefined ? null : [person];
}
