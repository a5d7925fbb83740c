import { isObject } from '../../base/json.ts';
import type { ActionArg } from '../../model/checklist.ts';
import type { Refusal } from '../../model/verb.ts';
import { parseJsonPath } from './inject/json-path.ts';
import { refuseFormula } from './refuse-formula.ts';

type Path = Refusal['path'];
type Keys = { readonly [key: string]: unknown };

/** The rules of `inject`, one or a list, each with its place. */
export function rulesOf(inject: ActionArg | undefined): readonly { readonly rule: Keys; readonly path: Path }[] {
  if (Array.isArray(inject))
    return inject.flatMap((rule: unknown, index) => (isObject(rule) ? [{ rule, path: ['inject', index] }] : []));
  return isObject(inject) ? [{ rule: inject, path: ['inject'] }] : [];
}

/** Mistakes of one rule of `inject`. */
export function refuseRule(rule: Keys, path: Path): readonly Refusal[] {
  const found: Refusal[] = [];
  const url = textAt(rule['url']);
  if (url?.includes('*') === true)
    found.push({
      path: [...path, 'url'],
      what: '"url" is one address, not a pattern',
      fix: 'write the address itself; without "?…" it means every query',
    });
  const plain = textAt(rule['path']);
  if (plain !== null) found.push(...refusePath(plain, [...path, 'path']));
  const text = textAt(rule['text']);
  if (text !== null) found.push(...refuseHtml(text, [...path, 'text']));
  for (const [key, refuse] of [
    ['set', refusePath],
    ['replace', refuseHtml],
  ] as const) {
    const entries = isObject(rule[key]) ? Object.entries(rule[key]) : null;
    if (entries === null) continue;
    if (entries.length === 0)
      found.push({ path: [...path, key], what: `"${key}" is empty`, fix: 'name what is rewritten' });
    if (rule['is'] !== undefined)
      found.push({
        path: [...path, 'is'],
        what: `"is" goes with "path" or "text"; "${key}" has a formula in every line`,
        fix: 'remove "is"',
      });
    for (const [where, source] of entries) {
      const at = [...path, key, where];
      if (where.includes('${'))
        found.push({
          path: at,
          what: 'a name is not filled in: "${…}" stands in values only',
          fix: 'write one rule for it, with "text" or "path" and "is"',
        });
      else found.push(...refuse(where, at));
      found.push(...refuseFormula(source, at, []));
    }
  }
  if (typeof rule['is'] === 'string') found.push(...refuseFormula(rule['is'], [...path, 'is'], []));
  return found;
}

function refusePath(source: string, path: Path): readonly Refusal[] {
  if (source.includes('${') || parseJsonPath(source) !== null) return [];
  return [
    {
      path,
      what: `"${source}" is no path that can be followed`,
      fix: 'write price, options[0].price, items[*].price or ["list-price"]',
    },
  ];
}

function refuseHtml(text: string, path: Path): readonly Refusal[] {
  if (/\d/.test(text) || text.includes('${')) return [];
  return [
    {
      path,
      what: `"${text}" holds no amount that could be replaced`,
      fix: 'write the amount as it stands in the HTML: "92,500,000"',
    },
  ];
}

function textAt(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
