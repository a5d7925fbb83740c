import { locatorBases } from '../model/locator.ts';
import type { KeyRules } from '../model/marks.ts';
import type { Subject } from './check-shape.ts';
import type { Problems } from './problems.ts';
import { didYouMean } from './suggest.ts';
import { entryOf, type MapNode } from './tree.ts';

const narrowing = ['exact', 'level', 'has-text', 'has-not-text', 'has', 'within', 'nth'] as const;
const ways = [...locatorBases, 'name'];

/** Rules over several keys of one map: exactly one of a list, a complete locator, keys that only the parser fills. */
export function checkRules(
  node: MapNode,
  rules: readonly KeyRules[],
  own: () => readonly string[],
  subject: Subject,
  problems: Problems,
): void {
  for (const rule of rules) {
    for (const keys of rule.exactlyOne ?? []) exactlyOne(node, keys, subject, problems);
    for (const key of rule.filled ?? []) {
      const entry = entryOf(node, key);
      if (entry !== undefined)
        problems.add(
          'E_KEY_UNKNOWN',
          entry.keyAt,
          `${subject.name} has no key "${key}"`,
          didYouMean(key, own(), 'keys'),
        );
    }
    if (rule.locator !== undefined) checkLocator(node, rule.locator, subject, problems);
  }
}

function exactlyOne(node: MapNode, keys: readonly string[], subject: Subject, problems: Problems): void {
  const given = node.entries.filter((entry) => keys.includes(entry.key));
  const second = given[1];
  if (second !== undefined) {
    problems.add(
      'E_VALUE',
      second.keyAt,
      `${subject.name} takes only one of ${given.map((entry) => `"${entry.key}"`).join(', ')}`,
      'keep one; write a second entry for the other',
    );
  } else if (given.length === 0) {
    problems.add(
      'E_KEY_MISSING',
      subject.keyAt,
      `${subject.name} needs one of ${keys.join(', ')}`,
      `add one of ${keys.join(', ')}`,
    );
  }
}

/** Exactly one base; `name` goes with role or stands alone; `level` goes with role: heading. */
export function checkLocator(node: MapNode, need: 'required' | 'optional', subject: Subject, problems: Problems): void {
  const bases = node.entries.filter((entry) => locatorBases.some((base) => base === entry.key));
  const name = entryOf(node, 'name');
  const second = bases[1];
  if (second !== undefined) {
    const all = bases.map((entry) => `"${entry.key}"`).join(' and ');
    problems.add(
      'E_LOCATOR',
      second.keyAt,
      `${all} both say where to look`,
      'keep one; narrow with has-text, has, within or nth',
    );
    return;
  }
  const base = bases[0];
  if (base !== undefined && name !== undefined && base.key !== 'role') {
    problems.add(
      'E_LOCATOR',
      name.keyAt,
      `"name" goes with "role" or stands alone, not with "${base.key}"`,
      `remove "name" or "${base.key}"`,
    );
  }
  const level = entryOf(node, 'level');
  if (level !== undefined && base?.key !== 'role') {
    problems.add(
      'E_LOCATOR',
      level.keyAt,
      '"level" goes with "role: heading"',
      'add "role: heading", or remove "level"',
    );
  }
  if (base !== undefined || name !== undefined) return;
  const narrowed = node.entries.find((entry) => narrowing.some((key) => key === entry.key));
  // A misspelt base is told as an unknown key; telling it twice would hide the slip.
  const misspelt = node.entries.some(
    (entry) => didYouMean(entry.key, ways, '').startsWith('did you mean') && !ways.includes(entry.key),
  );
  if (misspelt || (need === 'optional' && narrowed === undefined)) return;
  problems.add(
    'E_LOCATOR',
    narrowed?.keyAt ?? subject.keyAt,
    `${subject.name} does not say where to look`,
    `add one of ${ways.join(', ')}`,
  );
}
