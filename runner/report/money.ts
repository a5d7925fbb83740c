import type { RunEvent } from '../model/event.ts';
import type { ReportGuard, ReportMoney, ReportNetwork } from '../model/report-money.ts';
import { unreachable } from '../base/unreachable.ts';
import type { Gathered } from './gathered.ts';

type MoneyFact = Extract<
  RunEvent,
  { readonly kind: 'guards.armed' | 'network.refused' | 'network.compared' | 'canary.proof' | 'money.standing' }
>;

/** Takes what a run's events say about guards, network, canaries and the target's halts and tickets. */
export function takeMoney(run: Gathered, at: string, event: MoneyFact): void {
  switch (event.kind) {
    case 'guards.armed':
      run.armed.push(...event.guards);
      return;
    case 'network.refused': {
      const { step, by, host, what, message } = event;
      const key = JSON.stringify([step, by, host, what]);
      const before = run.requests.get(key) ?? { at, step, by, host, what, count: 0, message };
      run.requests.set(key, { ...before, count: before.count + 1 });
      return;
    }
    case 'network.compared':
      run.compared = { hosts: event.hosts, missing: event.missing };
      return;
    case 'canary.proof': {
      const { proof, state, payment, facts } = event;
      const before = run.canaries.get(proof);
      run.canaries.set(proof, {
        proof,
        // The payment that proved the way; who used the proof stands in the history.
        payment: before?.payment ?? payment,
        state,
        history: [...(before?.history ?? []), { state, at, payment }],
        facts: { ...before?.facts, ...facts },
      });
      return;
    }
    case 'money.standing': {
      const { halts, lifted, tickets } = event;
      run.standing[event.at] = { at, halts, lifted, tickets };
      return;
    }
    default:
      return unreachable(event);
  }
}

/** The money part of the report. */
export function moneyOf(run: Gathered): ReportMoney {
  return {
    atStart: run.standing.start,
    atEnd: run.standing.end,
    guards: guardsOf(run),
    canaries: [...run.canaries.values()],
  };
}

/** The network part of the report. */
export function networkOf(run: Gathered): ReportNetwork {
  return { requests: [...run.requests.values()], compared: run.compared };
}

/** Alarms that no guard file stands for, and their layer: what is found only after the press. */
const laterLayers: { readonly [guard: string]: string } = {
  'payment-outcome': 'L8',
  'cancel-drill': 'L8',
  settle: 'L8',
  sweep: 'L8',
};

/** A guard that said no is told as tripped, also one that was not announced; what it said stands in the list of refusals. */
function guardsOf({ armed, guards }: Gathered): readonly ReportGuard[] {
  const tripsOf = (name: string): number => guards.filter(({ guard }) => guard === name).length;
  const announced = armed.map(({ guard, layer, state, reason }): ReportGuard => {
    const trips = tripsOf(guard);
    return { guard, layer, state: trips > 0 ? 'tripped' : state, reason, trips };
  });
  const known = new Set(armed.map(({ guard }) => guard));
  const others = [...new Set(guards.map(({ guard }) => guard))].filter((guard) => !known.has(guard));
  return [
    ...announced,
    ...others.map((guard): ReportGuard => {
      return { guard, layer: laterLayers[guard] ?? '–', state: 'tripped', reason: null, trips: tripsOf(guard) };
    }),
  ];
}
