import assert from 'node:assert/strict';
import { createGateway } from '../../fixtures/gateway/app.ts';
import { issuedCard, maskCard, unissuableCards } from '../../fixtures/gateway/cards.ts';
import { demoMerchants } from '../../fixtures/gateway/merchants.ts';
import type { Merchant } from '../../fixtures/gateway/merchants.ts';
import type { Payment } from '../../fixtures/gateway/payment.ts';
import { toss } from '../../runner/gateways/toss.ts';
import { confirmWithTestCode } from './toss-shop.ts';
import { newOrderId } from './under-test.ts';
import type { Buyer, GatewayUnderTest } from './under-test.ts';

const baseUrl = 'http://127.0.0.1:4301';

/** The gateway of the fixtures, asked in this process. */
export function localToss(): GatewayUnderTest {
  const world = createGateway();
  const local: typeof fetch = async (input, init) => world.app.fetch(new Request(input, init));
  const merchant = merchantOf('test');
  const open = (secretKey: string) => toss.open({ baseUrl, secretKey, fetch: local });
  const shop = { baseUrl, secretKey: merchant.secretKey, fetch: local };
  return {
    kind: toss,
    where: 'fixtures',
    open: () => open(merchant.secretKey),
    openWithWrongKey: () => open('test_sk_nobodyHasThisKey'),
    declineByHeader: (code) => confirmWithTestCode(shop, { code, orderId: newOrderId() }),
    buyer: localBuyer(world, shop),
    now: () => world.gateway.clock.now(),
  };
}

type World = ReturnType<typeof createGateway>;

function localBuyer({ gateway }: World, shop: Parameters<typeof confirmWithTestCode>[0]): Buyer {
  const [testCard] = unissuableCards;
  assert.ok(testCard !== undefined);
  const authenticate = (mode: 'test' | 'live', amount: number): Payment => {
    const page = `${baseUrl}/done`;
    const request = {
      orderId: newOrderId(),
      orderName: '이불',
      amount,
      customerKey: 'tester',
      successUrl: page,
      failUrl: page,
      metadata: null,
    };
    const card = mode === 'live' ? issuedCard : testCard;
    const ledger = ledgerOf(gateway, mode);
    return ledger.authenticate(ledger.request(merchantOf(mode).mId, request), {
      issuerCode: card.issuerCode,
      number: maskCard(card.number),
      installmentPlanMonths: 0,
    });
  };
  const approve = (mode: 'test' | 'live', amount: number) => {
    const { paymentKey, mId, request } = authenticate(mode, amount);
    const { orderId } = request;
    ledgerOf(gateway, mode).confirm(mId, { paymentKey, orderId, amount });
    return { paymentKey, orderId };
  };
  return {
    approve: async (amountKrw) => approve('test', amountKrw),
    approveElsewhere: async (amountKrw) => approve('live', amountKrw),
    async approveButDeclined(amountKrw, code) {
      const { paymentKey, request } = authenticate('test', amountKrw);
      const answer = await confirmWithTestCode(shop, { code, orderId: request.orderId, paymentKey, amountKrw });
      assert.equal(answer.code, code);
      return { orderId: request.orderId };
    },
    cancelRows: (orderId) =>
      [...gateway.ledgers.values()]
        .flatMap((ledger) => ledger.all())
        .filter((payment) => payment.request.orderId === orderId)
        .reduce((sum, payment) => sum + payment.cancels.length, 0),
  };
}

function ledgerOf(gateway: World['gateway'], mode: 'test' | 'live') {
  const ledger = gateway.ledgers.get(mode);
  assert.ok(ledger !== undefined);
  return ledger;
}

function merchantOf(mode: 'test' | 'live'): Merchant {
  const merchant = demoMerchants.find((each) => each.mode === mode);
  assert.ok(merchant !== undefined);
  return merchant;
}
