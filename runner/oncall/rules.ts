import type { PlannedStep, RunEvent, RunOpened, StepFinished, StoredEvent } from '../model/event.ts';
import { mostSevere, pictureIn, type Alarm } from './alarm.ts';
import { text } from './text.ts';

/** Why a run is watched: what is wrong in it so far. Grows with `take`; nothing is looked up elsewhere. */
export type RunWatch = {
  opened: RunOpened | null;
  runId: string;
  openedAt: string;
  isAborted: boolean;
  isClosed: boolean;
  readonly alarms: Map<string, Alarm>;
  readonly running: Map<string, number>;
  readonly finished: Set<string>;
};

export function createRunWatch(): RunWatch {
  return {
    opened: null,
    runId: '',
    openedAt: '',
    isAborted: false,
    isClosed: false,
    alarms: new Map(),
    running: new Map(),
    finished: new Set(),
  };
}

/** Folds one event of a run into what is known. */
export function take(run: RunWatch, { event, at, runId }: StoredEvent): void {
  switch (event.kind) {
    case 'run.opened':
      run.opened = event;
      run.runId = runId;
      run.openedAt = at;
      return;
    case 'step.started':
      run.running.set(event.step, event.attempt);
      return;
    case 'step.finished':
      return takeStep(run, event, at);
    case 'section.finished':
      run.finished.add(event.section);
      return;
    case 'section.problem':
      return takeProblem(run, event, at);
    case 'guard.tripped':
      if (event.money) raise(run, { ...moneyAlarm(event.message, at), id: `guard:${event.guard}:${event.step ?? ''}` });
      return;
    case 'money.standing':
      if (event.at === 'end') takeStanding(run, event, at);
      return;
    case 'driver.lost':
      if (!run.isAborted) raise(run, { ...toolAlarm(event.message, at), id: `driver:${event.pid}` });
      return;
    case 'run.aborting':
      run.isAborted = true;
      return;
    case 'run.closed':
      run.isClosed = true;
      return;
    default:
      // Everything else is a fact of the run that nobody has to be woken for.
      return;
  }
}

/** Whoever ran the run is gone without having closed it: nobody would hear of what it found. */
export function takeDeath(run: RunWatch, atMs: number): void {
  if (run.isClosed || run.isAborted || run.opened === null) return;
  if (!run.alarms.has('run:died'))
    raise(run, { ...toolAlarm(text.runDied(), new Date(atMs).toISOString()), id: 'run:died' });
}

/** The same alarm again changes nothing but what is known of it. */
function raise(run: RunWatch, alarm: Alarm): void {
  const known = run.alarms.get(alarm.id);
  run.alarms.set(alarm.id, known === undefined ? alarm : { ...alarm, firstAt: known.firstAt });
}

const bare = {
  section: null,
  title: null,
  expected: null,
  observed: null,
  confirmedAt: null,
  recheck: 'not-repeatable',
  owner: null,
  runbook: null,
  picture: null,
} as const;

function moneyAlarm(message: Alarm['message'], at: string): Omit<Alarm, 'id'> {
  return { ...bare, of: 'money', severity: 'critical', message, firstAt: at };
}

function toolAlarm(message: Alarm['message'], at: string): Omit<Alarm, 'id'> {
  return { ...bare, of: 'tool', severity: 'major', message, firstAt: at };
}

/** What the run leaves behind: its own halts and tickets, where no guard has told of them before. */
function takeStanding(run: RunWatch, event: Extract<RunEvent, { kind: 'money.standing' }>, at: string): void {
  for (const { halt, runId, message } of event.halts)
    if (runId === run.runId) raise(run, { ...moneyAlarm(message, at), id: `halt:${halt}` });
  for (const { ticket, runId } of event.tickets)
    if (runId === run.runId) raise(run, { ...moneyAlarm(text.ticketOpened({ ticket }), at), id: `ticket:${ticket}` });
}

function takeStep(run: RunWatch, event: StepFinished, at: string): void {
  run.running.delete(event.step);
  const known = run.alarms.get(event.step);
  const planned = plannedStep(run, event.step);
  if (event.status === 'tool-error') {
    const message = event.reason?.message ?? event.failure?.message ?? text.toolBroke();
    raise(run, { ...toolAlarm(message, at), id: `tool:${event.step}`, section: event.section });
  }
  if (event.status === 'failed') {
    raise(run, failedStep(run, event, at, planned));
    return;
  }
  // What passed on its second look is flaky, not broken. What our tool could not look at again is still as it was seen.
  const isCleared = event.status === 'flaky' || event.status === 'passed' || event.status === 'known';
  if (known !== undefined && isCleared) run.alarms.delete(event.step);
}

function failedStep(run: RunWatch, event: StepFinished, at: string, planned: PlannedStep | null): Alarm {
  const { failure, step, section, attempt } = event;
  const before = run.alarms.get(step);
  return {
    ...bare,
    id: step,
    of: 'shop',
    severity: planned?.severity ?? 'critical',
    section,
    message: failure?.message ?? event.reason?.message ?? text.stepFailed(),
    title: { section: sectionTitle(run, section), step: planned?.title ?? step },
    expected: failure?.expected ?? null,
    observed: failure?.observed ?? null,
    firstAt: before?.firstAt ?? at,
    confirmedAt: attempt > 1 ? at : null,
    recheck: attempt > 1 ? 'confirmed' : 'not-repeatable',
    owner: planned?.owner ?? null,
    runbook: planned?.runbook ?? null,
    picture: pictureIn(event.evidence),
  };
}

/** A section that cannot begin fails for all of its steps; one that cannot clean up leaves something behind. */
function takeProblem(run: RunWatch, event: Extract<RunEvent, { kind: 'section.problem' }>, at: string): void {
  const { section, part, status, failure } = event;
  if (status === 'tool-error') {
    raise(run, { ...toolAlarm(failure.message, at), id: `tool:${section}:${part}`, section });
    return;
  }
  if (status !== 'failed') return;
  const steps = run.opened?.sections.find(({ id }) => id === section)?.steps ?? [];
  raise(run, {
    ...bare,
    id: `section:${section}:${part}`,
    of: 'shop',
    severity: part === 'setup' ? mostSevere(steps.map(({ severity }) => severity)) : 'major',
    section,
    message: failure.message,
    title: { section: sectionTitle(run, section), step: null },
    expected: failure.expected ?? null,
    observed: failure.observed ?? null,
    firstAt: at,
    runbook: steps.find(({ runbook }) => runbook !== null)?.runbook ?? null,
    picture: pictureIn(event.evidence),
  });
}

function plannedStep(run: RunWatch, id: string): PlannedStep | null {
  return run.opened?.sections.flatMap(({ steps }) => steps).find((step) => step.id === id) ?? null;
}

function sectionTitle(run: RunWatch, id: string): string {
  return run.opened?.sections.find((section) => section.id === id)?.title ?? id;
}
