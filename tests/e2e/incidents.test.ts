import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findIncident, incidents } from '../../fixtures/incidents/index.ts';
import { startDemoStack, type DemoStack } from '../kit/demo-stack.ts';
import { proveIncident } from '../proofs/incident-proof.ts';

/** One that nothing was pressed in, and one whose money had to be brought back. `npm run test:money` proves them all. */
const sample = ['live-keys', 'paid-no-order'];

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

test('every incident ends with a code of its own list, and most must bring money back or stop', () => {
  assert.ok(incidents.every(({ expected }) => expected.exitCode !== 0));
  assert.ok(incidents.filter(({ expected }) => expected.halted && expected.tickets > 0).length >= 5);
});
