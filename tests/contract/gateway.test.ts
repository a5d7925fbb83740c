import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { unissuableCards } from '../../fixtures/gateway/cards.ts';
import { createGateway } from '../../fixtures/gateway/app.ts';
import { demoMerchants } from '../../fixtures/gateway/merchants.ts';
import { gateways } from '../../runner/gateways/index.ts';
import { toss } from '../../runner/gateways/toss.ts';
import { tossErrors } from '../../runner/gateways/toss-errors.ts';
import { testCards } from '../../runner/model/test-card.ts';
import { gatewayContract } from './gateway.contract.ts';
import type { GatewayUnderTest } from './gateway.contract.ts';
import { codes } from '../../fixtures/gateway/codes.ts';

const baseUrl = 'http://127.0.0.1:4301';

/** The gateway of the fixtures, asked in this process. */
function localToss(): GatewayUnderTest {
  const [merchant] = demoMerchants;
  const [card] = unissuableCards;
  assert.ok(merchant !== undefined && card !== undefined);
  const { app, gateway } = createGateway();
  const ledger = gateway.ledgers.get('test');
  assert.ok(ledger !== undefined);
  const local: typeof fetch = async (input, init) => app.fetch(new Request(input, init));
  const open = (secretKey: string) => toss.open({ baseUrl, secretKey, fetch: local });
  return {
    kind: toss,
    where: 'fixtures',
    open: () => open(merchant.secretKey),
    openWithWrongKey: () => open('test_sk_nobodyHasThisKey'),
    async approve(amount) {
      const orderId = `LV-${randomBytes(8).toString('hex')}`;
      const page = `${baseUrl}/done`;
      const request = {
        orderId,
        orderName: '이불',
        amount,
        customerKey: 'tester',
        successUrl: page,
        failUrl: page,
        metadata: null,
      };
      const payment = ledger.request(merchant.mId, request);
      ledger.authenticate(payment, {
        issuerCode: card.issuerCode,
        number: '53651000****000*',
        installmentPlanMonths: 0,
      });
      ledger.confirm(merchant.mId, { paymentKey: payment.paymentKey, orderId, amount });
      return { orderId };
    },
    async cancel(orderId) {
      const { paymentKey } = ledger.findByOrder(merchant.mId, orderId);
      ledger.cancel(merchant.mId, paymentKey, { amount: undefined, reason: 'test' });
    },
    now: () => gateway.clock.now(),
  };
}

/** The real test host, when somebody gives a test key. Reads only. */
function realToss(secretKey: string): GatewayUnderTest {
  const open = (key: string) => toss.open({ baseUrl: 'https://api.tosspayments.com', secretKey: key });
  return {
    kind: toss,
    where: 'api.tosspayments.com',
    open: () => open(secretKey),
    openWithWrongKey: () => open('test_sk_nobodyHasThisKey'),
    approve: null,
    cancel: null,
    now: () => Date.now(),
  };
}

const local = [localToss()];
for (const under of local) gatewayContract(under);
const realKey = process.env['POSTFLIGHT_TOSS_TEST_KEY'] ?? '';
if (realKey !== '') gatewayContract(realToss(realKey));

test('every gateway of the list is held to the contract', () => {
  for (const kind of gateways)
    assert.ok(
      local.some((under) => under.kind === kind),
      kind.name,
    );
});

test('the cards a checklist may name are the ones the local gateway knows', () => {
  for (const { number, outcome } of unissuableCards) {
    const listed = testCards.find((each) => each.number === number);
    assert.equal(listed?.answer, outcome === 'approve' ? 'approved' : 'declined');
  }
});

test('every classified code is one the local gateway can give', () => {
  const unknownHere = Object.values(tossErrors)
    .flat()
    .filter((code) => !Object.hasOwn(codes, code));
  assert.deepEqual(unknownHere, []);
});
