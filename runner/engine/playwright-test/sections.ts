import { setTimeout as sleep } from 'node:timers/promises';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Browser, type TestInfo } from '@playwright/test';
import { systemClock } from '../../base/clock.ts';
import { newRunId } from '../../base/ids.ts';
import { createRedactor } from '../../base/redact.ts';
import { stagingFolder } from '../../archive/layout.ts';
import { acquireLock, type Lock } from '../../journal/lock.ts';
import { openJournal } from '../../journal/store.ts';
import type { Section, Step } from '../../model/checklist.ts';
import type { RunEvent } from '../../model/event.ts';
import type { Plan } from '../../model/plan.ts';
import { StepFailure } from '../../model/trouble.ts';
import type { Door, ShownStep } from '../door.ts';
import { createEvidenceStore } from '../evidence.ts';
import { createGateProvider } from '../gate-provider.ts';
import { sectionLock } from '../locks.ts';
import { trackOutcomes } from '../outcomes.ts';
import { createPlan, openedEvent } from '../plan.ts';
import { runSection } from '../run-section.ts';
import { createSecrets } from '../secrets.ts';
import { contextOptions, openSession } from '../session.ts';
import { text } from '../text.ts';
import { baseVariables } from '../variables.ts';
import { readInputs, vocabulary } from './inputs.ts';
import { readLink, type RunLink } from './run-link.ts';

export const test = base;

/** The body of a section's test; called by the generated file on the section's YAML line. */
export function section(checklistFile: string, target: string | null, id: string) {
  return async ({ browser }: { browser: Browser }, testInfo: TestInfo): Promise<void> => {
    const { checklist, target: where } = readInputs(checklistFile, target ?? undefined);
    const plan = createPlan({
      checklist,
      target: where,
      sections: checklist.sections,
      options: { tracks: 1, headed: false, debug: process.env['PWDEBUG'] !== undefined, trace: 'off', confirm: true },
    });
    const own = plan.sections.find((one) => one.id === id);
    if (own === undefined) throw new Error(`${checklistFile} has no section ${id} any more; run again`);
    await runAsTest({ plan, section: own, browser, testInfo, link: linkOf(checklistFile, plan) });
  };
}

type OwnLink = Omit<RunLink, 'runs'> & { readonly runId: string };

/** The reporter's run, or, in UI mode where reporters do not run, one of this worker's own that is never archived. */
function linkOf(checklistFile: string, plan: Plan): OwnLink {
  const link = readLink();
  const runId = link?.runs[checklistFile];
  if (link !== null && runId !== undefined) return { ...link, runId };
  const folder = join(tmpdir(), 'postflight-authoring');
  mkdirSync(folder, { recursive: true });
  const own = {
    runId: newRunId(systemClock),
    journalFile: join(folder, 'journal.sqlite'),
    lockFolder: folder,
    reports: folder,
  };
  const journal = openJournal(own.journalFile, { clock: systemClock, redactor: createRedactor([]) });
  journal.append(own.runId, openedEvent(plan, { version: 'authoring', door: 'playwright-test' }));
  journal.close();
  return own;
}

type SectionTest = {
  readonly plan: Plan;
  readonly section: Section;
  readonly browser: Browser;
  readonly testInfo: TestInfo;
  readonly link: OwnLink;
};

async function runAsTest({ plan, section, browser, testInfo, link }: SectionTest): Promise<void> {
  const redactor = createRedactor([]);
  const journal = openJournal(link.journalFile, { clock: systemClock, redactor });
  const secrets = createSecrets(process.env, redactor);
  const { runId } = link;
  const outcomes = trackOutcomes(plan.sections);
  const note = (event: RunEvent): void => {
    if (event.kind !== 'step.finished') return;
    if (event.reason?.kind === 'condition') outcomes.note(event.step, event.status, 'condition');
    else outcomes.note(event.step, event.status);
  };
  // Sections that are needed ran earlier, in this worker or another: the journal knows how they ended.
  for (const { event } of journal.events(runId)) note(event);
  const runFolder = stagingFolder(link.reports, runId);
  const door: Door = {
    plan,
    runId,
    journal,
    clock: systemClock,
    redactor,
    secrets,
    evidence: createEvidenceStore(runFolder, redactor),
    outcomes,
    abort: new AbortController().signal,
    abortedBy: () => '',
    gates: createGateProvider({ journal, runId, plan, secrets, clock: systemClock, env: process.env }),
    personFor: () => ({ ask: () => Promise.resolve({ kind: 'nobody', message: text.nobodyAsked() }) }),
    around: (step, body) => showStep(step, body, testInfo),
    noticed: () => undefined,
    baseVariables: () => baseVariables(plan, runId),
  };
  const locks = await takeLocks(link.lockFolder, section);
  try {
    await runSection({
      door,
      section,
      vocabulary,
      track: testInfo.parallelIndex + 1,
      openSession: () => openSession(browser, contextOptions(plan, section.device), systemClock),
    });
    await showEnd(
      journal.events(runId).map(({ event }) => event),
      section,
      testInfo,
    );
  } finally {
    for (const lock of locks) lock.release();
    journal.close();
  }
}

/** Shows one step as a test step at its YAML place; its failure fails the test but not the steps after it. */
async function showStep(step: Step, body: () => Promise<ShownStep>, testInfo: TestInfo): Promise<void> {
  const location = { file: step.at.file, line: step.at.line, column: step.at.column };
  try {
    await test.step(
      `${step.id} ${step.title}`,
      async () => {
        const { failed } = await body();
        if (failed !== null) throw pointAtYaml(failed, step);
      },
      { location },
    );
  } catch (error) {
    const trouble = error instanceof Error ? error : new Error(String(error));
    testInfo.errors.push({
      message: trouble.message,
      ...(trouble.stack === undefined ? {} : { stack: trouble.stack }),
    });
    testInfo.status = 'failed';
  }
}

/** Steps that never ran have no test step; a section that is not whole must not look green. */
async function showEnd(events: readonly RunEvent[], section: Section, testInfo: TestInfo): Promise<void> {
  const ids = new Set(section.steps.map((step) => step.id));
  const ended = events.flatMap((event) => (event.kind === 'step.finished' && ids.has(event.step) ? [event] : []));
  for (const step of section.steps) {
    const last = ended.filter((event) => event.step === step.id).at(-1);
    const isShown = last !== undefined && last.attempt > 0;
    const isLeftOut = last?.status === 'waived' || last?.reason?.kind === 'condition';
    if (isShown || isLeftOut) continue;
    const message = last?.reason?.message.en ?? 'not run';
    await showStep(
      step,
      () =>
        Promise.resolve({ failed: new StepFailure({ ko: message, en: `${last?.status ?? 'not-run'}: ${message}` }) }),
      testInfo,
    );
  }
}

/** Makes the YAML line the first frame, so that Playwright prints the checklist and not our code. */
function pointAtYaml(failed: Error, step: Step): Error {
  const at = failed instanceof StepFailure && failed.at !== undefined ? failed.at : step.at;
  const details = failed instanceof StepFailure ? [failed.expected, failed.observed] : [];
  const words = [
    failed.message,
    ...(details[0] === undefined ? [] : [`  expected: ${details[0]}`]),
    ...(details[1] === undefined ? [] : [`  observed: ${details[1]}`]),
  ].join('\n');
  const shown = new Error(words);
  shown.stack = `Error: ${words}\n    at checklist step (${join(process.cwd(), at.file)}:${at.line}:${at.column})`;
  return shown;
}

/** Waits for the locks of a section over all workers of this machine. */
async function takeLocks(folder: string, section: Section): Promise<readonly Lock[]> {
  const taken: Lock[] = [];
  // One order for everybody, so that two sections never wait for each other.
  for (const name of [...section.locks].sort()) {
    for (;;) {
      const lock = acquireLock(folder, sectionLock(name));
      if (lock !== null) {
        taken.push(lock);
        break;
      }
      await sleep(lockPollMs);
    }
  }
  return taken;
}

const lockPollMs = 100;
