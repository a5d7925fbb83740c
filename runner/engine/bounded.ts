import { Aborted, type Stage } from './stage.ts';

/** The work did not stop at its limit. */
export class Hung extends Error {
  override readonly name = 'Hung';
}

/** How long work may overrun its deadline before it counts as hung: every wait in a verb already ends at the deadline. */
const overrunMs = 3_000;
/** How often is looked whether a payment has ended, once the step's own time is over; it is given the overrun again then. */
const payingLookMs = overrunMs;

/** Waits for the work of a stage until its deadline and a little more, or until the run is told to stop. */
export async function bounded(stage: Stage, work: Promise<void>): Promise<void> {
  const { door } = stage;
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const limit = new Promise<never>((_, reject) => {
    const wait = (ms: number): void => {
      timer = setTimeout(() => {
        // A payment that was begun is seen to its end: the gate has time limits of its own.
        if (stage.paying === null) reject(new Hung());
        else wait(payingLookMs);
      }, ms);
    };
    wait(Math.max(0, stage.deadlineMs - door.clock.elapsed()) + overrunMs);
    if (stage.step.effect === 'money') return;
    onAbort = () => reject(new Aborted());
    if (door.abort.aborted) onAbort();
    door.abort.addEventListener('abort', onAbort, { once: true });
  });
  // When the limit wins, the work's own later rejection has nobody left to hear it.
  work.catch(() => undefined);
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) door.abort.removeEventListener('abort', onAbort);
  }
}
