import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listStaged, stagingFolder } from '../../../runner/archive/layout.ts';
import { unreachable } from '../../../runner/base/unreachable.ts';
import type { Project } from './project.ts';
import type { Witness } from './witness.ts';

/** When to strike. */
export type Moment =
  /** After the start of the command, before or after the run opens. */
  | { readonly kind: 'clock'; readonly ms: number }
  /** When so many pages were asked for. */
  | { readonly kind: 'pages'; readonly pages: number; readonly thenMs: number }
  /** When the report is being written. */
  | { readonly kind: 'sealing'; readonly thenMs: number };

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Spreads strikes over the whole life of a run: a fifth before it opens, some while it is sealed, most while steps run. */
export function pickMoment(
  random: () => number,
  life: { readonly openMs: number; readonly pages: number; readonly sealing: boolean },
): Moment {
  // While a report is sealed there is no driver and no browser any more.
  const where = random() * (life.sealing ? 1 : 0.8);
  if (where < 0.2) return { kind: 'clock', ms: Math.round(random() * life.openMs * 1.2) };
  if (where < 0.8)
    return { kind: 'pages', pages: 1 + Math.floor(random() * life.pages), thenMs: Math.round(random() * 200) };
  return { kind: 'sealing', thenMs: Math.round(random() * 60) };
}

export function tellMoment(moment: Moment): string {
  switch (moment.kind) {
    case 'clock':
      return `${moment.ms} ms after the start`;
    case 'pages':
      return `${moment.thenMs} ms after page ${moment.pages}`;
    case 'sealing':
      return `${moment.thenMs} ms into sealing`;
    default:
      return unreachable(moment);
  }
}

/** Resolves at the moment, or at once when the command has ended before it came. */
export async function waitFor(
  moment: Moment,
  project: Project,
  witness: Witness,
  ended: Promise<unknown>,
): Promise<void> {
  switch (moment.kind) {
    case 'clock':
      return first(ended, wait(moment.ms));
    case 'pages':
      await first(ended, witness.hits(moment.pages));
      return first(ended, wait(moment.thenMs));
    case 'sealing':
      await untilSealing(project, ended);
      return first(ended, wait(moment.thenMs));
    default:
      return unreachable(moment);
  }
}

export function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

async function first(...these: readonly Promise<unknown>[]): Promise<void> {
  await Promise.race(these);
}

async function untilSealing(project: Project, ended: Promise<unknown>): Promise<void> {
  const end = ended.then(() => 'ended' as const);
  while (!listStaged(project.reports).some((id) => isBeingSealed(project, id))) {
    if ((await Promise.race([end, wait(1)])) === 'ended') return;
  }
}

function isBeingSealed(project: Project, runId: string): boolean {
  return existsSync(join(stagingFolder(project.reports, runId), 'report.json'));
}
