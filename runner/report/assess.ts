import type { ReportPayment, ReportStep } from '../model/report.ts';
import { unreachable } from '../base/unreachable.ts';
import type { Gathered } from './gathered.ts';
import { decideVerdict, type Decision, type VerdictFacts } from './verdict.ts';

/** The verdict over gathered events, as if the run ended the way `ending` says. */
export function assess(run: Gathered, steps: readonly ReportStep[], ending: VerdictFacts['ending']): Decision {
  return decideVerdict({
    steps,
    guards: run.guards,
    aborted: run.aborting,
    flaky: run.opened.flaky,
    scope: run.opened.scope,
    ending,
    driverLost: run.incidents.some(({ kind }) => kind === 'driver.lost'),
    buildChanged: hasBuildChanged(run),
    openPayments: [...run.payments].filter(([, payment]) => isOpen(payment.state)).map(([payment]) => payment),
    sectionProblems: [...run.sections].flatMap(([section, { problems }]) =>
      problems.map(({ part, status }) => ({ section, part, status })),
    ),
  });
}

/** True when both readings exist and differ; a missing reading is shown, but proves no change. */
export function hasBuildChanged({
  fingerprintAtStart,
  fingerprintAtEnd,
}: Pick<Gathered, 'fingerprintAtStart' | 'fingerprintAtEnd'>): boolean {
  return fingerprintAtStart !== null && fingerprintAtEnd !== null && fingerprintAtStart !== fingerprintAtEnd;
}

/** A payment is closed by the gateway's ledger alone; what the screen showed closes nothing. */
function isOpen(state: ReportPayment['state']): boolean {
  switch (state) {
    case 'PLANNED':
    case 'ARMED':
    case 'VERIFIED_DECLINED':
    case 'VERIFIED_APPROVED':
    case 'VERIFIED_ABSENT':
    case 'VERIFIED_CANCELLED':
      return false;
    case 'INTENT':
    case 'CLICKED':
    case 'AUTHENTICATED':
    case 'RELEASED':
    case 'DROPPED':
    case 'SEEN_DECLINED':
    case 'SEEN_APPROVED':
    case 'SEEN_UNKNOWN':
    case 'UNVERIFIABLE':
    case 'CANCEL_INTENT':
    case 'CANCEL_SENT':
      return true;
    default:
      return unreachable(state);
  }
}
