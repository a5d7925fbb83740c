import type { Status, Verdict } from '../model/outcome.ts';
import type { StoredEvent } from '../model/event.ts';
import type { ReportDoc, ReportPayment, ReportSection, ReportStep, Summary } from '../model/report.ts';
import { assess, hasBuildChanged } from './assess.ts';
import { gather } from './gather.ts';
import type { Gathered, Incident } from './gathered.ts';
import { moneyOf, networkOf } from './money.ts';
import { onCallReport } from './on-call.ts';
import { endSteps, lets, takenBack } from './steps.ts';
import { text } from './text.ts';
import type { Decision } from './verdict.ts';

/**
 * The report of a run's events, whole or cut off anywhere; `paging` is the stream beside it that tells whom it woke. Pure: the same
 * events give the same document.
 */
export function buildReport(events: readonly StoredEvent[], paging: readonly StoredEvent[] = []): ReportDoc {
  const run = gather(events);
  const steps = endSteps(run);
  const computed = assess(run, steps, run.closed?.event.by ?? 'open');
  const decision = worse(run, computed);
  const finishedAt = run.closed?.at ?? run.lastAt;
  const { opened } = run;
  const onCall = onCallReport(paging);
  return {
    schema: 'https://postflight.dev/schema/report-1.json',
    runId: run.runId,
    verdict: decision.verdict,
    verdictReason: decision.reason,
    exitCode: decision.exitCode,
    summary: count(steps),
    scope: opened.scope,
    startedAt: run.openedAt,
    finishedAt,
    durationMs: Math.max(0, Date.parse(finishedAt) - Date.parse(run.openedAt)),
    firstStepAt: firstStart(run),
    ending: endingOf(run),
    door: opened.door,
    tool: opened.tool,
    operator: opened.operator,
    checklist: opened.checklist,
    target: targetOf(run),
    browser: run.browser,
    device: opened.device,
    options: opened.options,
    sections: sectionsOf(run, steps),
    steps,
    payments: paymentsOf(run),
    guards: run.guards,
    ...(opened.freeze === undefined ? {} : { freeze: { ...opened.freeze, changed: run.freezeChanged } }),
    money: moneyOf(run),
    network: networkOf(run),
    ...(onCall === null ? {} : { onCall }),
    people: run.people,
    incidents: incidentsOf(run, computed),
    traces: run.traces,
    journal: { events: events.length, head: events.at(-1)?.hash ?? '' },
  };
}

/** When the stored verdict is not the one the events give, the worse of the two is reported, and the difference is an incident. */
function worse(run: Gathered, computed: Decision): Decision {
  const stored = run.closed?.event;
  if (stored === undefined || verdictRank[stored.verdict] <= verdictRank[computed.verdict]) return computed;
  return { verdict: stored.verdict, exitCode: stored.exitCode, reason: stored.message };
}

const verdictRank: { readonly [V in Verdict]: number } = { GO: 0, INCONCLUSIVE: 1, 'NO-GO': 2 };

function incidentsOf(run: Gathered, computed: Decision): readonly Incident[] {
  const found: Incident[] = [...run.incidents, ...takenBack(run)];
  if (hasBuildChanged(run)) {
    const message = text.buildChangedFromTo({ from: run.fingerprintAtStart ?? '', to: run.fingerprintAtEnd ?? '' });
    found.push({ at: run.lastAt, kind: 'build-changed', message });
  }
  if (run.closed !== null) {
    const { at, event } = run.closed;
    if (event.verdict !== computed.verdict || event.exitCode !== computed.exitCode) {
      found.push({ at, kind: 'verdict-mismatch', message: text.verdictDiffers({ stored: event, computed }) });
    }
  }
  return found;
}

function count(steps: readonly ReportStep[]): Summary {
  const of = (status: Status): number => steps.filter((step) => step.status === status).length;
  return {
    total: steps.length,
    passed: of('passed'),
    failed: of('failed'),
    flaky: of('flaky'),
    known: of('known'),
    blocked: of('blocked'),
    'not-run': of('not-run'),
    waived: of('waived'),
    inconclusive: of('inconclusive'),
    'tool-error': of('tool-error'),
    aborted: of('aborted'),
  };
}

function firstStart(run: Gathered): string | null {
  const starts = [...run.steps.values()].flatMap((step) => step.starts.map((start) => start.at));
  return starts.length === 0 ? null : starts.reduce((first, at) => (at < first ? at : first));
}

function endingOf(run: Gathered): ReportDoc['ending'] {
  const { closed, aborting } = run;
  const owner = run.opened.door === 'run' ? 'supervisor' : 'reporter';
  if (closed === null) return { by: owner, complete: false, message: text.runOpen() };
  const { by } = closed.event;
  if (by === 'recovery') return { by, complete: false, message: text.runRecovered() };
  if (aborting !== null) return { by, complete: false, message: aborting.message };
  const complete = [...run.steps.values()].every((step) => step.finishes.length > 0 && step.open === null);
  return { by, complete, message: complete ? text.endedByItself() : text.endedShort() };
}

function targetOf(run: Gathered): ReportDoc['target'] {
  const { id, title, baseUrl } = run.opened.target;
  const { fingerprintAtStart, fingerprintAtEnd, deployedAt } = run;
  return {
    id,
    title,
    baseUrl,
    fingerprintAtStart,
    fingerprintAtEnd,
    ...(deployedAt.start === undefined ? {} : { deployedAtStart: deployedAt.start }),
    ...(deployedAt.end === undefined ? {} : { deployedAtEnd: deployedAt.end }),
  };
}

function sectionsOf(run: Gathered, steps: readonly ReportStep[]): readonly ReportSection[] {
  return run.opened.sections.map(({ id, title }) => {
    const own = steps.filter((step) => step.section === id);
    const facts = run.sections.get(id);
    const problems = facts?.problems ?? [];
    // Only passed is green: a known or waived step leaves its section not passed, and says so in its own line.
    const isGreen = own.every((step) => step.status === 'passed' || (step.status === 'not-run' && lets(step)));
    const passed = isGreen && own.some((step) => step.status === 'passed') && problems.length === 0;
    return {
      id,
      title,
      status: passed ? 'passed' : 'not-passed',
      startedAt: facts?.startedAt ?? null,
      durationMs: facts?.durationMs ?? null,
      track: facts?.track ?? null,
      steps: own.map((step) => step.id),
      problems,
    };
  });
}

function paymentsOf(run: Gathered): readonly ReportPayment[] {
  return [...run.payments].map(([payment, { step, state, history, facts }]) => ({
    payment,
    step,
    state,
    history,
    facts,
  }));
}
