import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PaymentGate } from '../model/payment.ts';
import { Blocked } from '../model/trouble.ts';
import type { World } from '../model/verb.ts';
import { target } from '../../tests/kit/payment-world.ts';
import { run, startBench, type Bench } from '../../tests/kit/word-bench.ts';
import { fakeGate } from '../../tests/kit/fake-gate.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const payment = { amount: 3_490, card: 'unissuable-approved', expect: 'approved' };
const completePage = '<h1>주문이 완료되었습니다</h1>';

/** A shop whose gateway is itself: enough for the listening, which is all these tests look at. */
async function worldWith(gate: PaymentGate): Promise<World> {
  return bench.world(completePage, { gate, target: { ...target, baseUrl: bench.url }, budgetMs: 2_000 });
}

function listeners(world: World): unknown {
  const context = world.page.context();
  return Reflect.apply(Reflect.get(context, 'listenerCount'), context, ['request']);
}

test('a payment that a guard refuses leaves nobody listening to the session', async () => {
  const refusing = fakeGate(() => Promise.reject(new Blocked('page-mode', { ko: '거절', en: 'refused' })));
  const world = await worldWith(refusing);
  const before = listeners(world);
  await assert.rejects(run(world, 'submit-payment', payment), Blocked);
  assert.equal(listeners(world), before);
});

test('a payment that was pressed and seen leaves nobody listening, also when the press broke', async () => {
  const pressing = fakeGate(async (_intent, press) => {
    await assert.rejects(press.submit(async () => undefined));
    const { kind, orderId } = await press.seen(() => false);
    assert.equal(kind, 'approved');
    return { payment: 'pay-1', state: 'VERIFIED_APPROVED', orderId, code: null };
  });
  const world = await worldWith(pressing);
  const before = listeners(world);
  await run(world, 'submit-payment', { ...payment, button: { name: '없는 단추' } });
  assert.equal(listeners(world), before);
});
