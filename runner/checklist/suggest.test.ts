import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { didYouMean, distance, nearest } from './suggest.ts';

const verbs = ['click', 'check', 'fill', 'press', 'goto', 'wait-for'];

const cases: readonly (readonly [typed: string, meant: string | null])[] = [
  ['clik', 'click'],
  ['clcik', 'click'],
  ['Fill', 'fill'],
  ['pres', 'press'],
  ['wait', 'wait-for'],
  ['open', null],
  ['x', null],
];

for (const [typed, meant] of cases) {
  test(`"${typed}" ${meant === null ? 'is near no verb' : `was meant to be "${meant}"`}`, () => {
    assert.equal(nearest(typed, verbs), meant);
  });
}

test('without a near name the names there are get listed', () => {
  assert.equal(didYouMean('open', verbs, 'verbs'), 'verbs: click, check, fill, press, goto, wait-for');
  assert.equal(didYouMean('open', [], 'flows'), 'there are no flows here');
});

test('the distance of two words does not depend on their order, and is zero only for the same word', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      assert.equal(distance(a, b), distance(b, a));
      assert.equal(distance(a, b) === 0, a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase());
    }),
  );
});
