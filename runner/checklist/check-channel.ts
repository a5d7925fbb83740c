import { checkShape } from './check-shape.ts';
import { ChannelShape } from './on-call-shape.ts';
import type { Problems } from './problems.ts';
import type { ChannelWords } from './read-on-call.ts';
import { didYouMean } from './suggest.ts';
import { child, textOf, without, type Entry } from './tree.ts';

/** One channel of an on-call file: its name, its kind, and the settings that this kind takes. */
export function checkChannel(entry: Entry, kinds: readonly ChannelWords[] | null, problems: Problems): void {
  const subject = { name: `channel "${entry.key}"`, keyAt: entry.keyAt };
  checkId(entry, problems);
  const { value } = entry;
  if (!checkShape(value, ChannelShape, subject, problems) || value.kind !== 'map' || kinds === null) return;
  const node = child(value, 'kind');
  const name = textOf(node) ?? '';
  const kind = kinds.find((one) => one.name === name);
  if (kind !== undefined) {
    checkShape(without(value, ['kind']), kind.settings, subject, problems);
    return;
  }
  const known = kinds.map((one) => one.name);
  problems.add(
    'E_ON_CALL_UNKNOWN',
    node?.at ?? entry.keyAt,
    `there is no kind of channel "${name}"`,
    didYouMean(name, known, 'kinds'),
  );
}

/** Ids of people, rotas and channels stand in addresses, file names and headers. */
export function checkId(entry: Entry, problems: Problems): void {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/.test(entry.key) && entry.key !== 'all') return;
  problems.add(
    'E_ID',
    entry.keyAt,
    `"${entry.key}" is no id${entry.key === 'all' ? ': "all" means everybody' : ''}`,
    'use letters, digits, "-", "_", "."; at most 60',
  );
}
