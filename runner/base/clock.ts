/** The world's time, passed in so that tests own it. */
export type Clock = {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Milliseconds on a clock that never steps back. */
  elapsed(): number;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
};

/** `2026-11-22 00:30:05 KST (+09:00)` for people; stored times stay UTC. */
export function formatKst(epochMs: number): string {
  // Nine hours in every season since 1988. Loading the world's time zones takes longer than many a command.
  const [day = '', time = ''] = new Date(epochMs + kstOffsetMs).toISOString().split('T');
  return `${day} ${time.slice(0, 8)} KST (+09:00)`;
}

const kstOffsetMs = 9 * 3_600_000;
