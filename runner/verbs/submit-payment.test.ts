import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PaymentGate, PaymentIntent, PaymentPress } from '../model/payment.ts';
import { testCards } from '../model/test-card.ts';
import type { Target } from '../model/target.ts';
import type { World } from '../model/verb.ts';
import { startGateway, type GatewayBench } from '../../tests/kit/gateway-window.ts';
import { target as demo } from '../../tests/kit/payment-world.ts';
import { failureOf, run, startBench, type Bench } from '../../tests/kit/word-bench.ts';
import { Blocked } from '../model/trouble.ts';
import { requireCardForm } from './card-form.ts';
import { typeCard } from './payment-window.ts';
import { fakeGate } from '../../tests/kit/fake-gate.ts';

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
    ...fakeGate(async (intent, press) => {
      asked.push(intent);
      await press.submit(async () => undefined);
      const seen = await press.seen(() => false);
      saw.push(seen);
      return { payment: 'P-1', state: 'SEEN_UNKNOWN', orderId: seen.orderId, code: seen.code };
    }),
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
      canary: false,
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

test('without a window or a decline source nothing is typed', async () => {
  const gate = openGate();
  const args = { amount: 1_000, card: 'unissuable-approved', expect: 'approved' };
  const plain = await bench.world('<button>결제하기</button>', { gate });
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

test('on a shop without a sandbox lane a payment is shown up to its button and not pressed', async () => {
  const shown: PaymentIntent[] = [];
  const gate: PaymentGate = {
    ...openGate(),
    pay: () => Promise.reject(new Error('no payment')),
    shown: async (intent) => void shown.push(intent),
  };
  const args = { amount: 39_000, card: 'unissuable-approved', expect: 'approved' };
  const button = (label: string) => `<button onclick="document.title = 'pressed'">${label}</button>`;
  for (const html of [button('결제하기'), `<p>총 3개</p><b>39,000원</b>${button('결제하기')}`]) {
    const world = await bench.world(html, { gate, budgetMs: 2_000 });
    await run(world, 'submit-payment', { ...args, save: 'outcome' });
    assert.equal(await world.page.title(), '');
    assert.deepEqual(world.variables.get('outcome'), { payment: null, state: 'SHOWN', orderId: null, code: null });
  }
  assert.equal(shown.length, 2);
  const other = await bench.world(button('390,000원 결제하기'), { gate, budgetMs: 2_000 });
  const failure = await failureOf(run(other, 'submit-payment', { ...args, button: { role: 'button' } }));
  assert.match(failure.text.en, /the checklist says 39,000원, the page 390,000원/);
  const disabled = await bench.world('<button disabled>결제하기</button>', { gate, budgetMs: 400 });
  await failureOf(run(disabled, 'submit-payment', args));
  assert.equal(shown.length, 2);
});

test('a payment window that offers only saved or other means is refused before anything is typed', async () => {
  for (const means of ['<button>저장된 카드 1234로 결제</button>', '<button>카카오페이</button>']) {
    const page = (await bench.world(`<h1>결제</h1>${means}`, {})).page;
    const world = await bench.world('', { budgetMs: 500 });
    await assert.rejects(
      requireCardForm(world, page, { entries: [{ kind: 'card-number', label: '카드번호' }], pay: '결제하기' }),
      (error) => {
        assert.ok(error instanceof Blocked);
        assert.match(error.text.en, /no place for the test card/);
        return true;
      },
    );
  }
  const chosen = await bench.world(
    '<label>카드번호 <input></label><label><input type="radio" checked> 저장된 카드</label>',
    {},
  );
  await assert.rejects(
    requireCardForm(chosen, chosen.page, { entries: [{ kind: 'card-number', label: '카드번호' }], pay: '결제하기' }),
    /another means is chosen/,
  );
});
