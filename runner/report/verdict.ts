import type { Bilingual } from '../base/bilingual.ts';
import type { Status, Verdict } from '../model/outcome.ts';
import type { Scope } from '../model/plan.ts';
import type { ReportStep } from '../model/report.ts';
import { text } from './text.ts';

/** Everything the verdict depends on; nothing else may sway it. */
export type VerdictFacts = {
  readonly steps: readonly Pick<ReportStep, 'id' | 'status' | 'reason'>[];
  readonly guards: readonly { readonly guard: string; readonly money: boolean }[];
  readonly aborted: { readonly by: string } | null;
  readonly flaky: 'inconclusive' | 'allow' | 'fail';
  readonly scope: Scope;
  /** `open`: nobody has closed the run. */
  readonly ending: 'open' | 'supervisor' | 'reporter' | 'recovery';
  /** The driver ended without saying that it was done, so nobody knows that clean-up ran to its end. */
  readonly driverLost: boolean;
  readonly buildChanged: boolean;
  /** Payments that were begun and have no verified end. */
  readonly openPayments: readonly string[];
  /** Sections whose setup or clean-up failed. */
  readonly sectionProblems: readonly {
    readonly section: string;
    readonly part: 'setup' | 'cleanup';
    readonly status: Status;
  }[];
};

export type Decision = { readonly verdict: Verdict; readonly exitCode: number; readonly reason: Bilingual };

/** One thing the verdict knows, and what it does to it. A note is said and spoils nothing. */
type Finding = { readonly weight: 'no-go' | 'unknown' | 'note'; readonly exit: number; readonly text: Bilingual };

/** Computes verdict, exit code and the sentence that explains them. Pure; fails closed. */
export function decideVerdict(facts: VerdictFacts): Decision {
  const findings = [...refusals(facts), ...doubts(facts), ...notes(facts)];
  const verdict = findings.some((one) => one.weight === 'no-go')
    ? 'NO-GO'
    : findings.some((one) => one.weight === 'unknown')
      ? 'INCONCLUSIVE'
      : 'GO';
  const passed = facts.steps.filter((step) => step.status === 'passed').length;
  const said = [text.passedOf({ passed, total: facts.steps.length }), ...findings.map((one) => one.text)];
  return {
    verdict,
    exitCode: exitCode(findings),
    reason: { ko: said.map((one) => one.ko).join(' '), en: said.map((one) => one.en).join(' ') },
  };
}

/** Most alarming first: a money guard, an abort, a failure, a doubt. What halts payments must not be hidden by a lesser code. */
const exitRank = [3, 130, 1, 4] as const;

function exitCode(findings: readonly Finding[]): number {
  return exitRank.find((code) => findings.some((one) => one.exit === code)) ?? 0;
}

function refusals({ steps, guards, flaky, sectionProblems }: VerdictFacts): readonly Finding[] {
  const money = guards.filter((guard) => guard.money).map((guard) => guard.guard);
  const failed = ids(steps, (step) => step.status === 'failed');
  const shaky = ids(steps, (step) => step.status === 'flaky');
  const found: Finding[] = [];
  if (money.length > 0) found.push({ weight: 'no-go', exit: 3, text: text.moneyGuards(unique(money)) });
  if (failed.length > 0) found.push({ weight: 'no-go', exit: 1, text: text.failed(failed) });
  // What every step of the section stands on did not work in the shop: that is a failure like a step's.
  const unready = sectionProblems.filter((one) => one.part === 'setup' && one.status === 'failed');
  if (unready.length > 0)
    found.push({ weight: 'no-go', exit: 1, text: text.setupProblems(unique(unready.map((one) => one.section))) });
  if (shaky.length > 0 && flaky === 'fail') found.push({ weight: 'no-go', exit: 1, text: text.flakyFails(shaky) });
  return found;
}

function doubts(facts: VerdictFacts): readonly Finding[] {
  const { steps, guards, aborted, flaky, ending, openPayments } = facts;
  const found: Finding[] = [];
  const doubt = (told: Bilingual, exit = 4): void => {
    found.push({ weight: 'unknown', exit, text: told });
  };
  const each = (those: readonly string[], tell: (ids: readonly string[]) => Bilingual): void => {
    if (those.length > 0) doubt(tell(those));
  };
  if (aborted !== null) doubt(text.runAborted(aborted), 130);
  if (ending === 'open') doubt(text.runOpen());
  if (ending === 'recovery') doubt(text.runRecovered());
  if (facts.driverLost) doubt(text.driverLost());
  if (facts.buildChanged) doubt(text.buildChanged());
  each(openPayments, text.openPayments);
  for (const [status, tell] of doubtful) {
    each(
      ids(steps, (step) => step.status === status),
      tell,
    );
  }
  each(
    ids(steps, (step) => step.status === 'not-run' && step.reason?.kind !== 'condition'),
    text.notRun,
  );
  each(unique(guards.filter((guard) => !guard.money).map((guard) => guard.guard)), text.guards);
  if (flaky === 'inconclusive')
    each(
      ids(steps, (step) => step.status === 'flaky'),
      text.flakyDoubt,
    );
  // What a run leaves behind in the shop (an order, an address) is somebody's work before the next one.
  each(
    unique(facts.sectionProblems.filter((one) => one.part === 'cleanup').map((one) => one.section)),
    text.cleanupProblems,
  );
  each(
    unique(
      facts.sectionProblems.filter((one) => one.part === 'setup' && one.status !== 'failed').map((one) => one.section),
    ),
    text.setupProblems,
  );
  if (!steps.some((step) => step.status === 'passed')) doubt(text.nothingPassed());
  return found;
}

/** Steps that ended so leave their question open. */
const doubtful = [
  ['tool-error', text.toolErrors],
  ['inconclusive', text.inconclusive],
  ['aborted', text.stepsAborted],
  ['blocked', text.blocked],
] as const;

function notes({ steps, flaky, scope }: VerdictFacts): readonly Finding[] {
  const said: Bilingual[] = [];
  const each = (those: readonly string[], tell: (ids: readonly string[]) => Bilingual): void => {
    if (those.length > 0) said.push(tell(those));
  };
  if (flaky === 'allow')
    each(
      ids(steps, (step) => step.status === 'flaky'),
      text.flakyAllowed,
    );
  each(
    ids(steps, (step) => step.status === 'known'),
    text.known,
  );
  each(
    ids(steps, (step) => step.status === 'waived'),
    text.waived,
  );
  each(
    ids(steps, (step) => step.status === 'not-run' && step.reason?.kind === 'condition'),
    text.conditions,
  );
  if (scope.selectedSteps < scope.allSteps) said.push(text.partial(scope));
  return said.map((one) => ({ weight: 'note', exit: 0, text: one }));
}

function ids(
  steps: VerdictFacts['steps'],
  wanted: (step: VerdictFacts['steps'][number]) => boolean,
): readonly string[] {
  return steps.filter(wanted).map((step) => step.id);
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
