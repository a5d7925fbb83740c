import { accessSync, constants, statfsSync } from 'node:fs';
import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import type { Plan } from '../model/plan.ts';
import { reachTarget } from './identify.ts';
import { loadGuards } from './gate-provider.ts';
import { text } from './text.ts';
import { unsealable } from './unsealable.ts';
import { folderWords } from './writable-folder.ts';

export type PreflightWork = {
  readonly plan: Plan;
  /** Folders that must be writable with room to spare. */
  readonly places: { readonly reports: string; readonly state: string };
  readonly env: NodeJS.ProcessEnv;
};

/** Everything that must hold before the first step. Returns what is wrong, with what to do, or null. */
export async function preflight({ plan, places, env }: PreflightWork): Promise<Bilingual | null> {
  for (const folder of [places.state, places.reports]) {
    const problem = folderProblem(folder);
    if (problem !== null) return problem;
  }
  const told = unsealable([...plan.checklist.sources, plan.target.source], env);
  if (told !== null) return told;
  const refused = await loadGuards(plan, env);
  if (refused !== null) return refused;
  const reached = await reachTarget(plan.target);
  return reached.kind === 'reached' ? null : reached.message;
}

/** What keeps a run from writing there, or null. */
export function folderProblem(folder: string): Bilingual | null {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    return text.folderNotWritable({ folder, why: folderWords(error) });
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  return free >= limits.diskFreeBytes
    ? null
    : text.diskLow({ folder, free: megabytes(free), needed: megabytes(limits.diskFreeBytes) });
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1_000_000)} MB`;
}
