import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveDesk } from '../../archive/desk.ts';
import { stagingFolder } from '../../archive/layout.ts';
import { languageOf } from '../../base/bilingual.ts';
import { systemClock } from '../../base/clock.ts';
import { newRunId } from '../../base/ids.ts';
import { packageVersion } from '../../base/own-package.ts';
import type { Redactor } from '../../base/redact.ts';
import { acquireLock, type Lock } from '../../journal/lock.ts';
import { openJournal } from '../../journal/store.ts';
import type { RunEvent } from '../../model/event.ts';
import type { Journal } from '../../model/journal.ts';
import { closeRun } from '../../report/close.ts';
import type { Signer } from '../../sign/signer.ts';
import { finishRun, type FinishedRun } from '../finish-run.ts';
import type { FreezeNow } from '../freeze.ts';
import { identifiedEvent, identifyDeployment } from '../identify.ts';
import { supervisorLock } from '../locks.ts';
import { openMoneyDesk, type MoneyDesk } from '../money-desk.ts';
import { openedEvent, openingOf } from '../plan.ts';
import { recoverRuns } from '../recover.ts';
import { standingOn } from '../standing.ts';
import { text as engineText } from '../text.ts';
import type { Inputs } from './inputs.ts';
import type { Chosen, Prepared } from './prepare.ts';
import type { Door, OpenRun } from './run-link.ts';
import { createRunPlan, type PlanFacts } from './run-plan.ts';
import { text } from './text.ts';

/** How Playwright saw the end: the sections whose tests did not pass, and errors that belong to no test. */
export type Ending = {
  readonly failed: readonly { readonly file: string; readonly section: string }[];
  readonly errors: readonly string[];
};

/** The runs of one `npx playwright test`, one a checklist, from their opening to their signed reports. */
export type RecordedRuns = {
  /** Closes what earlier processes left behind. Returns a line for people about each. */
  recover(): Promise<readonly string[]>;
  open(chosen: Chosen, prepared: Prepared, facts: PlanFacts): { readonly [file: string]: OpenRun };
  /** Records, at once, that everything is being stopped. The first word counts. */
  abort(by: string): void;
  /** Closes, reports, signs and archives every run. */
  finish(ending: Ending): Promise<readonly FinishedRun[]>;
  close(): void;
};

type Places = {
  readonly journal: Journal;
  readonly reports: string;
  readonly lockFolder: string;
  readonly signer: Signer;
  readonly redactor: Redactor;
  readonly money: MoneyDesk;
  readonly archive: ArchiveDesk;
  readonly freeze: FreezeNow;
};
/** Who signs the reports, and the archive that they go to. */
export type Signing = { readonly signer: Signer; readonly archive: ArchiveDesk };

type Run = { readonly runId: string; readonly lock: Lock; readonly inputs: Inputs };

export function recordRuns(door: Door, signing: Signing, redactor: Redactor): RecordedRuns {
  const { state, reports } = door;
  const lockFolder = join(state, 'locks');
  const journal = openJournal(join(state, 'journal.sqlite'), { clock: systemClock, redactor });
  const money = openMoneyDesk({ journal, lockFolder, clock: systemClock, env: process.env, redactor });
  const places: Places = {
    journal,
    reports,
    lockFolder,
    ...signing,
    redactor,
    money,
    // Checklists are named from here; Playwright's workers stand here, too.
    freeze: { version: packageVersion(), workingDirectory: process.cwd() },
  };
  const runs: Run[] = [];
  let aborted = false;
  return {
    async recover() {
      const recovered = await recoverRuns(places);
      return recovered.flatMap((one) => (one.kind === 'closed' ? [tellRecovered(one.runId, one.finished)] : []));
    },
    open(chosen, prepared, facts) {
      const link: { [file: string]: OpenRun } = {};
      for (const [file, ids] of chosen) {
        const run = openOne(places, prepared, { file, ids, facts });
        runs.push(run);
        link[file] = { runId: run.runId, chosen: ids };
      }
      return link;
    },
    abort(by) {
      if (aborted) return;
      aborted = true;
      const message = engineText.aborted({ by });
      for (const { runId } of runs) journal.append(runId, { kind: 'run.aborting', by, message });
    },
    async finish(ending) {
      const finished: FinishedRun[] = [];
      for (const run of runs) finished.push(await endOne(places, run, ending));
      return finished;
    },
    close: () => journal.close(),
  };
}

function openOne(
  { journal, reports, lockFolder, archive }: Places,
  { inputs, builds }: Prepared,
  { file, ids, facts }: { readonly file: string; readonly ids: readonly string[]; readonly facts: PlanFacts },
): Run {
  const read = inputs.get(file);
  if (read === undefined) throw new Error(`${file} was not prepared`);
  const runId = newRunId(systemClock);
  const lock = acquireLock(lockFolder, supervisorLock(runId));
  if (lock === null) throw new Error(`run id ${runId} is taken`);
  mkdirSync(stagingFolder(reports, runId), { recursive: true });
  const plan = createRunPlan(read, ids, facts);
  archive.opening(openingOf(plan, runId));
  journal.appendAll(runId, [
    openedEvent(plan, { version: packageVersion(), door: 'playwright-test' }),
    identifiedEvent('start', builds.get(file) ?? { fingerprint: null, source: 'none' }),
    standingOn(journal, 'start', { targetId: plan.target.id, runId }),
  ]);
  return { runId, lock, inputs: read };
}

async function endOne(places: Places, { runId, lock, inputs }: Run, ending: Ending): Promise<FinishedRun> {
  const { journal } = places;
  journal.append(runId, identifiedEvent('end', await identifyDeployment(inputs.target)));
  const sections = ending.failed.flatMap(({ file, section }) => (file === inputs.file ? [section] : []));
  const seen = [...sections, ...ending.errors];
  const { verdict } = closeRun(journal.events(runId), 'reporter');
  if (verdict === 'GO' && seen.length > 0) journal.append(runId, disagreement(seen));
  const finished = await finishRun({ ...places, runId, by: 'reporter', target: inputs.target });
  lock.release();
  return finished;
}

/** All steps passed on record, yet Playwright saw something fail: a worker that died, a browser that did not close. */
function disagreement(seen: readonly string[]): RunEvent {
  const message = text.disagrees({ seen: seen.join('; ') });
  return { kind: 'guard.tripped', guard: 'playwright-test', step: null, message, money: false };
}

function tellRecovered(runId: string, { doc, folder }: FinishedRun): string {
  return text.recovered({ runId, verdict: doc.verdict, path: folder })[languageOf(process.env)];
}
