import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issuedCard, unissuableCards } from '../../fixtures/gateway/cards.ts';
import { codes } from '../../fixtures/gateway/codes.ts';
import { gateways } from '../../runner/gateways/index.ts';
import { toss } from '../../runner/gateways/toss.ts';
import { tossErrors } from '../../runner/gateways/toss-errors.ts';
import { passesLuhn, testCards } from '../../runner/model/test-card.ts';
import { SetupError } from '../../runner/model/trouble.ts';
import { gatewayContract } from './gateway.contract.ts';
import { localToss } from './local-toss.ts';
import { confirmWithTestCode } from './toss-shop.ts';
import { newOrderId } from './under-test.ts';
import type { GatewayUnderTest } from './under-test.ts';

const realHost = 'https://api.tosspayments.com';
const realKeyName = 'POSTFLIGHT_TOSS_TEST_KEY';

/** The real test host, when somebody gives a test key. Makes no payment: only a person in a browser can prove a card there. */
function realToss(secretKey: string): GatewayUnderTest {
  const open = (key: string) => toss.open({ baseUrl: realHost, secretKey: key });
  return {
    kind: toss,
    where: 'api.tosspayments.com',
    open: () => open(secretKey),
    openWithWrongKey: () => open('test_sk_nobodyHasThisKey'),
    declineByHeader: (code) =>
      confirmWithTestCode({ baseUrl: realHost, secretKey, fetch }, { code, orderId: newOrderId() }),
    buyer: 'needs a buyer who proves a card in the payment window; kept by the gateway of the fixtures above',
    now: () => Date.now(),
  };
}

const local = [localToss()];
for (const under of local) gatewayContract(under);

const realKey = process.env[realKeyName] ?? '';
if (realKey === '') {
  void test('toss (api.tosspayments.com): the contract at the real test host', {
    skip: `needs a test key: ${realKeyName}=test_sk_… and the network`,
  });
} else {
  test(`the key in ${realKeyName} is a test key, else nothing is asked`, () => {
    assert.doesNotThrow(
      () => toss.open({ baseUrl: realHost, secretKey: realKey }),
      'it is no test_sk_ or test_gsk_ key',
    );
  });
  if (isTestKey(realKey)) gatewayContract(realToss(realKey));
}

test('every gateway of the list is held to the contract', () => {
  for (const kind of gateways)
    assert.ok(
      local.some((under) => under.kind === kind),
      kind.name,
    );
});

test('no gateway of the list takes a live key, not even one that the local gateway would serve', () => {
  for (const kind of gateways) {
    for (const secretKey of ['live_sk_demo_FAKE', 'live_gsk_demo_FAKE', ' test_sk_x', 'test_sk_x live_sk_x']) {
      assert.throws(() => kind.open({ baseUrl: 'http://127.0.0.1:4301', secretKey }), SetupError, kind.name);
    }
  }
});

test('the cards a checklist may name are the ones the local gateway knows, and the real card is not among them', () => {
  for (const { number, outcome } of unissuableCards) {
    const listed = testCards.find((each) => each.number === number);
    assert.equal(listed?.answer, outcome === 'approve' ? 'approved' : 'declined');
  }
  assert.ok(passesLuhn(issuedCard.number) && !testCards.some(({ number }) => number === issuedCard.number));
});

test('every classified code is one the local gateway can give', () => {
  const unknownHere = Object.values(tossErrors)
    .flat()
    .filter((code) => !Object.hasOwn(codes, code));
  assert.deepEqual(unknownHere, []);
});

function isTestKey(secretKey: string): boolean {
  return /^test_g?sk_\w+$/.test(secretKey);
}
