import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvedIntent } from '../../../tests/kit/payment-world.ts';
import { Blocked } from '../../model/trouble.ts';
import { closedGate } from './closed-gates.ts';

test('outside of a recorded run a payment is blocked before anything is pressed', async () => {
  let pressed = false;
  const submit = (): Promise<void> => {
    pressed = true;
    return Promise.resolve();
  };
  const seen = () => Promise.reject(new Error('nobody looks'));
  await assert.rejects(
    () => closedGate.pay(approvedIntent, { submit, seen }),
    (error) => error instanceof Blocked && error.guard === 'recorded-run',
  );
  assert.equal(pressed, false);
});
