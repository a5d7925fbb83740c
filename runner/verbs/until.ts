import type { Page } from '@playwright/test';
import type { Check } from '../model/verb.ts';
import { watchPage } from './page-watch.ts';

/** After this many looks the page counts as restless: an animation by script, a countdown, a chat. */
const restlessLooks = 15;
const restlessGapMs = 60;

/**
 * Asks `check` again whenever the page changes, until it holds, says `final`, or the time is over; returns the last answer.
 * Every change counts: from the second on, each look is made with all frames watched since before it began.
 */
export async function untilTrue(page: Page, check: () => Promise<Check>, remainingMs: () => number): Promise<Check> {
  const first = await check();
  if (isLast(first, remainingMs())) return first;
  const watch = watchPage(page);
  try {
    for (let looks = 0; ; looks++) {
      await watch.arm();
      const answer = await check();
      const leftMs = remainingMs();
      if (isLast(answer, leftMs)) return answer;
      await watch.changed({ leftMs, gapMs: looks < restlessLooks ? 0 : restlessGapMs });
    }
  } finally {
    await watch.stop();
  }
}

function isLast(answer: Check, leftMs: number): boolean {
  return answer.ok || answer.final === true || leftMs <= 0;
}
