import type { ExpectationWord, Verb } from '../model/verb.ts';
import type { Reading } from './reading.ts';
import { branches, keysOf } from './schema-walk.ts';
import { didYouMean } from './suggest.ts';
import { textOf, type Entry, type Node } from './tree.ts';

export type Word = Verb | ExpectationWord;

/** Which words may stand in a list, and which belong into the other one. */
export type Kind = {
  readonly words: ReadonlyMap<string, Word>;
  readonly others: ReadonlyMap<string, Word>;
  readonly kind: 'verb' | 'expectation';
};

/** The word and its arguments of one entry of a list; undefined after adding why there is none. */
export function wordEntry(reading: Reading, item: Node, kind: Kind): Entry | undefined {
  const bare = textOf(item);
  // A word without arguments may stand alone: `- no-errors`.
  if (bare !== undefined && /^[\p{L}-]+$/u.test(bare)) {
    return { key: bare, keyAt: item.at, value: { kind: 'map', entries: [], at: item.at } };
  }
  if (item.kind !== 'map' || item.entries.length === 0) {
    reading.problems.add(
      'E_ACTION_SHAPE',
      item.at,
      `this is no ${kind.kind}`,
      `write "- ${kind.kind === 'verb' ? 'click: 로그인' : 'visible: 주문 완료'}"`,
    );
    return undefined;
  }
  const [first, second] = item.entries;
  if (first === undefined || second === undefined) return first;
  const word = kind.words.get(first.key);
  const rest = item.entries.slice(1);
  const isEmpty = first.value.kind === 'scalar' && first.value.value === null;
  if (word !== undefined && isEmpty && rest.every((entry) => keysOf(branches(word.args)).includes(entry.key))) {
    const fix = `indent ${rest.map((entry) => `"${entry.key}"`).join(', ')} by two more spaces`;
    reading.problems.add('E_ACTION_SHAPE', second.keyAt, `this belongs to "${first.key}", but stands beside it`, fix);
    return { ...first, value: { kind: 'map', entries: rest, at: second.keyAt } };
  }
  const fix = kind.words.has(second.key)
    ? `begin a new entry: "- ${second.key}: …"`
    : `indent "${second.key}", or begin a new entry with "- "`;
  reading.problems.add(
    'E_ACTION_SHAPE',
    second.keyAt,
    `one ${kind.kind} an entry; "${second.key}" is a second one`,
    fix,
  );
  return first;
}

/** Adds that there is no such word, with the nearest one or the list it belongs to. */
export function addUnknown(reading: Reading, entry: Entry, kind: Kind): void {
  const code = kind.kind === 'verb' ? 'E_VERB_UNKNOWN' : 'E_EXPECTATION_UNKNOWN';
  const fix = kind.others.has(entry.key)
    ? kind.kind === 'verb'
      ? `"${entry.key}" is an expectation: move it below "expect"`
      : `"${entry.key}" is a verb: move it below "do"`
    : didYouMean(entry.key, kind.words.keys(), `${kind.kind}s`);
  reading.problems.add(code, entry.keyAt, `there is no ${kind.kind} "${entry.key}"`, fix);
}
