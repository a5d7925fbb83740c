import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FullConfig, TestCase } from '@playwright/test/reporter';
import { acquireLock, type Lock } from '../../journal/lock.ts';
import { identifyDeployment, type Identified } from '../identify.ts';
import { targetLock } from '../locks.ts';
import { preflight } from '../preflight.ts';
import { text as engineText } from '../text.ts';
import { readInputs, type Inputs } from './inputs.ts';
import { Refusal } from './refusal.ts';
import type { Door } from './run-link.ts';
import { createRunPlan, type PlanFacts } from './run-plan.ts';
import { text } from './text.ts';

/** Ids of the sections that have a test, by checklist file. */
export type Chosen = ReadonlyMap<string, readonly string[]>;

/** What was learnt before the run: the checklists as they were then, and the build that answered. */
export type Prepared = {
  readonly inputs: ReadonlyMap<string, Inputs>;
  readonly builds: ReadonlyMap<string, Identified>;
  readonly locks: readonly Lock[];
};

/**
 * Everything that must hold before the first test, for all checklists that may run: the same preflight as `postflight run`'s.
 * Throws a Refusal; nothing has been opened then.
 */
export async function prepareRuns(chosen: Chosen, door: Door, facts: PlanFacts): Promise<Prepared> {
  const places = { reports: door.reports, state: door.state };
  const lockFolder = join(door.state, 'locks');
  for (const folder of [door.reports, door.state, lockFolder]) mkdirSync(folder, { recursive: true });
  const inputs = new Map<string, Inputs>();
  const builds = new Map<string, Identified>();
  const locks = new Map<string, Lock>();
  try {
    for (const [file, ids] of chosen) {
      const read = readInputs(file, door.target);
      inputs.set(file, read);
      const { target } = read;
      if (!locks.has(target.id)) locks.set(target.id, lockTarget(lockFolder, target));
      const problem = await preflight({ plan: createRunPlan(read, ids, facts), places, env: process.env });
      if (problem !== null) throw new Refusal(problem);
      builds.set(file, await identifyDeployment(target));
    }
  } catch (error) {
    for (const lock of locks.values()) lock.release();
    throw error;
  }
  return { inputs, builds, locks: [...locks.values()] };
}

/** The sections of these tests, by checklist. Throws a Refusal when one would run more than once. */
export function chooseSections(config: FullConfig, tests: readonly TestCase[]): Chosen {
  if (config.projects.some((project) => project.retries > 0)) throw new Refusal(text.noRetries());
  const chosen = new Map<string, string[]>();
  for (const test of tests) {
    const place = sectionOf(test);
    if (place === null) continue;
    const ids = chosen.get(place.file) ?? [];
    if (ids.includes(place.section)) throw new Refusal(text.twiceInOneRun({ section: place.section }));
    chosen.set(place.file, [...ids, place.section]);
  }
  return chosen;
}

/** The section that a test runs; null for a team's own tests beside the checklists. */
export function sectionOf(test: TestCase): { readonly file: string; readonly section: string } | null {
  const note = (type: string): string | undefined =>
    test.annotations.find((annotation) => annotation.type === type)?.description;
  const [file, section] = [note('postflight-checklist'), note('postflight-section')];
  return file === undefined || section === undefined ? null : { file, section };
}

function lockTarget(folder: string, target: Inputs['target']): Lock {
  const lock = acquireLock(folder, targetLock(target.id));
  if (lock === null) throw new Refusal(engineText.lockHeld({ target: target.title }));
  return lock;
}
