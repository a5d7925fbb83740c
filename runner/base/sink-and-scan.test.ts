import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isJson, type JsonValue } from './json.ts';
import { createRedactor } from './redact.ts';

/*
 * What is hidden where it is written down is looked for once more before the seal. When the two read differently, an innocent report cannot
 * be sealed in the middle of the night.
 */

const redactor = createRedactor(['hunter2-secret', '482913', '7391', '731']);

function stillFound(value: JsonValue): readonly string[] {
  return redactor.leaks(JSON.stringify(redactor.deep(value))).map(({ kind }) => kind);
}

const told: readonly (readonly [what: string, value: JsonValue])[] = [
  ['a number under an account’s name', { accountNo: 73814695301 }],
  ['a number under a Korean name', { 계좌번호: 7479811483172 }],
  ['a label and a number side by side in a row', ['입금 계좌번호', '738-146953-01177']],
  ['a label at the end of one value and a number in the next', { a: '계좌', b: { c: '738-146953-01177' } }],
  ['a name that ends like a password’s', { userPassword: 'opensesame7391' }],
  ['a name that ends like a code’s', { loginOtp: '739146' }],
  ['a password with a comma in it', { pwd: 'a,b,c,d opensesame' }],
  ['a number no double holds exactly', 4136982760493273600],
  ['a negative number', -4726388250456971],
  ['a number with a fraction', 4242424242424.5],
  ['a resident number under its name', { rrn: 8504182739464 }],
  ['a cookie by its name', { 'set-cookie': 'sid=S7B39C14D629; HttpOnly' }],
  ['a list of cookies by its name', { 'set-cookie': ['sid=S7B39C14D629; HttpOnly'] }],
  ['a duration that is a short code by chance', { ms: 7391, width: 731 }],
];
for (const [what, value] of told)
  test(`${what} is hidden or left alone, but never found later`, () => assert.deepEqual(stillFound(value), []));

test('what is hidden under a telling name is really gone', () => {
  const hidden = JSON.stringify(
    redactor.deep({
      accountNo: 73814695301,
      userPassword: 'opensesame7391',
      cookie: 'sid=S7B39C14D629',
      'set-cookie': ['a=S7B39C14D630; HttpOnly'],
      headers: { Authorization: 'T7391-4628-secret' },
    }),
  );
  for (const gone of ['73814695', 'opensesame', 'S7B39', '4628']) assert.ok(!hidden.includes(gone), hidden);
});

/** Names, values and what stands between them, from which sentences by chance are made. */
const words = [
  '계좌번호|입금계좌|국민은행|account no|account|주민등록번호|여권번호|passport|OTP|otp=|password:|사업자등록번호|Bearer|Authorization:|Cookie:|Basic ',
  'https://u:|@h.example|a@b.example|%40|\n|"|…|M12345678|123-45-67891|010|1234|5678|010-1234-5678|900101|1234568|4111|1111|4242424242424242',
  '12345678901|738-146953-01177|eyJhbGciOiJIUzI1NiJ9|.abcdefghij|abcdef123456789|sid=abcdef1234|hunter2|-secret|=|:| |, |-||x|\\|<b>|</td><td>',
  '&#64;|1,000원|482913|\u200b',
].flatMap((some) => some.split('|'));
const names = [
  'userPassword|newPwd|loginOtp|cvcCode|cvc|accountNo|account|account_number|계좌|은행|sessionId|xApiKey|cookie|Set-Cookie|authorization|name',
  '주민등록번호|rrn|regno|passport|사업자등록번호|bizNo|token|csrfToken|value|text|x-api-key|resident|clientSecret|4242424242424242',
].flatMap((some) => some.split('|'));
const somethingSaid = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((said) => said.join(''));
const number = fc.oneof(
  fc.integer({ min: 1, max: 9999 }),
  fc.double({ min: -1e20, max: 1e20, noNaN: true }),
  fc.maxSafeInteger(),
);
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, somethingSaid, number, fc.array(tie('value'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 3 }),
}));

test('whatever was hidden in a value is clean to the last look, as one line and over many', () => {
  fc.assert(
    fc.property(anything, (value) => {
      assert.ok(isJson(value));
      const hidden = redactor.deep(value);
      for (const text of [JSON.stringify({ hidden }), JSON.stringify({ hidden }, null, 2)])
        assert.deepEqual(redactor.leaks(text), [], text);
    }),
    { numRuns: 3_000 },
  );
});

test('whatever was hidden in a text is clean to the last look', () => {
  fc.assert(
    fc.property(somethingSaid, (said) =>
      assert.deepEqual(redactor.leaks(redactor.text(said)), [], redactor.text(said)),
    ),
    { numRuns: 5_000 },
  );
});

test('text nested deeper than a stack is looked at as text', () => {
  const nested = `${'['.repeat(50_000)}"4242424242424242"${']'.repeat(50_000)}`;
  assert.deepEqual(redactor.leaks(nested), [{ kind: 'card-number', line: 1 }]);
});

test('a short code that the environment holds is hidden where it stands, and no digest or count stops the seal', () => {
  assert.equal(redactor.text('PIN 7391, CVC 731, amount 173910'), 'PIN ***, CVC ***, amount 173910');
  const digest = 'ab7391cd0f482913'.repeat(4);
  assert.deepEqual(redactor.leaks(`{"prev":"${digest}","ms":7391}`), []);
  assert.equal(redactor.text(digest), digest);
  assert.deepEqual(redactor.leaks('PIN 482913'), [{ kind: 'secret', line: 1 }]);
});

test('a bar code, and a number in a table beside a price or a count, stay as they are', () => {
  const { text, leaks } = createRedactor();
  const barcodes = ['4921015097648', '6953759213204', '5020451968013', '8801234567893', '9791450379228'];
  const cells = ['1,000', '12,900', '1', '2', '12', '105', '1,234,567'];
  for (const code of barcodes)
    for (const cell of cells)
      for (const said of [
        code,
        `SKU ${code}`,
        `<td>${code}</td><td>${cell}</td>`,
        `<td>${cell}</td><td>${code}</td>`,
      ]) {
        assert.equal(text(said), said);
        assert.deepEqual(leaks(said), []);
      }
});

test('of the numbers that pass the Luhn rule only those that an issuer gives out are hidden', () => {
  const { text } = createRedactor();
  for (const order of ['77916421789509', '897028014427658768', '8825-6098-5717-7707', '22118 5539 22584 88400'])
    assert.equal(text(order), order);
  for (const card of ['30569309025904', '3530111333300000', '6011111111111117', '2223003122003222', '9445412345678909'])
    assert.notEqual(text(card), card);
});

test('a label that ends a sentence takes nothing of the page, the line or the file around it with it', () => {
  const { text, leaks } = createRedactor();
  for (const label of [
    'Cookie:',
    'Authorization:',
    'password:',
    'Password: ',
    'otp=',
    '"Set-Cookie:"',
    'access_token=',
  ])
    for (const around of [
      (said: string) => `expected: ${said}\nobserved: nothing\nat checklists/shop.yaml:13:9`,
      (said: string) => `<dd><span class="url">${said.replaceAll('"', '&quot;')}</span></dd>`,
      (said: string) => `<testcase name="${said.replaceAll('"', '&quot;')}" time="0.412" file="a.yaml">`,
      (said: string) => `<failure message="${said.replaceAll('"', '&quot;')}&#10;no answer&#10;at a.yaml"/>`,
      (said: string) => JSON.stringify({ trace: `${said}\nno answer`, next: 'released' }, null, 2),
    ]) {
      assert.equal(text(label), label);
      assert.deepEqual(leaks(around(text(label))), [], around(label));
    }
});
