import { assert } from '../base/assert.ts';
import type { Bilingual } from '../base/bilingual.ts';
import { unreachable } from '../base/unreachable.ts';
import type { RunEvent, RunOpened, StoredEvent } from '../model/event.ts';
import { isOnCallEvent } from '../model/oncall-event-schema.ts';
import type { OnCallEvent } from '../model/oncall.ts';
import type { Cut, Gathered } from './gathered.ts';
import { takeAside } from './aside.ts';
import { takeMoney } from './money.ts';
import { text } from './text.ts';

/** Sorts a run's events. The first one must be `run.opened`; nothing after `run.closed` changes what is reported. */
export function gather(events: readonly StoredEvent[]): Gathered {
  const [first] = events;
  assert(first !== undefined && first.event.kind === 'run.opened', 'a report starts from run.opened');
  const gathered = empty(first.runId, first.event, first.at);
  for (const stored of events.slice(1)) {
    assert(stored.runId === gathered.runId, 'a report is built from the events of one run');
    if (gathered.closed !== null) {
      note(gathered, stored.at, 'late-event', text.lateEvent({ kind: stored.event.kind }));
      continue;
    }
    gathered.lastAt = stored.at;
    const { event, at } = stored;
    // Who was woken stands in a stream of its own.
    if (isOnCallEvent(event)) note(gathered, at, 'unplanned', text.unplanned({ id: 'on-call', kind: event.kind }));
    else take(gathered, at, event);
  }
  return gathered;
}

function empty(runId: string, opened: RunOpened, at: string): Gathered {
  const steps = opened.sections.flatMap((section) => section.steps);
  return {
    runId,
    opened,
    openedAt: at,
    steps: new Map(steps.map((step) => [step.id, { starts: [], finishes: [], open: null }])),
    sections: new Map(
      opened.sections.map((section) => [section.id, { startedAt: null, track: null, durationMs: null, problems: [] }]),
    ),
    payments: new Map(),
    guards: [],
    standing: { start: null, end: null },
    armed: [],
    canaries: new Map(),
    requests: new Map(),
    compared: null,
    freezeChanged: null,
    people: [],
    incidents: [],
    traces: [],
    browser: null,
    fingerprintAtStart: null,
    fingerprintAtEnd: null,
    deployedAt: {},
    aborting: null,
    closed: null,
    lastAt: at,
  };
}

function take(run: Gathered, at: string, event: Exclude<RunEvent, OnCallEvent>): void {
  switch (event.kind) {
    case 'run.opened':
      return note(run, at, 'opened-twice', text.openedTwice());
    case 'driver.started':
    case 'person.asked':
      return;
    case 'freeze.compared':
      run.freezeChanged = event.changed;
      return;
    case 'guards.armed':
    case 'network.refused':
    case 'network.compared':
    case 'canary.proof':
    case 'money.standing':
      return takeMoney(run, at, event);
    // Facts of a target; they stand in its own stream, not in a run's.
    case 'money.reserved':
    case 'money.settled':
    case 'money.halted':
    case 'money.halt-lifted':
    case 'money.swept':
    case 'ticket.moved':
      return note(run, at, 'unplanned', text.unplanned({ id: 'target', kind: event.kind }));
    case 'driver.lost':
    case 'browser.lost':
    case 'run.aborting':
      return takeCut(run, at, event);
    case 'browser.launched':
    case 'artefact.dropped':
    case 'signer.doubted':
    case 'target.identified':
    case 'guard.tripped':
    case 'person.answered':
    case 'trace.saved':
      return takeAside(run, at, event);
    case 'section.started':
    case 'section.finished':
    case 'section.problem':
      return takeSection(run, at, event);
    case 'step.started':
    case 'step.finished':
      return takeStep(run, at, event);
    case 'payment.moved':
      return takePayment(run, at, event);
    case 'run.closed':
      run.closed = { at, event };
      return;
    default:
      return unreachable(event);
  }
}

/** Something ended steps that were under way. */
function takeCut(
  run: Gathered,
  at: string,
  event: Extract<RunEvent, { readonly kind: 'driver.lost' | 'browser.lost' | 'run.aborting' }>,
): void {
  cutOpenSteps(run, event.kind === 'run.aborting' ? 'aborting' : 'lost');
  if (event.kind === 'run.aborting') run.aborting ??= { by: event.by, message: event.message };
  note(run, at, event.kind, event.message);
}

function takeSection(
  run: Gathered,
  at: string,
  event: Extract<RunEvent, { readonly kind: `section.${string}` }>,
): void {
  const section = run.sections.get(event.section);
  if (section === undefined) return note(run, at, 'unplanned', text.unplanned({ id: event.section, kind: event.kind }));
  switch (event.kind) {
    case 'section.started':
      section.startedAt ??= at;
      section.track ??= event.track;
      return;
    case 'section.finished':
      section.durationMs = Math.round(event.durationMs);
      return;
    case 'section.problem':
      section.problems.push({
        part: event.part,
        status: event.status,
        failure: event.failure,
        evidence: event.evidence,
      });
      return note(
        run,
        at,
        `section.${event.part}`,
        text.sectionProblem({ section: event.section, part: event.part, message: event.failure.message }),
      );
    default:
      return unreachable(event);
  }
}

function takeStep(run: Gathered, at: string, event: Extract<RunEvent, { readonly kind: `step.${string}` }>): void {
  const step = run.steps.get(event.step);
  if (step === undefined) return note(run, at, 'unplanned', text.unplanned({ id: event.step, kind: event.kind }));
  if (event.kind === 'step.started') {
    step.starts.push({ attempt: event.attempt, at });
    step.open = { attempt: event.attempt, cut: null };
    return;
  }
  step.finishes.push(event);
  step.open = null;
}

function takePayment(run: Gathered, at: string, event: Extract<RunEvent, { readonly kind: 'payment.moved' }>): void {
  const known = run.payments.get(event.payment) ?? { step: event.step, state: event.state, history: [], facts: {} };
  known.state = event.state;
  known.history.push({ state: event.state, at });
  known.facts = { ...known.facts, ...event.facts };
  run.payments.set(event.payment, known);
}

/** The first thing that cut a step short is the reason; what came later only followed from it. */
function cutOpenSteps(run: Gathered, cut: Cut): void {
  for (const { open } of run.steps.values()) {
    if (open !== null) open.cut ??= cut;
  }
}

function note(run: Gathered, at: string, kind: string, message: Bilingual): void {
  run.incidents.push({ at, kind, message });
}
