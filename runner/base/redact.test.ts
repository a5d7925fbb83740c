import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isCardNumber } from './card-number.ts';
import { newRunId } from './ids.ts';
import { createRedactor } from './redact.ts';

const password = 'p@ss "wörd"&1';

test('a secret is hidden in every form in which it travels', () => {
  const { text } = createRedactor([password]);
  const forms = [
    password,
    encodeURIComponent(password),
    encodeURIComponent(password).toLowerCase(),
    encodeURIComponent(password).replaceAll('%20', '+'),
    Buffer.from(password).toString('base64'),
    JSON.stringify(password).slice(1, -1),
    'p@ss &quot;wörd&quot;&amp;1',
  ];
  for (const form of forms) assert.equal(text(`before ${form} after`), 'before *** after', form);
});

test('a secret inside a longer base64 text is hidden whatever stands before it', () => {
  const { text } = createRedactor(['hunter2-secret']);
  for (const user of ['a', 'ab', 'abc', 'buyer@example.com']) {
    const encoded = Buffer.from(`${user}:hunter2-secret!`).toString('base64');
    const hidden = text(`Basic ${encoded}`);
    assert.ok(hidden.includes('***'), hidden);
    assert.ok(!Buffer.from(hidden.slice(6).replace('***', ''), 'base64').toString().includes('hunter2'), hidden);
  }
});

test('a secret registered later is hidden from then on, and an empty one changes nothing', () => {
  const redactor = createRedactor(['']);
  assert.equal(redactor.text('token-abc'), 'token-abc');
  redactor.add('token-abc');
  assert.equal(redactor.text('x token-abc y'), 'x *** y');
});

test('of two secrets the longer is hidden whole', () => {
  assert.equal(createRedactor(['secret', 'secret-and-more']).text('a secret-and-more b secret'), 'a *** b ***');
});

test('a very short secret is hidden only where it stands alone', () => {
  assert.equal(createRedactor(['1a']).text('1a, 21a2, code=1a'), '***, 21a2, code=***');
});

test('deep hides texts and keys and card numbers written as numbers, and keeps the rest', () => {
  const { deep } = createRedactor(['hunter22']);
  assert.deepEqual(deep({ hunter22: ['x hunter22', 7, null, true, 4242424242424242], at: 1795308612345 }), {
    '***': ['x ***', 7, null, true, '424242******4242'],
    at: 1795308612345,
  });
});

const cards: readonly (readonly [string, string])[] = [
  ['4242424242424242', '424242******4242'],
  ['4242 4242 4242 4242', '424242******4242'],
  ['4242-4242-4242-4242', '424242******4242'],
  ['3782 822463 10005', '378282*****0005'],
  ['카드번호4242424242424242입니다', '카드번호424242******4242입니다'],
  ['{"pan":"4222222222222"}', '{"pan":"422222***2222"}'],
];
for (const [input, want] of cards) {
  test(`the card number in ${input} keeps six and four digits`, () => {
    assert.equal(createRedactor().text(input), want);
    assert.deepEqual(createRedactor().leaks(input), [{ kind: 'card-number', line: 1 }]);
  });
}

const innocent = [
  '4242424242424241', // not Luhn-valid
  '1795308612342', // a time of the clock, Luhn-valid or not
  '20261122003012345', // an order number that starts with a date
  'a4242424242424242f', // inside a digest
  '0.4242424242424242', // a fraction
  '99,900,000,000',
  '2026-11-22T00:30:12.000Z',
  '550e8400-e29b-41d4-a716-446655440000',
  '42424242424242424242', // twenty digits
];
for (const text of innocent) test(`${text} is no card number`, () => assert.equal(createRedactor().text(text), text));

test('no run id and no time of these decades is taken for a card number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_577_836_800_000, max: 1_999_999_999_999 }), (now) => {
      const { text } = createRedactor();
      const id = newRunId({ now: () => now, elapsed: () => 0 });
      const iso = new Date(now).toISOString();
      const samples = [
        id,
        `runs/2026/11/${id}/report.json`,
        String(now),
        `${now}000`,
        iso,
        iso.slice(0, 19).replace('T', ' '),
      ];
      for (const sample of samples) assert.equal(text(sample), sample);
    }),
  );
});

test('no hexadecimal digest is taken for a card number', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const hex = Buffer.from(bytes).toString('hex');
      fc.pre(/[a-f]/.test(hex));
      assert.equal(createRedactor().text(`"${hex}"`), `"${hex}"`);
    }),
  );
});

test('whatever the secret is, it is gone from the text, and doing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4 }), fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(!secret.includes('*') && !before.includes('*') && !after.includes('*'));
      const { text } = createRedactor([secret]);
      const once = text(before + secret + after);
      assert.ok(!once.includes(secret));
      assert.equal(text(once), once);
    }),
  );
});

test('a leak is told with its line and without its value', () => {
  const leaks = createRedactor(['hunter22']).leaks('one\ntwo hunter22\n5555555555554444');
  assert.deepEqual(leaks, [
    { kind: 'secret', line: 2 },
    { kind: 'card-number', line: 3 },
  ]);
});

test('a changed digit is noticed by the Luhn rule', () => {
  assert.ok(isCardNumber('5555555555554444'));
  assert.ok(!isCardNumber('5555555555554445'));
});

test('a secret that was cut at its end by … is hidden, and an ordinary word before … is not', () => {
  const redactor = createRedactor(['correct-horse-battery']);
  assert.equal(redactor.text('said correct-hor…'), 'said ***…');
  assert.equal(redactor.text('said corr…'), 'said ***…');
  assert.equal(redactor.text('said cor… and correction…'), 'said cor… and correction…');
});

test('in a form a plus is a space: what stands behind one is hidden, as it would be behind a space', () => {
  const redactor = createRedactor(['harbour-lantern-83']);
  const packed = Buffer.from('{"tel":"010-7397-4634"}').toString('base64');
  const said = [
    '| gildong.hong@mail-kor.example |',
    `x ${packed} y`,
    Buffer.from('a harbour-lantern-83').toString('base64'),
  ];
  for (const value of said) {
    const form = new URLSearchParams({ note: ` ${value} z` }).toString();
    const hidden = new URLSearchParams(redactor.text(form)).get('note') ?? '';
    assert.ok(!hidden.includes('gildong.hong') && !hidden.includes(packed.slice(0, 12)), hidden);
    assert.ok(hidden.includes('***') && hidden.endsWith(' z'), hidden);
    assert.ok(redactor.leaks(form).length > 0);
  }
  // Tags in an address and sums are no forms.
  assert.equal(redactor.text('kim+shop@mail-kor.example'), 'k***@mail-kor.example');
  assert.equal(redactor.text('1+2+3 = 6, C++ and a+b'), '1+2+3 = 6, C++ and a+b');
});

test('a browser shortens what a page logged in its middle; a token whose name was cut is still one', () => {
  const redactor = createRedactor();
  for (const text of [
    '{inside: "https:/…ess_token=ya12bc34de7391 | x"}',
    '{a: "x…token=ya12bc34de7391"}',
    '/cb?token=ya12bc34de7391',
  ])
    assert.match(redactor.text(text), /token=\*\*\*/, text);
  for (const text of ['token=12', 'the token=value pairs', '?token=']) assert.equal(redactor.text(text), text);
});
