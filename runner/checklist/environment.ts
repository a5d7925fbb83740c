import { parseTemplate } from './template.ts';
import type { Problems } from './problems.ts';
import { placeInside, type Node, type ScalarNode } from './tree.ts';

export type Environment = { readonly [name: string]: string | undefined };

/** Stands for a value that is not there, so that one mistake is not told three times; the target is refused anyway. */
const notKnown = 'http://missing.invalid';

/** The tree with `${env:NAME|fallback}` filled in; other templates have no values in a target file. */
export function fillEnvironment(node: Node, env: Environment, problems: Problems): Node {
  if (node.kind === 'map')
    return {
      ...node,
      entries: node.entries.map((entry) => ({ ...entry, value: fillEnvironment(entry.value, env, problems) })),
    };
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => fillEnvironment(item, env, problems)) };
  return typeof node.value === 'string' && node.value.includes('${')
    ? fillScalar(node, node.value, env, problems)
    : node;
}

function fillScalar(node: ScalarNode, text: string, env: Environment, problems: Problems): ScalarNode {
  const filled = parseTemplate(text).map((part) => {
    if (part.kind === 'text') return part.text;
    const at = placeInside(node, part.start, part.end);
    if (part.kind === 'env') {
      const value = env[part.name] ?? part.fallback;
      if (value === null)
        problems.add(
          'E_ENV_MISSING',
          at,
          `the environment variable ${part.name} is not set`,
          `set it, or write \${env:${part.name}|fallback}`,
        );
      return value ?? notKnown;
    }
    const why = part.kind === 'wrong' ? part.why : 'a target file reads only "${env:NAME}" and "${env:NAME|fallback}"';
    problems.add('E_TEMPLATE', at, why, 'write "$${" for the characters themselves');
    return notKnown;
  });
  return { ...node, value: filled.join(''), textColumn: null };
}
