import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { isCardNumber } from '../base/card-number.ts';
import type { PaymentGate } from '../model/payment.ts';
import { testCards } from '../model/test-card.ts';
import { Blocked } from '../model/trouble.ts';
import type { World } from '../model/verb.ts';
import { run, startBench, type Bench } from '../../tests/kit/word-bench.ts';
import { holdsRealCard } from './real-card.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const card = '4242424242424242';

/** A world that notes what was refused and every key that reached the page. */
async function typing(): Promise<{ world: World; refused: string[] }> {
  const refused: string[] = [];
  const gate: PaymentGate = {
    pay: () => Promise.reject(new Error('no payment')),
    refuse: ({ guard, text }) => {
      refused.push(guard);
      return new Blocked(guard, text);
    },
    shown: () => Promise.resolve(),
  };
  const fields = [1, 2, 3, 4, 5].map((n) => `<label>칸${n} <input></label>`).join('');
  const html = `${fields}<script>keys = ''; addEventListener('input', (event) => (keys += event.target.value))</script>`;
  return { world: await bench.world(html, { gate }), refused };
}

const keysIn = (world: World) => world.page.evaluate(() => String(Reflect.get(globalThis, 'keys')));

test('a number that could have been issued is refused before its first key, however it is written', async () => {
  const { world, refused } = await typing();
  for (const value of [
    card,
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    '４２４２４２４２４２４２４２４２',
    `카드 ${card}`,
  ]) {
    await assert.rejects(run(world, 'fill', { label: '칸1', value }), Blocked);
  }
  assert.equal(await keysIn(world), '');
  assert.deepEqual([...new Set(refused)], ['real-card']);
  assert.equal(refused.length, 5);
});

test('a number typed in four fields, or key by key, is refused at its last part', async () => {
  const { world } = await typing();
  for (const n of [1, 2, 3]) await run(world, 'fill', { label: `칸${n}`, value: '4242' });
  await assert.rejects(run(world, 'fill', { label: '칸4', value: '4242' }), Blocked);
  const keys = await typing();
  await keys.world.page.getByLabel('칸1').focus();
  const all = async (): Promise<void> => {
    for (const key of card) await run(keys.world, 'press', { key });
  };
  await assert.rejects(all(), Blocked);
});

test('a number in a prompt or in a call is refused too', async () => {
  const { world } = await typing();
  await assert.rejects(async () => run(world, 'dialog', { accept: true, text: card }), Blocked);
  await assert.rejects(run(world, 'http', { post: '/pay', json: { pan: card } }), Blocked);
});

test('listed cards, phones, dates, postcodes and order numbers are typed as ever', async () => {
  const { world, refused } = await typing();
  const values = [
    ...testCards.map(({ number }) => number),
    '01012345678',
    '20261122',
    '06236',
    '12345678',
    'LV-20261122-003000',
  ];
  for (const value of values) await run(world, 'fill', { label: '칸1', value });
  assert.deepEqual(refused, []);
});

test('every card number that an issuer could give out is seen, and no listed card is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[3-6]\d{14,15}$/), (digits) => {
      assert.equal(holdsRealCard(digits), isCardNumber(digits));
    }),
    { numRuns: 2_000 },
  );
  for (const { number } of testCards) assert.equal(holdsRealCard(number), false);
});
