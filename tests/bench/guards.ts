import { join } from 'node:path';
import { without } from '../proofs/without-layer/environment.ts';
import { runChecklist, sources } from './checklist-side.ts';
import type { BenchOptions } from './options.ts';
import { spread } from './statistics.ts';
import { load, ratio, say, seconds } from './tell.ts';
import { inNewWorld } from './world.ts';

/*
 * `npm run bench -- --guards`: the same checklist with everything that stands between it and real money, and with none of it. Both go
 * through the same detour of the loader, so that only the guards differ.
 */

/** Runs the pairs, the order turning with each, and tells ratios of wall and processor time. */
export async function benchGuards({ pairs, only, distanceMs }: BenchOptions, folder: string): Promise<void> {
  const side = (what: 'nothing' | 'everything', number: number) =>
    inNewWorld(distanceMs, (world) =>
      runChecklist({ world, only, folder: join(folder, `${what}-${number}`), more: without(what), program: sources }),
    );
  const walls: number[] = [];
  const cpus: number[] = [];
  say('with guards / without');
  for (let number = 1; number <= pairs; number++) {
    const first = number % 2 === 1 ? await side('nothing', number) : null;
    const bare = await side('everything', number);
    const guarded = first ?? (await side('nothing', number));
    walls.push(guarded.wallMs / bare.wallMs);
    if (guarded.cpuMs !== null && bare.cpuMs !== null) cpus.push(guarded.cpuMs / bare.cpuMs);
    const cpu = [guarded, bare].map(({ cpuMs }) => (cpuMs === null ? '–' : seconds(cpuMs))).join(' / ');
    say(
      `pair ${number}  wall ${seconds(guarded.wallMs)} / ${seconds(bare.wallMs)}  ratio ${ratio(guarded.wallMs / bare.wallMs)}  CPU ${cpu}  load ${load()}`,
    );
  }
  say(`wall with guards to without  ${spread(walls, ratio)}`);
  say(`CPU with guards to without   ${spread(cpus, ratio)}`);
}
