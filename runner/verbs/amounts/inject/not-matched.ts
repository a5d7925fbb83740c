import type { Bilingual } from '../../../base/bilingual.ts';
import { isObject, type JsonValue } from '../../../base/json.ts';
import { readableUrl } from '../../../base/readable-url.ts';
import type { Check } from '../../../model/verb.ts';
import { nearest } from '../../../page/nearest.ts';
import { text } from '../text.ts';
import { parseJson } from './rule.ts';
import type { Passed } from './passed.ts';
import type { ReadyRule } from './tape.ts';

const shownMax = 5;
const pathsMax = 400;

/** Whether a price was put in; an answer without its place is final, a page that has not asked yet may still ask. */
export function notMatchedYet(passed: Passed): Check {
  if (passed.trouble !== null || passed.rules.some(({ changed }) => changed > 0)) return { ok: true };
  const asked = passed.rules.some((rule) => rule.asked > 0);
  return { ok: false, message: text.notAsked({ url: '', near: [] }), final: asked };
}

/** Why no price was put in, with what looks most like what was meant; null when one was. */
export function nothingMatched(passed: Passed, rules: readonly ReadyRule[]): Bilingual | null {
  const [only] = rules;
  if (only === undefined) return null;
  for (const [index, facts] of passed.rules.entries()) {
    const rule = rules[index] ?? only;
    const [where] = facts.missing;
    // One wrong path in a list would let its place be looked at with its old amount.
    if (where !== undefined)
      return text.nothingThere({
        url: readableUrl(rule.url.href),
        where,
        near: nearPaths(passed.bodies[index] ?? '', where),
      });
  }
  if (passed.rules.some(({ changed }) => changed > 0)) return null;
  const url = rules
    .map((rule) => `${rule.method === 'GET' ? '' : `${rule.method} `}${readableUrl(rule.url.href)}`)
    .join(', ');
  const seen = [...new Set(passed.addresses.map((one) => readableUrl(one)))];
  const near = nearest(readableUrl(only.url.href), seen, shownMax);
  return text.notAsked({ url, near: near.length > 0 ? near : seen.slice(0, shownMax) });
}

/** Where this answer holds numbers, the most similar paths first. */
function nearPaths(body: string, where: string): readonly string[] {
  const value = parseJson(body);
  if (value === undefined) return [];
  const paths = numberPaths(value).slice(0, pathsMax);
  const near = nearest(where, paths, shownMax);
  return near.length > 0 ? near : paths.slice(0, shownMax);
}

function numberPaths(value: JsonValue, at = '', depth = 0): readonly string[] {
  if (depth > 6) return [];
  if (typeof value === 'number') return [at];
  if (typeof value === 'string') return /^[₩\s]*\d[\d,]*\s*원?$/.test(value) ? [at] : [];
  // Items of a list look alike; the first tells.
  if (Array.isArray(value))
    return value.slice(0, 1).flatMap((item: JsonValue) => numberPaths(item, `${at}[*]`, depth + 1));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => numberPaths(item, at === '' ? key : `${at}.${key}`, depth + 1));
}
