import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createPaymentDoor, type ConfirmAsk } from './payment-door.ts';

const ask: ConfirmAsk = {
  url: 'https://shop.example/success?paymentKey=k',
  method: 'GET',
  key: 'k',
  host: 'shop.example',
  isDocument: true,
  isRedirect: false,
};
const always = () => true;

test('a door that nobody armed is shut, whatever a gate would say', async () => {
  const door = createPaymentDoor();
  await door.holdConfirm?.({ matches: always, decide: () => Promise.resolve('release') });
  assert.equal(door.isArmed(), false);
  assert.equal((await door.confirm(ask)).pass, false);
});

test('a decision that comes too late drops, and so does one that comes after the door was shut', async () => {
  const late = createPaymentDoor(20);
  await late.armPayment();
  await late.holdConfirm?.({ matches: always, decide: () => new Promise(() => undefined) });
  assert.equal((await late.confirm(ask)).pass, false);

  const shut = createPaymentDoor();
  await shut.armPayment();
  await shut.holdConfirm?.({
    matches: always,
    decide: async () => {
      await shut.disarm();
      return 'release';
    },
  });
  assert.equal((await shut.confirm(ask)).pass, false);
});

test('a gate that is stopped decides no more', async () => {
  const door = createPaymentDoor();
  await door.armPayment();
  const watch = await door.holdConfirm?.({ matches: always, decide: () => Promise.resolve('release') });
  await watch?.stop();
  assert.equal((await door.confirm(ask)).pass, false);
});

test('of any confirmations at once, at most one document passes for one armed payment', async () => {
  const one = fc.record({
    key: fc.constantFrom('k', 'l'),
    isDocument: fc.constant(true),
    isRedirect: fc.constant(false),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 6 }), fc.boolean(), async (asks, releases) => {
      const door = createPaymentDoor();
      await door.armPayment();
      await door.holdConfirm?.({ matches: always, decide: () => Promise.resolve(releases ? 'release' : 'drop') });
      const passages = await Promise.all(asks.map((each) => door.confirm({ ...ask, ...each })));
      assert.equal(passages.filter(({ pass }) => pass).length, releases ? 1 : 0);
    }),
  );
});

test('the redirect of a released request passes, that of another does not', async () => {
  const door = createPaymentDoor();
  await door.armPayment();
  await door.holdConfirm?.({ matches: always, decide: () => Promise.resolve('release') });
  assert.equal((await door.confirm(ask)).pass, true);
  assert.equal((await door.confirm({ ...ask, isRedirect: true })).pass, true);
  assert.equal((await door.confirm({ ...ask, key: 'other', isRedirect: true })).pass, false);
});
