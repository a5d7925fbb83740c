import { guardLayers } from '../model/guard.ts';
import type { GuardState, RunEvent } from '../model/event.ts';
import type { Guard } from '../model/guard.ts';
import type { Plan } from '../model/plan.ts';
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
  const place = ({ layer }: GuardState): number => guardLayers.findIndex((each) => each === layer);
  return { kind: 'guards.armed', guards: [...states, ...walls].toSorted((a, b) => place(a) - place(b)) };
}

/** Behind a door without a network wall its two layers are told as missing, not left out. */
const noWalls: readonly GuardState[] = [
  { guard: 'network-wall', layer: 'L2', state: 'not-applicable', reason: text.noWall() },
  { guard: 'confirm-gate', layer: 'L7', state: 'not-applicable', reason: text.noWall() },
];
