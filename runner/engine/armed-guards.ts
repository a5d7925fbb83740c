import { guardLayers } from '../model/guard.ts';
import type { RunEvent } from '../model/event.ts';
import type { GuardState } from '../model/money-event.ts';
import type { Guard } from '../model/guard.ts';
import type { Plan } from '../model/plan.ts';
import { text as settleText } from '../payment/settle-text.ts';
import { text } from './armed-text.ts';

/** Which guards stand between this run and real money, in layer order, and why the others do not. */
export function armedGuards(
  asked: readonly Guard[],
  plan: Plan,
  walls: readonly GuardState[] = noWalls,
): Extract<RunEvent, { kind: 'guards.armed' }> {
  const states = asked.map((guard): GuardState => {
    const answer = guard.appliesTo?.(plan) ?? { applies: true };
    const { name, layer } = guard;
    return answer.applies
      ? { guard: name, layer, state: 'armed', reason: null }
      : { guard: name, layer, state: 'not-applicable', reason: answer.reason };
  });
  const confirm = walls.some(({ layer }) => layer === 'L7') ? [] : [confirmGate(walls)];
  const place = ({ layer }: GuardState): number => guardLayers.findIndex((each) => each === layer);
  const all = [...states, ...walls, ...confirm, mirrorState(plan)];
  return { kind: 'guards.armed', guards: all.toSorted((a, b) => place(a) - place(b)) };
}

/** Behind a door without a network wall its two layers are told as missing, not left out. */
const noWalls: readonly GuardState[] = [
  { guard: 'network-wall', layer: 'L2', state: 'not-applicable', reason: text.noWall() },
];

/** The second place of payment records: without one the loss of this disk loses what is open. */
function mirrorState({ target }: Plan): GuardState {
  const state = { guard: 'mirror', layer: 'L8' } as const;
  return target.mirror === null
    ? { ...state, state: 'not-applicable', reason: settleText.noMirror() }
    : { ...state, state: 'armed', reason: null };
}

/** The confirm gate holds redirects by the network wall, so it stands where the wall stands. */
function confirmGate(walls: readonly GuardState[]): GuardState {
  const isArmed = walls.some(({ layer, state }) => layer === 'L2' && state === 'armed');
  const state = { guard: 'confirm-gate', layer: 'L7' } as const;
  return isArmed
    ? { ...state, state: 'armed', reason: null }
    : { ...state, state: 'not-applicable', reason: text.noWall() };
}
