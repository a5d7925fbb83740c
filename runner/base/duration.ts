const unitsMs = { ms: 1, s: 1_000, m: 60_000 } as const;

/** Milliseconds of `500ms`, `10s` or `2m`; null when the text is no duration. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,9})(ms|s|m)$/.exec(text);
  if (match === null) return null;
  const unit = match[2];
  if (unit !== 'ms' && unit !== 's' && unit !== 'm') return null;
  return Number(match[1]) * unitsMs[unit];
}
