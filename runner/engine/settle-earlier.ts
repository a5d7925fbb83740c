import type { Bilingual } from '../base/bilingual.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import { SetupError } from '../model/trouble.ts';
import { recoverRuns, type Recovered, type Recovery } from './recover.ts';
import { targetOf } from './run-target.ts';
import { text } from './text.ts';

/**
 * Closes what earlier runs left before a new one begins. A driver that outlived its supervisor still acts on the target while it
 * cleans up, so a new run on that target waits for it; throws SetupError when it does not end.
 */
export async function settleEarlierRuns(
  work: Recovery,
  target: string,
  world: {
    readonly clock: Clock;
    readonly wait: (ms: number) => Promise<void>;
    readonly tell: (words: Bilingual) => void;
  },
): Promise<readonly Recovered[]> {
  const { clock } = world;
  const until = clock.elapsed() + limits.outlivedDriverMs;
  let told = false;
  for (;;) {
    const found = await recoverRuns(work);
    const outlived = found.find(
      (one) => one.kind === 'running' && one.by === 'driver' && targetOf(work.journal, one.runId) === target,
    );
    if (outlived === undefined) return found;
    const { runId } = outlived;
    if (clock.elapsed() >= until)
      throw new SetupError(text.driverStays({ runId, seconds: limits.outlivedDriverMs / 1_000 }));
    if (!told) world.tell(text.driverOutlived({ runId }));
    told = true;
    await world.wait(pollMs);
  }
}

const pollMs = 250;
