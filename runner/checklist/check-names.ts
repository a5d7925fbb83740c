import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { limits } from '../base/limits.ts';
import type { ReadFile } from './files.ts';
import { parseYaml } from './parse-yaml.ts';
import { Problems } from './problems.ts';
import type { Reading } from './reading.ts';
import { didYouMean } from './suggest.ts';
import { child, entriesOf, textOf, type MapNode } from './tree.ts';

const namesOfTheRun = ['run', 'target'] as const;

/** Tells names that certainly nothing defines. Without the target's names any name may be the target's, so nothing is told. */
export function checkNames(reading: Reading, targetNames: readonly string[] | null): void {
  if (targetNames === null) return;
  const known = new Set<string>([...reading.definedNames, ...targetNames, ...namesOfTheRun]);
  for (const { name, at, scope } of reading.nameUses) {
    if (known.has(name) || scope.has(name)) continue;
    reading.problems.add(
      'E_VARIABLE_UNKNOWN',
      at,
      `nothing defines the variable "${name}"`,
      didYouMean(name, [...scope, ...known], 'variables'),
    );
  }
}

/** Names of the variables of the target that the checklist names; null when they cannot be known here. */
export function targetVariableNames(root: MapNode, read: ReadFile): readonly string[] | null {
  const name = textOf(child(root, 'target'));
  if (name === undefined || !/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name)) return null;
  const path = join(dirname(read.absolute), 'targets', `${name}.yaml`);
  if (!existsSync(path) || !statSync(path).isFile() || statSync(path).size > limits.yamlBytes) return null;
  // The target's own mistakes are told when the target is read.
  const tree = parseYaml(readFileSync(path, 'utf8'), path, new Problems());
  return tree === undefined ? null : entriesOf(child(tree, 'variables')).map((entry) => entry.key);
}
