/** Waits before each try; the later ones go slowly on while the second path is already climbing. */
export const retryWaitsMs = [0, 2_000, 5_000, 10_000, 20_000, 40_000, 120_000, 120_000, 120_000] as const;
const jitter = 0.2;
/** A provider that asks for more than this is waited for no longer; people are asleep meanwhile. */
const longestRetryAfterMs = 120_000;

/** When try number `attempt` that failed is made again; null: never. `random` is between 0 and 1. */
export function nextTryMs(given: {
  readonly attempt: number;
  readonly endedMs: number;
  readonly retryAfterMs: number | null;
  readonly random: number;
}): number | null {
  const { attempt, endedMs, retryAfterMs, random } = given;
  const waitMs = retryWaitsMs[attempt];
  if (waitMs === undefined) return null;
  // Many runs that failed at one moment must not come back at one moment.
  const spreadMs = Math.round(waitMs * (1 + jitter * (2 * random - 1)));
  return endedMs + Math.max(spreadMs, Math.min(retryAfterMs ?? 0, longestRetryAfterMs));
}
