import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDemoStack, type DemoStack } from '../kit/demo-stack.ts';
import { faultExpectations } from '../proofs/fault-expectations.ts';
import { proveFault } from '../proofs/fault-proof.ts';

/** One of arithmetic; those of money are in incidents.test.ts. `npm run test:faults` proves the whole list. */
const sample = ['cart-total-wrong'];

let stack: DemoStack;
before(async () => {
  stack = await startDemoStack();
});
after(() => stack.stop());

for (const fault of sample) {
  test(`with ${fault} exactly the steps that should notice fail`, async () => {
    const expected = faultExpectations.find((one) => one.fault === fault);
    assert.ok(expected, `${fault} is on the list`);
    const { wrong } = await proveFault(stack, expected);
    assert.deepEqual(wrong, []);
  });
}

test('at least 25 different steps notice a fault of their own', () => {
  const noticing = new Set(faultExpectations.flatMap(({ fails }): readonly string[] => fails));
  assert.ok(noticing.size >= 25, `${noticing.size} steps`);
  assert.ok(faultExpectations.every(({ fails }) => fails.length > 0));
});
