const kstOffsetMs = 9 * 60 * 60 * 1_000;

/** True for a date of the calendar in the form `2026-12-31`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** True for a moment as we write it, `2026-12-31T00:00:00.000Z`, which any clock on earth can show. */
export function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The calendar day in Korea at that moment, as `2026-12-31`. Korea has had no summer time since 1988. */
export function dayInKorea(epochMs: number): string {
  return new Date(epochMs + kstOffsetMs).toISOString().slice(0, 10);
}
