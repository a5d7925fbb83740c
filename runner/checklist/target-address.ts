import type { Problems } from './problems.ts';
import { textOf, type Node } from './tree.ts';
import { hostProblem, urlProblem } from './web-address.ts';

/** A web address without the slash at its end. */
export function readAddress(node: Node | undefined, problems: Problems): string {
  const text = textOf(node);
  if (node === undefined || text === undefined) return '';
  const problem = urlProblem(text);
  if (problem !== null)
    problems.add('E_TARGET_URL', node.at, `"${text}" ${problem}`, 'write for example https://shop.example');
  return text.replace(/\/+$/, '');
}

/** A host with or without a port, as a list of one; nothing when there is no text. */
export function readHost(node: Node, problems: Problems): readonly string[] {
  const text = textOf(node);
  if (text === undefined) return [];
  const problem = hostProblem(text);
  if (problem !== null)
    problems.add(
      'E_TARGET_URL',
      node.at,
      `"${text}" ${problem}`,
      'write a host such as img.shop.example or 127.0.0.1:4301',
    );
  return [text];
}
