import { startPageProvider } from '../kit/page-provider.ts';
import { runTrial, type Kill } from './oncall-kill/trial.ts';

/*
 * Part of `npm run test:oncall`: the process that pages is killed at every record that it writes, just before and just after.
 * Afterwards nothing may be lost, and what a provider got twice says so.
 */
const provider = await startPageProvider();
let [trials, failed, duplicates] = [0, 0, 0];
for (let nth = 1, over = false; !over; nth += 1)
  for (const moment of ['before', 'after'] as const) {
    const kill: Kill = { nth, moment };
    const trial = await runTrial(provider, kill);
    trials += 1;
    duplicates += trial.duplicates;
    if (trial.lies.length > 0) failed += 1;
    const words = trial.wasKilled ? `killed ${moment} record ${nth}` : `ended before record ${nth}`;
    process.stdout.write(`${words}: ${trial.duplicates} sent twice and marked\n`);
    for (const lie of trial.lies) process.stdout.write(`  ✖ ${lie}\n`);
    // A worker that writes fewer records was not killed at all: every boundary has been walked.
    over = !trial.wasKilled;
  }
provider.close();
process.stdout.write(`${duplicates} notices sent twice over ${trials} nights, each marked\n`);
process.stdout.write(`${trials - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
