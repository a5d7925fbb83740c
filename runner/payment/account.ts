import { evaluateOptional } from '../checklist/expression.ts';
import { isJson, isObject, type JsonValue } from '../base/json.ts';
import type { AccountFacts } from '../model/guard.ts';
import type { AccountProbe } from '../model/target.ts';
import { text } from './route-text.ts';

const heldLength = 300;

/** Looks what the tester's account holds, with the page's session. Never throws: what cannot be read proves nothing. */
export async function readAccount(
  probe: AccountProbe | null,
  ask: (path: string) => Promise<string>,
): Promise<AccountFacts> {
  if (probe === null) return { kind: 'none' };
  try {
    const body: unknown = JSON.parse(await ask(probe.path));
    if (!isJson(body)) return { kind: 'unread', why: text.notJson() };
    const bindings = isObject(body) ? body : { body };
    const held = await evaluateOptional(probe.holdsNothing, bindings);
    // Nothing found may be a field that the shop renamed; an account that holds nothing says so with 0, false, null or [].
    if (held === undefined) return { kind: 'unread', why: text.nothingFound({ expression: probe.holdsNothing }) };
    const unchanged = probe.unchanged === null ? null : await evaluateOptional(probe.unchanged, bindings);
    if (unchanged === undefined)
      return { kind: 'unread', why: text.nothingFound({ expression: probe.unchanged ?? '' }) };
    return {
      kind: 'read',
      holdsNothing: isNothing(held),
      held: JSON.stringify(held).slice(0, heldLength),
      unchanged: probe.unchanged === null ? null : canonical(unchanged),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'unread', why: { ko: why, en: why } };
  }
}

function isNothing(value: JsonValue): boolean {
  return value === 0 || value === false || value === null || (Array.isArray(value) && value.length === 0);
}

/** JSON with its keys in order, so that equal values are equal texts. */
function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}

/** True when two canonical texts differ in a number: points, deposits, stock, orders. */
export function differsInNumbers(before: string, after: string): boolean {
  const numbers = (json: string): string =>
    (json.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/-?\d[\d.e+-]*/gi) ?? []).join(' ');
  return numbers(before) !== numbers(after);
}
