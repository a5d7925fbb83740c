import assert from 'node:assert/strict';
import test from 'node:test';
import { coverLiveSecrets, findLiveSecrets } from './live-secrets.ts';

/** Keys are put together here so that no scanner takes this file for a leak. */
const join = (...parts: readonly string[]): string => parts.join('');
const refused: readonly (readonly [text: string, code: string])[] = [
  [join('key: live', '_sk_', 'abc123DEF456'), 'E_LIVE_KEY'],
  [join('key: live', '_gck_', 'abc123DEF456'), 'E_LIVE_KEY'],
  [join('key: sk', '_live_', 'abc123DEF456'), 'E_LIVE_KEY'],
  [join('id: cs', '_live_', 'abc123DEF456'), 'E_LIVE_KEY'],
  [join('# pk', '_live_', 'abc123DEF456'), 'E_LIVE_KEY'],
  [join('card: 4111', '1111', '1111', '1111'), 'E_CARD_NUMBER'],
  [join('card: 5454-', '5454-', '5454-', '5454'), 'E_CARD_NUMBER'],
];

for (const [text, code] of refused) {
  test(`${code} is found and covered in "${text.slice(0, 12)}…"`, () => {
    assert.deepEqual(
      findLiveSecrets(text, 'a').map((each) => each.code),
      [code],
    );
    const covered = coverLiveSecrets(text);
    assert.equal(covered.length, text.length);
    assert.deepEqual(findLiveSecrets(covered, 'a'), []);
  });
}

test('test keys, amounts, telephone numbers, barcodes and times are no secrets', () => {
  for (const text of [
    join('test', '_sk_', 'abc123DEF456'),
    '99900000000',
    '010-1234-5678',
    '8801234567893',
    '1700000000000',
    join('4111', '1111', '1111', '1112'),
    'olive_ck_x',
  ]) {
    assert.deepEqual(findLiveSecrets(text, 'a'), [], text);
  }
});
