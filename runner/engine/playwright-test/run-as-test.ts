import { test, type Browser, type TestInfo } from '@playwright/test';
import { languageOf } from '../../base/bilingual.ts';
import { systemClock } from '../../base/clock.ts';
import { acquireLock } from '../../journal/lock.ts';
import type { Section } from '../../model/checklist.ts';
import type { RunEvent } from '../../model/event.ts';
import { createNetworkWall, networkWallState, type BrowserWall } from '../../network/wall.ts';
import type { Door } from '../door.ts';
import { createEvidenceStore } from '../evidence.ts';
import { createGateProvider } from '../gate-provider.ts';
import { driverLock } from '../locks.ts';
import { trackOutcomes } from '../outcomes.ts';
import { runSection } from '../run-section.ts';
import { createSecrets, environmentRedactor } from '../secrets.ts';
import { contextOptions, openSession } from '../session.ts';
import { text as engineText } from '../text.ts';
import { baseVariables } from '../variables.ts';
import { closedGates } from './closed-gates.ts';
import { vocabulary, type Inputs } from './inputs.ts';
import { openWorkersRun, type WorkersRun } from './open-run.ts';
import { Refusal } from './refusal.ts';
import { sectionsOfTest } from './run-plan.ts';
import type { SectionLife } from './section-life.ts';
import { showLeftOut } from './show-left-out.ts';
import { showStep, showWord, type Stand } from './show-step.ts';
import { text } from './text.ts';
import { waitForLocks } from './wait-for-locks.ts';

export type SectionTest = {
  readonly inputs: Inputs;
  readonly section: string;
  readonly browser: Browser;
  readonly testInfo: TestInfo;
  readonly life: SectionLife;
};

/** Runs a section, and before it what it needs and nobody else runs, as the body of one test. */
export async function runAsTest(work: SectionTest): Promise<void> {
  const { inputs, section: id, browser, testInfo, life } = work;
  const name = browser.browserType().name();
  if (name !== 'chromium') throw new Refusal(text.onlyChromium({ browser: name }));
  const redactor = environmentRedactor(process.env);
  const headed = testInfo.project.use.headless === false;
  const run = openWorkersRun(inputs, id, { workers: testInfo.config.workers, headed }, redactor);
  const { journal, lockFolder, plan } = run;
  // Says to `postflight recover` that somebody still writes. One worker is the rule; of several, Playwright alone knows.
  const alive = testInfo.config.workers === 1 ? acquireLock(lockFolder, driverLock(run.runId)) : null;
  try {
    const events = eventsOf(run);
    const started = new Set(events.flatMap((event) => (event.kind === 'section.started' ? [event.section] : [])));
    if (started.has(id)) throw new Refusal(text.alreadyRan({ section: id }));
    const sections = sectionsOfTest(inputs, plan, id, { chosen: run.chosen, started });
    recordWorker(run, events, browser, headed);
    const stand: Stand = { testInfo, runFolder: run.runFolder, redactor };
    const door = openDoor(work, run, stand);
    const money = sections.flatMap(({ steps }) => steps).filter(({ effect }) => effect === 'money');
    const moneyMs = Math.max(0, ...money.map(({ timeoutMs }) => timeoutMs));
    await life.run(() => runInOrder(work, run, door, stand, sections), { moneyMs });
  } finally {
    journal.close();
    alive?.release();
  }
}

async function runInOrder(
  { section: id, browser, testInfo, life }: SectionTest,
  run: WorkersRun,
  door: Door,
  stand: Stand,
  sections: readonly Section[],
): Promise<void> {
  const locks = await waitForLocks(run.lockFolder, sections, life.abort);
  try {
    await behindWall(run, browser, async (guarded) => {
      for (const section of sections) {
        const { title, at, device } = section;
        const body = async (): Promise<void> => {
          const track = testInfo.parallelIndex + 1;
          const open = () => openSession(browser, contextOptions(run.plan, device), systemClock, guarded);
          await runSection({ door, section, vocabulary, track, openSession: open });
          await showLeftOut(stand, section, eventsOf(run));
        };
        const needed = text.neededBy({ section: section.id, title })[languageOf(process.env)];
        if (section.id === id) await body();
        else await test.step(needed, body, { location: { file: at.file, line: at.line, column: at.column } });
      }
    });
  } finally {
    for (const lock of locks) lock.release();
  }
}

/** The browser is Playwright's and outlives the test; the wall around the run's part in it does not. */
async function behindWall(
  { plan, journal, runId }: WorkersRun,
  browser: Browser,
  work: (guarded: BrowserWall) => Promise<void>,
): Promise<void> {
  const record = (event: RunEvent): void => void journal.append(runId, event);
  const wall = createNetworkWall({ target: plan.target, record, env: process.env, own: null });
  const guarded = await wall.guard(browser);
  try {
    await work(guarded);
  } finally {
    // A browser that is gone has no wall to take down.
    await guarded.lower().catch(() => undefined);
    record(wall.compared());
  }
}

function openDoor({ life }: SectionTest, run: WorkersRun, stand: Stand): Door {
  const { plan, runId, journal } = run;
  const { redactor } = stand;
  const secrets = createSecrets(process.env, redactor);
  const outcomes = trackOutcomes(plan.sections);
  // What is needed may have run in another worker: the journal knows how it ended.
  for (const event of eventsOf(run)) {
    if (event.kind !== 'step.finished') continue;
    if (event.reason?.kind === 'condition') outcomes.note(event.step, event.status, 'condition');
    else outcomes.note(event.step, event.status);
  }
  return {
    plan,
    runId,
    journal,
    clock: systemClock,
    redactor,
    secrets,
    evidence: createEvidenceStore(run.runFolder, redactor),
    outcomes,
    abort: life.abort,
    abortedBy: () => life.abortedBy(),
    gates:
      run.mode === 'recorded'
        ? createGateProvider({
            journal,
            runId,
            plan,
            secrets,
            clock: systemClock,
            env: process.env,
            lockFolder: run.lockFolder,
            walls: [networkWallState],
          })
        : closedGates,
    personFor: () => ({ ask: () => Promise.resolve({ kind: 'nobody', message: engineText.nobodyAsked() }) }),
    around: (step, body) => showStep(stand, { title: `${step.id} ${step.title}`, at: step.at }, body),
    aroundWord: (word, body) => showWord(stand, word, body),
    noticed: () => undefined,
    baseVariables: () => baseVariables(plan, runId),
  };
}

/** Once a worker: who works on the run, and with which browser. */
function recordWorker(run: WorkersRun, events: readonly RunEvent[], browser: Browser, headed: boolean): void {
  if (events.some((event) => event.kind === 'driver.started' && event.pid === process.pid)) return;
  const type = browser.browserType();
  run.journal.appendAll(run.runId, [
    { kind: 'driver.started', pid: process.pid },
    {
      kind: 'browser.launched',
      name: type.name(),
      version: browser.version(),
      executable: run.executable ?? type.executablePath(),
      headed,
    },
  ]);
}

function eventsOf({ journal, runId }: WorkersRun): readonly RunEvent[] {
  return journal.events(runId).map(({ event }) => event);
}
