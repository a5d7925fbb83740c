import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findIncident, incidents } from '../../fixtures/incidents/index.ts';
import { startDemoStack, type DemoStack } from '../kit/demo-stack.ts';
import { proveWithout } from '../proofs/incident-layers.ts';
import { proveIncident } from '../proofs/incident-proof.ts';

/**
 * One that nothing was pressed in and one about a shown amount; the one below had its money brought back. `npm run test:money` and
 * `npm run test:amounts` prove them all.
 */
const sample = ['live-keys', 'covered-amount'];

let stack: DemoStack;
before(async () => {
  stack = await startDemoStack();
});
after(() => stack.stop());

for (const name of sample) {
  test(`${name} ends as its story says, and no real money moves`, async () => {
    const incident = findIncident(name);
    assert.ok(incident, `${name} is on the list`);
    const { seen, wrong, run } = await proveIncident(stack, incident);
    assert.deepEqual(wrong, [], `${run.stdout}${run.stderr}`);
    assert.equal(seen?.liveKrw, 0);
  });
}

test('paid-no-order ends as its story says, and its ticket drafts what the customer is told', async () => {
  const incident = findIncident('paid-no-order');
  assert.ok(incident);
  const { places, wrong, seen, run } = await proveIncident(stack, incident);
  assert.deepEqual(wrong, [], `${run.stdout}${run.stderr}`);
  assert.equal(seen?.liveKrw, 0);
  const listed = await stack.postflight(['tickets', 'list', '--target', 'demo', '--json'], places);
  const id = /"ticket": "(?<id>T-[^"]+)"/.exec(listed.stdout)?.groups?.['id'] ?? '';
  const shown = await stack.postflight(['tickets', 'show', id, '--target', 'demo', '--json'], places);
  assert.match(shown.stdout, /주문이 접수되지 않았습니다/);
  assert.match(shown.stdout, /your order was not placed/);
});

test('with one layer out of the runner the others still hold: live-keys without the looks at the page', async () => {
  const incident = findIncident('live-keys');
  assert.ok(incident);
  const { wrong, liveKrw } = await proveWithout(stack, incident, 'L3');
  assert.equal(wrong, null);
  assert.equal(liveKrw, 0);
});

test('every incident ends with a code of its own list, and most must bring money back or stop', () => {
  assert.ok(incidents.every(({ expected }) => expected.exitCode !== 0));
  assert.ok(incidents.filter(({ expected }) => expected.halted && expected.tickets > 0).length >= 5);
});
