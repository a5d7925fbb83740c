import { basename } from 'node:path';
import type { Redactor } from '../../base/redact.ts';
import type { Fact, FactType } from './fact.ts';
import { readAddenda } from './read.ts';

/**
 * The key of the newest fact of these types when it says the very same: somebody repeats a command that was cut off. Null when something else
 * was said last, so that a decision that was changed and changed back stands there three times.
 */
export function keyOfRepeated(
  folder: string,
  fact: Omit<Fact, 'key'>,
  { types, redactor }: { readonly types: readonly FactType[]; readonly redactor: Redactor },
): string | null {
  const { added } = readAddenda(folder, basename(folder), null);
  const last = added.findLast(({ content }) => types.includes(content.fact.type))?.content.fact;
  if (last === undefined) return null;
  const text = redactor.text(fact.text);
  const about = fact.about === null ? null : redactor.text(fact.about);
  const isSame = last.type === fact.type && last.by === fact.by && last.decision === fact.decision;
  return isSame && last.text === text && last.about === about ? last.key : null;
}
