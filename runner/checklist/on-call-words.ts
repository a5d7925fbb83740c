/** Words of an on-call file that stand for values. */
export const languages = ['ko', 'en'] as const;

/** In the order of JavaScript's days: Sunday is 0. */
export const days: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const unitsMs: { readonly [unit: string]: number } = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `30s`, `5m`, `12h` or `7d`; null when the text is none of them. */
export function parseWait(text: string): number | null {
  const match = /^(\d{1,6})(s|m|h|d)$/.exec(text);
  const unit = match?.[2] === undefined ? undefined : unitsMs[match[2]];
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
}
