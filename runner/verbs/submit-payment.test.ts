import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PaymentGate, PaymentIntent, PaymentPress } from '../model/payment.ts';
import { testCards } from '../model/test-card.ts';
import type { Target } from '../model/target.ts';
import type { World } from '../model/verb.ts';
import { startGateway, type GatewayBench } from '../../tests/kit/gateway-window.ts';
import { target as demo } from '../../tests/kit/payment-world.ts';
import { failureOf, run, startBench, type Bench } from '../../tests/kit/word-bench.ts';
import { typeCard } from './payment-window.ts';

let bench: Bench;
let gateway: GatewayBench;
before(async () => {
  [bench, gateway] = await Promise.all([startBench(), startGateway()]);
});
after(async () => {
  await bench.close();
  gateway.close();
});

type Seen = Awaited<ReturnType<PaymentPress['seen']>>;

/** A gate that presses at once and keeps what was asked and seen. */
function openGate(): PaymentGate & { readonly asked: PaymentIntent[]; readonly saw: Seen[] } {
  const asked: PaymentIntent[] = [];
  const saw: Seen[] = [];
  return {
    asked,
    saw,
    pay: async (intent, press) => {
      asked.push(intent);
      await press.submit();
      const seen = await press.seen();
      saw.push(seen);
      return { payment: 'P-1', state: 'SEEN_UNKNOWN', orderId: seen.orderId, code: seen.code };
    },
  };
}

async function checkout(
  gate: PaymentGate,
  orderId: string,
  answers: { readonly success: string; readonly fail: string; readonly open?: 'popup' },
): Promise<World> {
  bench.serve({ '/success': answers.success, '/fail': answers.fail });
  const target: Target = {
    ...demo,
    baseUrl: bench.url,
    gateway: demo.gateway === null ? null : { ...demo.gateway, baseUrl: gateway.url },
  };
  const pay = `TossPayments('test_ck_demo_sandbox').payment({ customerKey: 'tester01' }).requestPayment({ method: 'CARD',
    amount: { currency: 'KRW', value: 200000000 }, orderId: '${orderId}', orderName: '경비행기',
    successUrl: '${bench.url}/success', failUrl: '${bench.url}/fail' })`;
  return bench.world(`<script src="${gateway.url}/v2/standard"></script><button onclick="${pay}">결제하기</button>`, {
    gate,
    target,
    budgetMs: 8_000,
  });
}

test('a declined card comes back with its code and order, through the gate alone', async () => {
  const gate = openGate();
  const world = await checkout(gate, 'ORDER-DECLINED-1', { success: '', fail: '<h1>결제에 실패했습니다</h1>' });
  await run(world, 'submit-payment', {
    amount: '200,000,000',
    card: 'unissuable-over-limit',
    expect: 'declined',
    decline: { source: 'magic-card', code: 'REJECT_CARD_PAYMENT' },
    save: 'outcome',
  });
  assert.deepEqual(gate.asked, [
    {
      step: 'S-01',
      amountKrw: 200_000_000n,
      card: 'unissuable-over-limit',
      outcome: { expect: 'declined', source: 'magic-card', code: 'REJECT_CARD_PAYMENT' },
    },
  ]);
  assert.deepEqual(gate.saw, [
    { kind: 'declined', orderId: 'ORDER-DECLINED-1', code: 'REJECT_CARD_PAYMENT', text: '결제에 실패했습니다' },
  ]);
  assert.deepEqual(world.variables.get('outcome'), {
    payment: 'P-1',
    state: 'SEEN_UNKNOWN',
    orderId: 'ORDER-DECLINED-1',
    code: 'REJECT_CARD_PAYMENT',
  });
});

test('an approved card is seen as approved only when the shop says so', async () => {
  const gate = openGate();
  const late =
    '<p id="p">확인 중</p><script>setTimeout(() => { p.textContent = "주문이 완료되었습니다. 주문번호 X" }, 150); history.replaceState(null, "", "/done")</script>';
  const world = await checkout(gate, 'ORDER-APPROVED-1', { success: late, fail: '' });
  await run(world, 'submit-payment', { amount: 200_000_000, card: 'unissuable-approved', expect: 'approved' });
  const [seen] = gate.saw;
  assert.equal(seen?.kind, 'approved');
  assert.equal(seen?.orderId, 'ORDER-APPROVED-1', 'kept from the address that the shop has replaced since');
  assert.equal(
    await gateway.statusOf('ORDER-APPROVED-1'),
    'IN_PROGRESS',
    'nothing is charged before the shop confirms',
  );
});

test('a page that says neither stays unknown', async () => {
  const gate = openGate();
  const world = await checkout(gate, 'ORDER-UNKNOWN-1', { success: '<p>잠시만 기다려 주세요</p>', fail: '' });
  await run(world, 'submit-payment', { amount: 200_000_000, card: 'unissuable-approved', expect: 'approved' });
  assert.equal(gate.saw[0]?.kind, 'unknown');
});

test('without a window, a gateway or a decline source nothing is typed', async () => {
  const gate = openGate();
  const args = { amount: 1_000, card: 'unissuable-approved', expect: 'approved' };
  const plain = await bench.world('<button>결제하기</button>', { gate });
  assert.match((await failureOf(run(plain, 'submit-payment', args))).text.en, /no gateway/);
  const target: Target = { ...demo, baseUrl: bench.url };
  const still = await bench.world('<button>결제하기</button>', { gate, target, budgetMs: 600 });
  assert.match((await failureOf(run(still, 'submit-payment', args))).text.ko, /결제창이 열리지 않았습니다/);
  assert.match(
    (await failureOf(run(plain, 'submit-payment', { ...args, expect: 'declined' }))).text.en,
    /needs decline/,
  );
});

test('a number that could have been issued is never typed', async () => {
  const world = await bench.world('<label>카드번호 <input></label>');
  const field = world.page.getByLabel('카드번호');
  for (const number of ['4242424242424242', '5555555555554444', '', 'abc']) {
    await assert.rejects(typeCard(world.page, '카드번호', { number, timeoutMs: 500 }), { name: 'Bug' });
  }
  assert.equal(await field.inputValue(), '');
  for (const { number } of testCards) {
    await typeCard(world.page, '카드번호', { number, timeoutMs: 500 });
    assert.equal(await field.inputValue(), number);
  }
});
