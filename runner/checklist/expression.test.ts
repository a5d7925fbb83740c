import assert from 'node:assert/strict';
import test from 'node:test';
import { StepFailure } from '../model/trouble.ts';
import { evaluate, parseExpression } from './expression.ts';

const shop = {
  total: '1,234,000원',
  count: 2,
  items: [
    { name: '이불', price: 5000 },
    { name: '베개', price: 1000 },
  ],
};

const computed: readonly (readonly [expression: string, value: unknown])[] = [
  ['count + 1', 3],
  ['items[price > 2000].name', '이불'],
  ['$sum(items.price)', 6000],
  ['$won(total)', 1_234_000],
  ['$won("3억 2,000만원")', 320_000_000],
  ['$commas(99900000000)', '99,900,000,000'],
  ['$replace("a1b2", /\\d/, "#")', 'a#b#'],
  ['$contains("ORDER", /order/i)', true],
  ['nothing.here', null],
  ['items', shop.items],
];

for (const [expression, value] of computed) {
  test(`${expression} is ${JSON.stringify(value)}`, async () => {
    assert.deepEqual(await evaluate(expression, shop), value);
  });
}

const refused: readonly (readonly [expression: string, why: RegExp])[] = [
  ['$won("무료")', /no amount/],
  ['$won("1,23,000원")', /commas/],
  ['$commas(1.5)', /whole number/],
  ['($f := function($x){ $f($x + 1) }; $f(1))', /steps|longer/],
  ['($f := function($x){ 1 + $f($x + 1) }; $f(1))', /too deep/],
  ['[1..1000000]', /list of more than/],
  ['$map([1..90000], function($x){ $map([1..100], function($y){ $y }) })', /steps|longer/],
  ['$pad("x", 100000000)', /limited/],
  ['$string', /function/],
  ['1/0', /./],
];

for (const [expression, why] of refused) {
  test(`${expression} ends in a clear failure`, async () => {
    await assert.rejects(
      evaluate(expression, shop),
      (error) => error instanceof StepFailure && why.test(error.message),
    );
  });
}

test('an expression that would make a backtracking engine hang answers at once', async () => {
  assert.equal(await evaluate('$contains(text, /^(a+)+$/)', { text: `${'a'.repeat(40)}!` }), false);
});

test('an expression cannot reach the prototype of anything', async () => {
  assert.equal(await evaluate('items.__proto__.constructor', shop), null);
  assert.deepEqual(await evaluate('{"__proto__": {"isAdmin": true}, "a": 1}', shop), { a: 1 });
  assert.equal(Object.hasOwn(Object.prototype, 'isAdmin'), false);
});

test('evaluating changes nothing in what it is given', async () => {
  const before = JSON.stringify(shop);
  await evaluate('items ~> |$|{"price": 0}|', shop);
  await evaluate('$sort(items, function($a, $b){ $a.price > $b.price })', shop);
  assert.equal(JSON.stringify(shop), before);
});

test('a syntax error knows its place', () => {
  assert.ok('tree' in parseExpression('a + 1'));
  const two = parseExpression('a b');
  assert.equal('position' in two && two.position, 2);
  const open = parseExpression('$f(');
  assert.match('why' in open ? open.why : '', /Expected "\)"/);
});
