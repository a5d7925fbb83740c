import { Type } from 'typebox';
import { keyRules, templated } from '../model/marks.ts';
import { defineExpectation } from '../model/verb.ts';
import { placeOf } from '../page/look.ts';
import { text } from './text.ts';

export const loadedWithin = defineExpectation({
  name: 'loaded-within',
  summary: { ko: '마지막 이동이 이 시간 안에 끝났다.', en: 'The last navigation loaded within so many milliseconds.' },
  args: Type.Object({ ms: templated(Type.Integer({ minimum: 1, maximum: 600_000 })) }, keyRules({})),
  shorthand: 'ms',
  example: 'loaded-within: 3000',
  async check(world, args) {
    let ms: number | null;
    try {
      ms = await world.page.evaluate(readLoad);
    } catch (error) {
      // A document that is just being replaced has not loaded yet.
      if (placeOf(error) === null) throw error;
      ms = null;
    }
    const expected = `${args.ms} ms`;
    if (ms === null) return { ok: false, message: text.stillLoading(), expected };
    if (ms <= args.ms) return { ok: true };
    // A load that has ended does not become faster by waiting.
    return { ok: false, final: true, message: text.loadedLate({ ms }), expected, observed: `${ms} ms` };
  },
});

/** Runs in the page: milliseconds from the start of the navigation to its load event; null before that. */
function readLoad(): number | null {
  const [entry] = performance.getEntriesByType('navigation');
  if (!(entry instanceof PerformanceNavigationTiming) || entry.loadEventStart === 0) return null;
  return Math.round(entry.loadEventStart - entry.startTime);
}
