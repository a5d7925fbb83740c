import type { Refusal } from '../../model/verb.ts';
import { FormulaMistake, namesIn, parseFormula } from './formula.ts';

/** Why a text is no formula, or uses a name that nothing defines. */
export function refuseFormula(source: unknown, path: Refusal['path'], read: readonly string[]): readonly Refusal[] {
  if (typeof source !== 'string' || source.includes('${')) return [];
  try {
    const unknown = namesIn(parseFormula(source)).find((name) => name !== 'amount' && !read.includes(name));
    if (unknown === undefined) return [];
    const names = ['amount', ...read].map((name) => `"${name}"`).join(', ');
    return [
      {
        path,
        what: `the formula uses "${unknown}", which has no value here`,
        fix: `use ${names}, or read it: read: { ${unknown}: … } (places only)`,
      },
    ];
  } catch (error) {
    if (!(error instanceof FormulaMistake)) throw error;
    return [
      {
        path,
        what: `no formula, from character ${error.position + 1}: ${error.message}`,
        fix: 'write for example "amount * 3 - 5000"',
      },
    ];
  }
}
