import type { Clock } from '../../base/clock.ts';

/** Says whether one more is allowed for a key. */
export type RateLimit = (key: string) => boolean;

/** So many a minute for each key, all at once if need be. Remembers a bounded number of keys, the latest. */
export function createRateLimit(
  clock: Clock,
  { perMinute, keys = 1_000 }: { perMinute: number; keys?: number },
): RateLimit {
  const buckets = new Map<string, { readonly left: number; readonly atMs: number }>();
  return (key) => {
    const nowMs = clock.elapsed();
    const known = buckets.get(key) ?? { left: perMinute, atMs: nowMs };
    const left = Math.min(perMinute, known.left + ((nowMs - known.atMs) / 60_000) * perMinute);
    buckets.delete(key);
    buckets.set(key, { left: left < 1 ? left : left - 1, atMs: nowMs });
    for (const oldest of buckets.keys()) {
      if (buckets.size <= keys) break;
      buckets.delete(oldest);
    }
    return left >= 1;
  };
}
