import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf, target } from '../../tests/kit/payment-world.ts';
import { guards } from '../guards/index.ts';
import type { Action } from '../model/checklist.ts';
import { guardLayers, type GuardLayer } from '../model/guard.ts';
import { armedGuards } from './armed-guards.ts';

const at = { file: 'release.yaml', line: 7, column: 9, endLine: 7, endColumn: 30 };
const pay = (amount: number | string): Action => ({
  verb: 'submit-payment',
  args: { amount, card: 'unissuable-approved', expect: 'approved' },
  at,
});
const { gateway } = target;
assert.ok(gateway !== null);
const strict = {
  gateway: { ...gateway, canaryFromKrw: 1_000_000n, attestation: { path: '/a', publicKey: '{}' } },
  account: { path: '/me', holdsNothing: 'cards', unchanged: null },
};
const wall = { guard: 'network-wall', layer: 'L2', state: 'armed', reason: null } as const;

function stateOf(armed: ReturnType<typeof armedGuards>, guard: string): string {
  const found = armed.guards.find((each) => each.guard === guard);
  assert.ok(found !== undefined, guard);
  assert.equal(found.state === 'not-applicable', found.reason !== null, 'what does not apply says why');
  return found.state;
}

test('every guard and every layer from L0 to L9 is told, in layer order', () => {
  const armed = armedGuards(guards, planOf([pay(2_000_000)], strict), [wall]);
  const layers = armed.guards.map(({ layer }) => guardLayers.findIndex((each: GuardLayer) => each === layer));
  assert.deepEqual(
    layers,
    layers.toSorted((a, b) => a - b),
  );
  assert.deepEqual([...new Set(layers)], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const { name } of guards) stateOf(armed, name);
  for (const name of ['canary', 'attestation', 'account-empty', 'confirm-gate', 'network-wall'])
    assert.equal(stateOf(armed, name), 'armed');
});

test('what a target does not name is not applicable, with its reason', () => {
  const armed = armedGuards(guards, planOf([pay(1_000)]));
  for (const name of [
    'account-empty',
    'attestation',
    'deployment',
    'canary',
    'hour-ceiling',
    'network-wall',
    'confirm-gate',
  ])
    assert.equal(stateOf(armed, name), 'not-applicable', name);
  const renderOnly = armedGuards(guards, planOf([pay(1_000)], { gateway: { ...gateway, lane: 'none' } }));
  const lane = renderOnly.guards.find(({ guard }) => guard === 'sandbox-lane');
  assert.match(lane?.reason?.en ?? '', /render-only/);
});

test('an amount that is known only at the press may be large, so the canary is armed', () => {
  assert.equal(stateOf(armedGuards(guards, planOf([pay('${total}')], strict)), 'canary'), 'armed');
});
