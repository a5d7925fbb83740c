import type { Locator } from '@playwright/test';
import { isObject } from '../base/json.ts';

/** What a function in the page gets: a list of elements, or Playwright's own holder of that list. */
export type GivenElements = readonly Element[] | { readonly elements: readonly Element[] };

/**
 * Runs a function over what a locator matches in the world where Playwright keeps its own script already; null when Playwright
 * is not driven from this process or its inside looks different one day. `evaluateAll` would send that script, a third of
 * a megabyte, into the page's world too, once for each document, and take two round trips a look.
 */
export async function askInside<A>(
  locator: Locator,
  ask: (given: GivenElements, asked: A) => unknown,
  asked: A,
): Promise<unknown> {
  const frame: unknown = Reflect.get(locator, '_frame');
  const selector: unknown = Reflect.get(locator, '_selector');
  const connection: unknown = isObject(frame) ? frame['_connection'] : undefined;
  const toImpl: unknown = isObject(connection) ? connection['toImpl'] : undefined;
  const inside: unknown = typeof toImpl === 'function' ? Reflect.apply(toImpl, connection, [frame]) : undefined;
  const selectors: unknown = isObject(inside) ? inside['selectors'] : undefined;
  const call: unknown = isObject(selectors) ? selectors['callOnSelector'] : undefined;
  if (typeof selector !== 'string' || typeof call !== 'function') return null;
  const answer: unknown = await Reflect.apply(call, selectors, [{ selector, strict: false }, ask, asked]);
  return isObject(answer) ? answer['result'] : null;
}
