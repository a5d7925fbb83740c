import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differsInNumbers, readAccount } from './account.ts';

const probe = {
  path: '/api/me/wallet',
  holdsNothing: '$count(savedCards) + deposit',
  unchanged: '{ "points": points, "coupons": coupons }',
};
const read = (body: unknown, changes: Partial<typeof probe> = {}) =>
  readAccount({ ...probe, ...changes }, async () => (typeof body === 'string' ? body : JSON.stringify(body)));

test('an empty account holds nothing, and what must stay is kept in one order', async () => {
  const one = await read({ savedCards: [], deposit: 0, points: 10, coupons: [{ b: 1, a: 2 }] });
  const two = await read({ coupons: [{ a: 2, b: 1 }], points: 10, deposit: 0, savedCards: [] });
  assert.ok(one.kind === 'read' && one.holdsNothing);
  assert.ok(two.kind === 'read');
  assert.equal(one.unchanged, two.unchanged);
});

test('a saved card, a deposit and every odd value hold something', async () => {
  for (const [body, expression] of [
    [{ savedCards: [{ last4: '1234' }], deposit: 0 }, '$count(savedCards) + deposit'],
    [{ savedCards: [], deposit: 5_000 }, '$count(savedCards) + deposit'],
    [{ deposit: '0' }, 'deposit'],
    [{ deposit: '' }, 'deposit'],
    [{ savedCards: {} }, 'savedCards'],
  ] as const) {
    const account = await read({ points: 0, coupons: [], ...body }, { holdsNothing: expression });
    assert.ok(account.kind === 'read' && !account.holdsNothing, JSON.stringify(account));
  }
});

test('a field that is not there proves nothing', async () => {
  assert.equal((await read({ savedCards: [], points: 1 }, { holdsNothing: 'wallet.cards' })).kind, 'unread');
  assert.equal((await read({ savedCards: [], deposit: 0 }, { unchanged: 'gone' })).kind, 'unread');
});

test('an answer that is no JSON, a refusal and a broken expression are told', async () => {
  assert.equal((await read('<html>login</html>')).kind, 'unread');
  assert.equal((await read({}, { holdsNothing: '$error("no")' })).kind, 'unread');
  const down = await readAccount(probe, () => Promise.reject(new Error('HTTP 401')));
  assert.ok(down.kind === 'unread' && down.why.en.includes('HTTP 401'));
  assert.equal((await readAccount(null, () => Promise.reject(new Error('not asked')))).kind, 'none');
});

test('a difference is money-like when a number differs', () => {
  assert.equal(differsInNumbers('{"points":10}', '{"points":9}'), true);
  assert.equal(differsInNumbers('{"orders":["A1"]}', '{"orders":["A2"]}'), false);
  assert.equal(differsInNumbers('[1]', '[1,2]'), true);
});
