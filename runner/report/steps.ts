import type { Evidence, PlannedSection, PlannedStep, StepFinished } from '../model/event.ts';
import type { Reason, Status } from '../model/outcome.ts';
import type { ReportStep } from '../model/report.ts';
import type { Gathered, Incident, StepFacts } from './gathered.ts';
import { text } from './text.ts';

/** Says how every planned step ended, in plan order, claiming no more than the events show. */
export function endSteps(run: Gathered): readonly ReportStep[] {
  const ended = new Map<string, ReportStep>();
  for (const section of run.opened.sections) {
    for (const step of section.steps) {
      const end = endReached(run, section, step);
      if (end !== null) ended.set(step.id, end);
    }
  }
  blockUnreached(run, ended);
  return run.opened.sections.flatMap((section) =>
    section.steps.map(
      (step) => ended.get(step.id) ?? unreached(section, step, { status: 'not-run', reason: notReached(run) }),
    ),
  );
}

/** Events that tried to take a seen failure back; the failure stands. */
export function takenBack(run: Gathered): readonly Incident[] {
  return [...run.steps].flatMap(([step, { finishes }]) => {
    const counted = countedFinish(finishes);
    const last = finishes.at(-1);
    if (counted === last || last === undefined) return [];
    return [{ at: run.lastAt, kind: 'failure-kept', message: text.failureKept({ step, status: last.status }) }];
  });
}

/** True when a step that needs this one may run; the engine holds the same rule (engine/outcomes.ts). */
export function lets(step: Pick<ReportStep, 'status' | 'reason'>): boolean {
  return enough.has(step.status) || (step.status === 'not-run' && step.reason?.kind === 'condition');
}

const enough: ReadonlySet<Status> = new Set(['passed', 'flaky', 'known', 'waived']);

/** What may follow a failed attempt without hiding it: a second failure, a known issue, or the engine's own word `flaky`. */
const mayFollowFailure: ReadonlySet<Status> = new Set(['failed', 'known', 'flaky']);

function endReached(run: Gathered, section: PlannedSection, step: PlannedStep): ReportStep | null {
  const facts = run.steps.get(step.id);
  if (facts === undefined) return null;
  const counted = countedFinish(facts.finishes);
  if (counted === undefined) return facts.open === null ? null : unfinished(run, section, step, facts);
  const failure = counted.failure ?? earlierFailure(facts.finishes, counted);
  return {
    ...common(section, step),
    status: counted.status,
    startedAt: facts.starts[0]?.at ?? null,
    durationMs: Math.round(facts.finishes.reduce((sum, finish) => sum + finish.durationMs, 0)),
    attempts: attempts(facts),
    failure,
    reason: counted.reason,
    evidence: evidenceOf(facts.finishes, counted),
    network: counted.network,
    console: counted.console,
  };
}

/** The last finish counts, but a failure that was seen stays seen. */
function countedFinish(finishes: readonly StepFinished[]): StepFinished | undefined {
  let counted: StepFinished | undefined;
  for (const finish of finishes) {
    if (counted?.status === 'failed' && !mayFollowFailure.has(finish.status)) continue;
    counted = finish;
  }
  return counted;
}

/** A flaky step shows what went wrong the first time. */
function earlierFailure(finishes: readonly StepFinished[], counted: StepFinished): StepFinished['failure'] {
  if (counted.status !== 'flaky') return null;
  return finishes.find((finish) => finish.failure !== null)?.failure ?? null;
}

function attempts(facts: StepFacts): number {
  const numbers = [...facts.starts, ...facts.finishes].map((one) => one.attempt);
  return facts.starts.length === 0 ? 0 : Math.max(...numbers);
}

/** Evidence of all attempts; files of the attempts that do not count are kept as text evidence. */
function evidenceOf(finishes: readonly StepFinished[], counted: StepFinished): readonly Evidence[] {
  return finishes.flatMap((finish) => {
    if (finish === counted) return finish.evidence;
    const { attempt, network, console } = finish;
    const files = [
      { label: 'network', file: network.file },
      { label: 'console', file: console.file },
    ];
    const texts = files.flatMap(({ label, file }) =>
      file === null ? [] : [{ kind: 'text' as const, label, file, attempt }],
    );
    return [...finish.evidence, ...texts];
  });
}

function unfinished(run: Gathered, section: PlannedSection, step: PlannedStep, facts: StepFacts): ReportStep {
  const cut = facts.open?.cut ?? (run.aborting === null ? 'lost' : 'aborting');
  const by = run.aborting?.by ?? '';
  const end: { status: Status; reason: Reason } =
    cut === 'aborting'
      ? { status: 'aborted', reason: { kind: 'aborted', by, message: text.stepAborted({ by }) } }
      : { status: 'tool-error', reason: { kind: 'tool', message: text.stepEndUnknown() } };
  return {
    ...unreached(section, step, end),
    startedAt: facts.starts[0]?.at ?? null,
    attempts: attempts(facts),
  };
}

/**
 * Steps that were never reached are blocked when what they need is known not to have passed. Being blocked spreads, so
 * this repeats until nothing changes; each round ends at least one section.
 */
function blockUnreached(run: Gathered, ended: Map<string, ReportStep>): void {
  for (let round = 0; round <= run.opened.sections.length; round += 1) {
    const before = ended.size;
    for (const section of run.opened.sections) {
      const need = unmetNeed(run, section, ended);
      if (need === null) continue;
      const message = need === section.id ? text.setupFailed({ section: need }) : text.needFailed({ need });
      for (const step of section.steps) {
        if (ended.has(step.id)) continue;
        ended.set(step.id, unreached(section, step, { status: 'blocked', reason: { kind: 'need', need, message } }));
      }
    }
    if (ended.size === before) return;
  }
}

function unmetNeed(run: Gathered, section: PlannedSection, ended: ReadonlyMap<string, ReportStep>): string | null {
  const hasNoSetup = run.sections.get(section.id)?.problems.some((problem) => problem.part === 'setup') ?? false;
  if (hasNoSetup) return section.id;
  return section.needs.find((need) => stepsOf(run, need).some((id) => isUnmet(ended.get(id)))) ?? null;
}

/** A need that was never reached itself has no end yet and stops nobody: then the run ended too early, and that is said. */
function isUnmet(step: ReportStep | undefined): boolean {
  return step !== undefined && !lets(step);
}

function stepsOf(run: Gathered, id: string): readonly string[] {
  const section = run.opened.sections.find((one) => one.id === id);
  return section === undefined ? [id] : section.steps.map((step) => step.id);
}

function notReached(run: Gathered): Reason {
  if (run.aborting === null) return { kind: 'not-reached', message: text.notReached() };
  const { by } = run.aborting;
  return { kind: 'not-reached', message: text.notReachedBeforeAbort({ by }) };
}

function unreached(
  section: PlannedSection,
  step: PlannedStep,
  end: { readonly status: Status; readonly reason: Reason },
): ReportStep {
  return {
    ...common(section, step),
    status: end.status,
    startedAt: null,
    durationMs: null,
    attempts: 0,
    failure: null,
    reason: end.reason,
    evidence: [],
    network: null,
    console: null,
  };
}

function common(
  section: PlannedSection,
  step: PlannedStep,
): Pick<ReportStep, 'id' | 'section' | 'title' | 'severity' | 'effect' | 'owner' | 'runbook' | 'place'> {
  const { id, title, severity, effect, owner, runbook, at } = step;
  return { id, section: section.id, title, severity, effect, owner, runbook, place: at };
}
