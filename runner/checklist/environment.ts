import { parseTemplate } from './template.ts';
import type { Problems } from './problems.ts';
import { placeInside, type Node, type ScalarNode } from './tree.ts';

export type Environment = { readonly [name: string]: string | undefined };

const only = {
  'refuse-secrets': 'a target file reads only "${env:NAME}" and "${env:NAME|fallback}"',
  'keep-secrets': 'an on-call file reads only "${env:NAME}", "${env:NAME|fallback}" and "${secret:NAME}"',
} as const;

/** Stands for a value that is not there, so that one mistake is not told three times; the target is refused anyway. */
const notKnown = 'http://missing.invalid';

/** What becomes of `${secret:NAME}`: a target file names its secrets by keys of their own, an on-call file writes them where they are used. */
type Secrets = 'refuse-secrets' | 'keep-secrets';

/** The tree with `${env:NAME|fallback}` filled in; other templates have no values here. */
export function fillEnvironment(
  node: Node,
  env: Environment,
  problems: Problems,
  secrets: Secrets = 'refuse-secrets',
): Node {
  if (node.kind === 'map')
    return {
      ...node,
      entries: node.entries.map((entry) => ({ ...entry, value: fillEnvironment(entry.value, env, problems, secrets) })),
    };
  if (node.kind === 'list')
    return { ...node, items: node.items.map((item) => fillEnvironment(item, env, problems, secrets)) };
  return typeof node.value === 'string' && node.value.includes('${')
    ? fillScalar(node, node.value, { env, problems, secrets })
    : node;
}

type Filling = { readonly env: Environment; readonly problems: Problems; readonly secrets: Secrets };

function fillScalar(node: ScalarNode, text: string, { env, problems, secrets }: Filling): ScalarNode {
  const filled = parseTemplate(text).map((part) => {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'secret' && secrets === 'keep-secrets') return text.slice(part.start, part.end);
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
    const why = part.kind === 'wrong' ? part.why : only[secrets];
    problems.add('E_TEMPLATE', at, why, 'write "$${" for the characters themselves');
    return notKnown;
  });
  return { ...node, value: filled.join(''), textColumn: null };
}
