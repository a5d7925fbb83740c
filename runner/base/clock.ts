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

const kst = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `2026-11-22 00:30:05 KST (+09:00)` for people; stored times stay UTC. */
export function formatKst(epochMs: number): string {
  return `${kst.format(epochMs)} KST (+09:00)`;
}
