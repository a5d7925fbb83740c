import { limits } from '../../base/limits.ts';
import type { StoredEvent } from '../../model/event.ts';
import { safeText } from './safe-text.ts';
import type { CancelAttempt, Ticket } from './ticket.ts';

type Evidence = Ticket['evidence'];
type Facts = { readonly [key: string]: string };

const cancelStates: ReadonlySet<string> = new Set([
  'CANCEL_INTENT',
  'CANCEL_SENT',
  'VERIFIED_CANCELLED',
  'UNVERIFIABLE',
]);

/** What a run's journal says about a payment: its way, its cancellations, its screens and the build that answered. Never free text of a page. */
export function evidenceOf(events: readonly StoredEvent[], payment: string): Evidence {
  const moves = events.flatMap(({ event, at, hash }) =>
    event.kind === 'payment.moved' && event.payment === payment
      ? [{ at, hash, step: event.step, state: event.state, facts: event.facts }]
      : [],
  );
  const step = moves[0]?.step ?? '';
  const facts: Facts = Object.assign({}, ...moves.map((move) => move.facts));
  return {
    step,
    stepTitle: safeText(titleOf(events, step)),
    build: buildsOf(events, facts),
    journal: moves.map(({ at, state, hash }) => ({ at, state, hash })),
    files: filesOf(events, step),
    cancels: moves.flatMap((move) => (cancelStates.has(move.state) ? cancelOf(move.at, move.facts) : [])),
    shopOrder: orderStateOf(facts['shopOrder']),
  };
}

function titleOf(events: readonly StoredEvent[], step: string): string | null {
  const [first] = events;
  if (first?.event.kind !== 'run.opened') return null;
  return first.event.sections.flatMap((section) => section.steps).find(({ id }) => id === step)?.title ?? null;
}

/** The build before the press, and the last one that was seen afterwards. */
function buildsOf(events: readonly StoredEvent[], facts: Facts): Evidence['build'] {
  const seen = events.flatMap(({ event }) =>
    event.kind === 'target.identified' && event.fingerprint !== null ? [event] : [],
  );
  const start = seen.find(({ at }) => at === 'start')?.fingerprint;
  const end = seen.findLast(({ at }) => at === 'end')?.fingerprint;
  return {
    before: safeText(facts['fingerprint'] ?? start),
    after: safeText(facts['fingerprintAfter'] ?? end),
  };
}

function filesOf(events: readonly StoredEvent[], step: string): Evidence['files'] {
  return events
    .flatMap(({ event }) => (event.kind === 'step.finished' && event.step === step ? event.evidence : []))
    .flatMap((one) => (one.kind === 'screenshot' ? [{ path: one.file.path, sha256: one.file.sha256 }] : []))
    .slice(0, limits.ticketFiles);
}

/** One line for each answer of the gateway; a state that only announces the attempt has none. */
function cancelOf(at: string, facts: Facts): readonly CancelAttempt[] {
  if (facts['cancelKind'] === undefined && facts['cancelHttp'] === undefined && facts['cancelCode'] === undefined)
    return [];
  return [
    {
      at,
      kind: safeText(facts['cancelKind']),
      httpStatus: safeText(facts['cancelHttp']),
      code: safeText(facts['cancelCode']),
      message: safeText(facts['cancelMessage']),
      traceId: safeText(facts['cancelTrace']),
      key: safeText(facts['cancelKey']),
    },
  ];
}

function orderStateOf(fact: string | undefined): Evidence['shopOrder'] {
  return fact === 'present' || fact === 'missing' || fact === 'rolled-back' ? fact : 'unknown';
}
