import { guards } from '../../runner/guards/index.ts';
import { guardLayers } from '../../runner/model/guard.ts';
import type { Standing } from '../kit/money-shop.ts';
import type { Wiring } from '../kit/wired-shop.ts';

const test = {
  shows: 'test',
  pays: 'test',
  confirms: 'test',
  signs: ['test', 'test'],
  savedCards: 0,
  isOverLimit: false,
  knobs: {},
} as const;
const live = { shows: 'live', pays: 'live', confirms: 'live', signs: ['live', 'live'] } as const;

/** The shop as it should be: both payments go through, on the test ledger. */
export const soundShop: Wiring = { ...test, name: 'sound' };

/**
 * Ways in which a payment would reach the live ledger. With `approve-unissued` the issuer approves even a card that nobody
 * has: barrier A is gone and only barrier B keeps the meter at 0. Without it B may be fooled altogether.
 */
export const wirings: readonly Wiring[] = [
  { ...test, ...live, name: 'live throughout', knobs: { 'approve-unissued': 1 } },
  { ...test, ...live, name: 'test key shown, live key paid with', shows: 'test', knobs: { 'approve-unissued': 1 } },
  {
    ...test,
    ...live,
    name: 'live from the press on',
    shows: 'test',
    signs: ['test', 'live'],
    knobs: { 'approve-unissued': 1 },
  },
  { ...test, ...live, name: 'a server that signs test and is live', signs: ['test', 'test'] },
  { ...test, name: 'large amounts routed to live', knobs: { 'route-to-live': 1_000_000 } },
  { ...test, ...live, name: 'a saved real card', savedCards: 1, knobs: { 'saved-card': 1 } },
];

/** The accidents of the incidents, in small: what the gateway does wrong while everything is wired as it should be. */
export const accidents: readonly Wiring[] = [
  { ...test, name: 'approved above the limit', isOverLimit: true, knobs: { 'approve-despite-limit': 1 } },
  { ...test, name: 'approved, and the answer is an error', knobs: { 'approve-then-500': 1 } },
  { ...test, name: 'approved, and the connection is cut', knobs: { 'drop-after-commit': 1 } },
  { ...test, name: 'approved twice', knobs: { 'approve-twice': 1 } },
  { ...test, name: 'cancelling is refused', knobs: { 'refuse-cancel': 3 } },
  { ...test, name: 'the server turns live in the middle', signs: ['test', 'live'] },
];

/** Every layer once left out. L2, the network wall, has hosts to refuse that this world does not have: it is out in all of them. */
export const leftOut = guardLayers.filter((layer) => layer !== 'L0' && layer !== 'L8' && layer !== 'L9');

/** What stands without this layer; null: everything. */
export function standingWithout(layer: string | null): Standing {
  return { guards: guards.filter((guard) => guard.layer !== layer), canHold: layer !== 'L7' };
}
