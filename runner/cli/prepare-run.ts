import { createPlan } from '../engine/plan.ts';
import { preflight } from '../engine/preflight.ts';
import { makeFolder } from '../engine/writable-folder.ts';
import type { Plan, RunOptions } from '../model/plan.ts';
import { exitCodes } from './exit-codes.ts';
import { readPlanInputs, type Selecting } from './read-inputs.ts';
import type { Work } from './run-plan.ts';

/** Everything before the run opens. Returns the plan, or the exit code when there will be no run. */
export async function prepareRun(
  checklist: string,
  options: Selecting,
  work: Pick<Work, 'places' | 'driver' | 'surroundings'> & { readonly wishes: RunOptions },
): Promise<Plan | number> {
  const { places, driver, surroundings, wishes } = work;
  const { env, terminal } = surroundings;
  const read = await readPlanInputs(checklist, options, surroundings, driver.deviceNames);
  if (read === null) return exitCodes.usage;
  const plan = createPlan({ ...read, options: wishes });
  for (const folder of [places.reports, places.state, places.locks]) makeFolder(folder);
  const problem = await preflight({ plan, places, env });
  if (problem !== null) {
    terminal.complain(problem);
    return exitCodes.usage;
  }
  const notReady = await driver.ready;
  if (notReady === null) return plan;
  terminal.complain(notReady.message);
  return notReady.lost ? exitCodes.unknown : exitCodes.usage;
}
