import { stripVTControlCharacters } from 'node:util';
import type { Expect, Locator } from '@playwright/test';
import { isObject } from '../base/json.ts';
import { assert } from '../base/assert.ts';
import { placeOf } from '../page/look.ts';
import { isGone } from '../page/playwright-call.ts';

/** Playwright makes its first look whatever the time-out is; 1 ms means: that look and no other. */
const oneLookMs = 1;

export type Verdict =
  | { readonly holds: true }
  | { readonly holds: false; readonly observed: string | null; readonly detail: string };

/**
 * One look with Playwright's own matcher. The only place that loads Playwright's `expect`, so that only checklists
 * that need it pay for it.
 */
export async function oneLook(
  matcher: (expect: Expect, options: { readonly timeout: number }) => Promise<void>,
): Promise<Verdict> {
  const { expect } = await import('@playwright/test');
  try {
    await matcher(expect, { timeout: oneLookMs });
    return { holds: true };
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    return { holds: false, ...failure };
  }
}

/** A matcher's own failure has a `matcherResult`; a page that is just moving on is no verdict yet, and a closed one none at all. */
function failureOf(error: unknown): { readonly observed: string | null; readonly detail: string } | null {
  if (!(error instanceof Error) || isGone(error)) return null;
  const detail = stripVTControlCharacters(error.message);
  if (placeOf(error) !== null) return { observed: null, detail };
  if (!('matcherResult' in error) || !isObject(error.matcherResult)) return null;
  const { actual } = error.matcherResult;
  return { observed: typeof actual === 'string' ? actual : null, detail };
}

/**
 * One look at an aria snapshot. `toMatchAriaSnapshot` refuses to work outside Playwright's own test runner, so this asks what
 * that matcher asks. The versions are pinned; a test holds that it still answers.
 */
export async function ariaLook(locator: Locator, snapshot: string): Promise<Verdict> {
  const ask: unknown = Reflect.get(locator, '_expect');
  assert(typeof ask === 'function', "Playwright's locators can be asked for an aria snapshot");
  const question = { expectedValue: snapshot, isNot: false, timeout: oneLookMs, title: '' };
  const answer: unknown = await Reflect.apply(ask, locator, ['to.match.aria', question]);
  assert(
    isObject(answer) && typeof answer['matches'] === 'boolean',
    'Playwright answers whether an aria snapshot matches',
  );
  if (answer['matches']) return { holds: true };
  const trouble = answer['errorMessage'];
  const detail = typeof trouble === 'string' ? stripVTControlCharacters(trouble) : '';
  if (isGone(new Error(detail))) throw new Error(detail);
  const received = isObject(answer['received']) ? answer['received']['value'] : undefined;
  const raw = isObject(received) ? received['raw'] : undefined;
  return { holds: false, observed: typeof raw === 'string' ? raw : null, detail };
}
