import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createRedactor } from './redact.ts';

const secret = 'Hemme!ig "nøgle" <42>&한글';
const plain = 'correct-horse-battery-9';
const bytes = Buffer.from(secret, 'utf8');
const hash = (name: string, encoding: 'hex' | 'base64'): string => createHash(name).update(plain).digest(encoding);
const url = encodeURIComponent(secret);
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJraW0ifQ.c2lnbmF0dXJl';

/** What is planted, and the piece of it that must be gone. */
const planted: readonly (readonly [kind: string, text: string, gone: string])[] = [
  ['the secret itself', secret, secret],
  ['in an attribute', `<input value="${secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`, 'Hemme!ig'],
  ['in HTML text', secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'), 'Hemme!ig'],
  [
    'with numeric entities',
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&#34;'),
    'Hemme!ig',
  ],
  ['in a query', `/login?x=${url}`, url],
  ['in a query in lower case', url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()), 'nøgle%22'.toLowerCase()],
  ['in a form body', url.replaceAll('%20', '+'), 'Hemme!ig+'],
  ['escaped twice', encodeURIComponent(url), 'Hemme!ig%2520'],
  ['escaped strictly', url.replaceAll('!', '%21'), 'Hemme%21ig'],
  ['escaped wholly', bytes.toString('hex').replaceAll(/../g, '%$&'), '%48%65%6d%6d%65'],
  ['in JSON', JSON.stringify({ x: secret }), 'Hemme!ig'],
  ['in JSON inside JSON', JSON.stringify(JSON.stringify({ x: secret })), 'Hemme!ig'],
  ['with unicode escapes', '"Hemme!ig \\"n\\u00f8gle\\" <42>&\\ud55c\\uae00"', 'Hemme!ig'],
  ['in base64', bytes.toString('base64'), bytes.toString('base64').slice(0, 16)],
  ['in base64url', bytes.toString('base64url'), bytes.toString('base64url').slice(0, 16)],
  [
    'in Basic credentials',
    `Basic ${Buffer.from(`kim:${plain}`).toString('base64')}`,
    Buffer.from(plain).toString('base64').slice(3, 20),
  ],
  [
    'in base64, one byte later',
    Buffer.from(`a${plain}b`).toString('base64'),
    Buffer.from(`a${plain}b`).toString('base64').slice(4, 24),
  ],
  [
    'in base64, two bytes later',
    Buffer.from(`ab${plain}c`).toString('base64'),
    Buffer.from(`ab${plain}c`).toString('base64').slice(4, 24),
  ],
  ['in hex', Buffer.from(plain).toString('hex'), Buffer.from(plain).toString('hex')],
  ['in upper hex', Buffer.from(plain).toString('hex').toUpperCase(), Buffer.from(plain).toString('hex').toUpperCase()],
  ['its MD5', `pw=${hash('md5', 'hex')}`, hash('md5', 'hex')],
  ['its SHA-1', hash('sha1', 'hex'), hash('sha1', 'hex')],
  ['its SHA-256', `{"h":"${hash('sha256', 'hex')}"}`, hash('sha256', 'hex')],
  ['its SHA-256 in capitals', hash('sha256', 'hex').toUpperCase(), hash('sha256', 'hex').toUpperCase()],
  ['its SHA-256 in base64', hash('sha256', 'base64'), hash('sha256', 'base64').slice(0, 20)],
  ['its SHA-384', hash('sha384', 'hex'), hash('sha384', 'hex')],
  ['its SHA-512', hash('sha512', 'hex'), hash('sha512', 'hex')],
  ['its SHA-512 in base64', hash('sha512', 'base64'), hash('sha512', 'base64').slice(0, 30)],
  ['cut off at its end', `${plain.slice(0, 14)}…`, plain.slice(0, 14)],
  ['a card number', '4242424242424242', '42424242424242'],
  ['a card number in groups', '4242 4242 4242 4242', '4242 4242 4242'],
  ['a card number with dashes', '5555-5555-5555-4444', '5555-5555-5555'],
  ['an Amex number', '3782 822463 10005', '822463'],
  ['a mobile number', '010-1234-5678', '1234'],
  ['a mobile number on end', '전화01012345678', '12345678'],
  ['a mobile number with dots', '010.1234.5678', '1234'],
  ['a mobile number with spaces', '010 1234 5678', '1234'],
  ['an old mobile number', '011-234-5678', '234-'],
  ['a number of a country code', '+82 10-1234-5678', '1234'],
  ['a number in a query', 'tel=%2B821012345678', '12345678'],
  ['a Seoul number', '02-1234-5678', '1234'],
  ['a regional number', '031-123-4567', '123-'],
  ['a safety number', '0507-1234-5678', '1234'],
  ['an internet number', '070-1234-5678', '1234'],
  ['a resident number', '900101-1234568', '1234568'],
  ['a resident number on end', '주민번호 9001011234568', '1234568'],
  ['a foreigner’s number', '900101-5234561', '5234561'],
  ['a resident number with the vowel for a dash', '900101ㅡ1234568', '1234568'],
  ['a resident number with a gap at its dash', '900101- 1234568', '1234568'],
  ['a number of a country code without its plus', '82-10-1234-5678', '1234'],
  ['a number as gateways return it', '"phone":"821012345678"', '12345678'],
  ['a number with gaps at its dashes', '010 - 1234 - 5678', '1234'],
  ['a number between marks of direction', '010-\u202d1234\u202c-5678', '1234'],
  ['a number with named dashes', '010&ndash;1234&ndash;5678', '1234'],
  ['a number as entities without semicolons', '&#48&#49&#48-1234-5678', '1234'],
  ['the secret as another keyboard writes it', secret.normalize('NFD'), 'Hemme!ig'],
  [
    'the secret in escapes of JavaScript',
    plain.replaceAll(/./g, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`),
    '\\u{63}',
  ],
  ['the secret as old scripts escape it', secret.replace('한글', '%uD55C%uAE00'), 'Hemme!ig'],
  ['a mail address', 'gildong.hong@example.co.kr', 'gildong'],
  ['a mail address in a query', 'm=gildong%40example.com', 'gildong'],
  ['a JWT', `token ${jwt}`, 'eyJzdWIi'],
  ['a bearer token', 'Authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
  ['a session cookie', 'Cookie: JSESSIONID=A1B2C3D4; theme=dark', 'A1B2C3D4'],
  ['a cookie in a trace', '{"name":"Set-Cookie","value":"sid=A1B2C3D4"}', 'A1B2C3D4'],
  ['a password field', '{"password":"opensesame1"}', 'opensesame1'],
  ['a token in a query', '/cb?access_token=ya12bc34de', 'ya12bc34de'],
  ['a one-time code', 'otp=482913', '482913'],
  ['a card’s check value', '"cvc": "9137"', '9137'],
  ['a password in an address', 'https://kim:opensesame1@shop.test/', 'opensesame1'],
  ['a gateway’s secret key', 'test_sk_docs_OaPz8L5KdmQXkzRz', 'OaPz8L5K'],
  ['a cloud key', 'AKIAIOSFODNN7EXAMPLE', 'IOSFODNN7'],
  ['a repository token', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'abcdefghij'],
  ['a chat hook', 'https://hooks.slack.com/services/T000/B000/XXXXXXXX', 'B000'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\n-----END PRIVATE KEY-----', 'MIGHAgEA'],
];

test(`${planted.length} kinds of planted secrets: each is hidden where it is taken, and each that was not would be found`, () => {
  assert.ok(planted.length >= 60);
  const redactor = createRedactor([secret, plain]);
  for (const [kind, text, gone] of planted) {
    const around = `앞 ${text}\n뒤`;
    const hidden = redactor.text(around);
    assert.ok(!hidden.includes(gone), `${kind}: ${hidden}`);
    assert.ok(hidden.startsWith('앞') && hidden.endsWith('뒤'), `${kind}: only what is secret goes: ${hidden}`);
    assert.ok(redactor.leaks(around).length > 0, `${kind} is found by the scan`);
    assert.deepEqual(redactor.leaks(hidden), [], `${kind}: what was hidden is clean`);
    assert.equal(redactor.text(hidden), hidden, `${kind}: hiding twice changes nothing`);
  }
});

test('what only looks alike stays readable', () => {
  const { text } = createRedactor();
  for (const same of [
    '고객센터 1588-1234',
    '99,900,000,000원',
    '20261122-061306-kh74zu',
    'HS-20261122-3SC8QW3TRE',
    'tviva202611221615476n82W',
    '2026-11-22T00:30:12.000Z',
    'icon@2x.png',
    'password: ${secret:BUYER_PASSWORD}',
    'Basic information about the order',
    '010-****-5678, k***@example.com, 900101-*******',
    '900101-1234567',
    '/api/products/53?key=abc',
    '0.01012345678',
  ])
    assert.equal(text(same), same);
});

test('what the checklist itself says may stand, but never a card or a resident number', () => {
  const redactor = createRedactor();
  redactor.allow('email: tester@example.com\nphone: 010-9999-0000\nrrn: 900101-1234568\ncard: 4242424242424242');
  assert.equal(redactor.text('tester@example.com 010-9999-0000'), 'tester@example.com 010-9999-0000');
  assert.equal(redactor.text('other@example.com'), 'o***@example.com');
  assert.equal(redactor.text('900101-1234568 4242424242424242'), '900101-******* 424242******4242');
});

test('whom to reach stays in what only reaches people; secrets never do', () => {
  const { deep } = createRedactor(['hunter22']);
  assert.deepEqual(deep({ to: '010-1234-5678', key: 'hunter22' }, 'secrets'), { to: '010-1234-5678', key: '***' });
});

test('hostile text costs time in proportion to its length', () => {
  const { text } = createRedactor(['hunter22-secret']);
  for (const piece of [
    'eyJaaaaaaaaa',
    'a@',
    '://a:',
    'bearer ',
    'password=',
    '010-',
    '-----BEGIN PRIVATE KEY-----',
    'cookie:',
    'a.',
  ])
    assert.equal(typeof text(piece.repeat(20_000)), 'string');
});
