import type { Expect } from '@playwright/test';
import { stripVTControlCharacters } from 'node:util';
import { placeOf } from '../page/look.ts';

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

/** A matcher's own failure has a `matcherResult`; a page that is just moving on is no verdict yet. */
function failureOf(error: unknown): { readonly observed: string | null; readonly detail: string } | null {
  if (!(error instanceof Error)) return null;
  const detail = stripVTControlCharacters(error.message);
  if (placeOf(error) !== null) return { observed: null, detail };
  if (!('matcherResult' in error) || typeof error.matcherResult !== 'object' || error.matcherResult === null)
    return null;
  const actual = 'actual' in error.matcherResult ? error.matcherResult.actual : undefined;
  return { observed: typeof actual === 'string' ? actual : null, detail };
}
