import type { GatewayBench } from '../../kit/gateway-window.ts';
import { runTrial, stories, type Trial } from './trial.ts';

/**
 * Trials one after another: each story in turn, killed at a random moment; every third settler is killed too. The first is left to its
 * end, so that on the slowest machine, too, somebody has paid.
 */
export async function runSeries(
  gateway: GatewayBench,
  times: number,
  tell: (trial: Trial, index: number) => void,
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (let index = 0; index < times; index += 1) {
    const story = stories[index % stories.length] ?? { name: 'as declared', knobs: {} };
    const killMs = index === 0 ? null : Math.random() * killWithinMs;
    const killSettlerMs = index % 3 === 2 ? Math.random() * settleWithinMs : null;
    const trial = await runTrial(gateway, { story, killMs, killSettlerMs });
    trials.push(trial);
    tell(trial, index);
  }
  return trials;
}

/** About as long as two payments and a drill take here; a kill that comes later finds the runner done, which is a trial too. */
const killWithinMs = 700;
const settleWithinMs = 120;
