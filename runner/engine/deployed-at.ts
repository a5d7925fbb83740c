import type { JsonValue } from '../base/json.ts';

/** ISO 8601 with its zone, to the minute at least; a time without a zone could be any of twenty-four. */
const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})$/;
/** As HTTP writes dates: `Sun, 22 Nov 2026 15:12:04 GMT`. */
const http = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const unix = /^\d{10}(\d{3})?$/;

/** When a build was deployed, as its shop says it, in UTC. Null: no instant that could be told without guessing. */
export function readDeployedAt(said: JsonValue | undefined): string | null {
  if (typeof said !== 'string' && typeof said !== 'number') return null;
  const words = String(said).trim();
  if (unix.test(words)) return new Date(Number(words) * (words.length === 10 ? 1_000 : 1)).toISOString();
  if (!zoned.test(words) && !http.test(words)) return null;
  const at = Date.parse(words);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
