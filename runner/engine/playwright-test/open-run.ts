import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { newRunId } from '../../base/ids.ts';
import { packageVersion } from '../../base/own-package.ts';
import type { Redactor } from '../../base/redact.ts';
import { stagingFolder } from '../../archive/layout.ts';
import { openJournal } from '../../journal/store.ts';
import type { Journal } from '../../model/journal.ts';
import type { Plan } from '../../model/plan.ts';
import { openedEvent } from '../plan.ts';
import type { Inputs } from './inputs.ts';
import { Refusal } from './refusal.ts';
import { readDoor, readRun, type OpenRun } from './run-link.ts';
import { createRunPlan, type PlanFacts } from './run-plan.ts';
import { text } from './text.ts';

/** The run that a worker writes to. */
export type WorkersRun = OpenRun & {
  readonly mode: 'recorded' | 'authoring';
  readonly plan: Plan;
  readonly journal: Journal;
  readonly runFolder: string;
  readonly lockFolder: string;
  /** The Chromium that the configuration chose. */
  readonly executable: string | null;
};

/**
 * Opens, in a worker, the run that the reporter has begun; in UI mode and editors, which have no reporters, one of the worker's own
 * that is never archived. Throws a Refusal when nothing would be recorded, or when the checklist is no longer what the run holds.
 */
export function openWorkersRun(inputs: Inputs, section: string, facts: PlanFacts, redactor: Redactor): WorkersRun {
  const door = readDoor();
  const found = readRun(inputs.file);
  if (found === null && door.mode === 'recorded') throw new Refusal(text.noRun());
  const isRecorded = found !== null;
  const run = found ?? { runId: newRunId(systemClock), chosen: [section] };
  const state = isRecorded ? door.state : join(door.state, 'authoring');
  const runFolder = stagingFolder(isRecorded ? door.reports : join(state, 'reports'), run.runId);
  mkdirSync(runFolder, { recursive: true });
  const plan = createRunPlan(inputs, run.chosen, facts);
  const journal = openJournal(join(state, 'journal.sqlite'), { clock: systemClock, redactor });
  if (isRecorded) refuseChanges(journal, run.runId, inputs);
  else journal.append(run.runId, openedEvent(plan, { version: packageVersion(), door: 'playwright-test' }));
  return {
    ...run,
    mode: isRecorded ? 'recorded' : 'authoring',
    plan,
    journal,
    runFolder,
    lockFolder: join(door.state, 'locks'),
    executable: door.executable,
  };
}

/** The report freezes the files as they were when the run began; what is run must be what it shows. */
function refuseChanges(journal: Journal, runId: string, { checklist, target }: Inputs): void {
  const opened = journal.events(runId).flatMap(({ event }) => (event.kind === 'run.opened' ? [event] : []));
  const frozen = new Map(opened.flatMap(({ frozen }) => frozen.map(({ file, sha256 }) => [file, sha256] as const)));
  const changed = [...checklist.sources, target.source].find(({ file, sha256 }) => frozen.get(file) !== sha256);
  if (changed === undefined) return;
  journal.close();
  throw new Refusal(text.changedMeanwhile({ file: changed.file }));
}
