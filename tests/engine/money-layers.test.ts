import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { allowed, defineGuard } from '../../runner/model/guard.ts';
import { startMoneyShop } from '../kit/money-shop.ts';
import { leftOut, soundShop, standingWithout, wirings } from '../proofs/money-wirings.ts';

let shop: Awaited<ReturnType<typeof startMoneyShop>>;
before(async () => {
  shop = await startMoneyShop();
});
after(() => shop.close());

test('a sound shop is paid twice on the test ledger: a canary, and the large payment that it armed', async () => {
  const { liveKrw, testApprovals, stopped } = await shop.pay(soundShop, standingWithout(null));
  assert.deepEqual(stopped, [null, null]);
  assert.equal(testApprovals, 2);
  assert.equal(liveKrw, 0);
});

test('with no layer at all this world loses money, so that its 0 means something', async () => {
  const nothing = defineGuard({ name: 'nothing', layer: 'L0', summary: { ko: '-', en: '-' }, onIntent: () => allowed });
  const [wiring] = wirings;
  assert.ok(wiring !== undefined);
  const { liveKrw } = await shop.pay(wiring, { guards: [nothing], canHold: false });
  assert.ok(liveKrw > 0);
});

// `npm run test:money-layers` tries every wiring with every layer left out.
const hardest = wirings.filter(({ name }) => name === 'live throughout' || name === 'live from the press on');
for (const layer of leftOut) {
  test(`without ${layer} the meter of real money stays at 0`, async () => {
    for (const wiring of hardest) {
      const { liveKrw, stopped } = await shop.pay(wiring, standingWithout(layer));
      assert.equal(liveKrw, 0, wiring.name);
      assert.ok(
        stopped.every((why) => why !== null),
        wiring.name,
      );
    }
  });
}
