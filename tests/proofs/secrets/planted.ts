import { createHash } from 'node:crypto';

/** One kind of what must never be kept: how it is written on a page, and what of it must be found nowhere. */
export type Planted = {
  readonly kind: string;
  readonly text: string;
  /** In the searcher's squeezed writing: no spaces, dashes, dots or brackets, lower case. */
  readonly gone: readonly string[];
};

/** What the tester signs in with: known to the run by name alone. */
export const registered = {
  TESTER: 'Nacht!haven "7" <q>&열쇠',
  PLAIN: 'harbour-lantern-83',
} as const;

const { TESTER: odd, PLAIN: plain } = registered;
const bytes = Buffer.from(odd, 'utf8');
const url = encodeURIComponent(odd);
const sum = (name: string, form: 'hex' | 'base64' | 'base64url'): string => createHash(name).update(plain).digest(form);
const each = (text: string, write: (code: number) => string): string =>
  Array.from(text, (letter) => write(letter.charCodeAt(0))).join('');
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** What squeezing leaves; the searcher does the same to what it reads. */
export function squeezed(text: string): string {
  return text.toLowerCase().replaceAll(/[\s\-.·()_[\]{}"'`,;:=\\]/g, '');
}

const secretForms: readonly (readonly [kind: string, text: string])[] = [
  ['plain', plain],
  ['with signs', odd],
  ['in an attribute', odd.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ['in HTML', odd.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
  ['as decimal entities', each(plain, (code) => `&#${code};`)],
  ['as hexadecimal entities', each(plain, (code) => `&#x${code.toString(16)};`)],
  ['URL-encoded', url],
  ['URL-encoded in lower case', url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
  ['as a form writes it', url.replaceAll('%20', '+')],
  ['URL-encoded twice', encodeURIComponent(url)],
  ['URL-encoded wholly', Buffer.from(plain).toString('hex').replaceAll(/../g, '%$&')],
  ['JSON-escaped', JSON.stringify(odd)],
  ['JSON-escaped twice', JSON.stringify(JSON.stringify(odd))],
  ['as unicode escapes', each(plain, (code) => `\\u${code.toString(16).padStart(4, '0')}`)],
  ['as hexadecimal escapes', each(plain, (code) => `\\x${code.toString(16)}`)],
  ['base64', bytes.toString('base64')],
  ['base64url', bytes.toString('base64url')],
  ['base64 of user and password', base64(`kim:${plain}`)],
  ['base64 one byte later', base64(`a${plain}b`)],
  ['base64 of base64', base64(base64(plain))],
  ['base64, URL-encoded', encodeURIComponent(base64(`ab${plain}?>`))],
  ['hex', Buffer.from(plain).toString('hex')],
  ['upper hex', Buffer.from(plain).toString('hex').toUpperCase()],
  ['md5', sum('md5', 'hex')],
  ['sha1', sum('sha1', 'hex')],
  ['sha256', sum('sha256', 'hex')],
  ['upper sha256', sum('sha256', 'hex').toUpperCase()],
  ['sha256 in base64', sum('sha256', 'base64')],
  ['sha256 in base64url', sum('sha256', 'base64url')],
  ['sha512', sum('sha512', 'hex')],
  ['reversed', Array.from(plain).toReversed().join('')],
  ['in capitals', plain.toUpperCase()],
  ['full-width', each(plain, (code) => String.fromCharCode(code + 0xfee0))],
  ['with zero-width signs', Array.from(plain).join('\u200b')],
  ['over two elements', `${plain.slice(0, 8)}</b><i>${plain.slice(8)}`],
];

/** Fifteen digits and the one that makes them a card's. */
function card(head: string): string {
  for (let last = 0; ; last += 1) {
    const digits = `${head}${last}`;
    const total = Array.from(digits)
      .toReversed()
      .reduce((sumOf, digit, place) => {
        const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
        return sumOf + (value > 9 ? value - 9 : value);
      }, 0);
    if (total % 10 === 0) return digits;
  }
}

function groups(digits: string, between: string): string {
  return digits.match(/.{1,4}/g)?.join(between) ?? digits;
}

const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
/** A card of its own for each kind, so that a hit tells which one it was. */
const cardNo = (index: number): string => card(`45${3971 + 113 * index}8${1026 + 137 * index}3184`);
const amex = card('37424545540012');
const [packed, coded] = [cardNo(8), cardNo(9)];

const cardForms: readonly (readonly [kind: string, text: string, digits: string])[] = [
  ['a card number', cardNo(0), cardNo(0)],
  ['a card in groups', groups(cardNo(1), ' '), cardNo(1)],
  ['a card with dashes', groups(cardNo(2), '-'), cardNo(2)],
  ['an Amex card', `${amex.slice(0, 4)} ${amex.slice(4, 10)} ${amex.slice(10)}`, amex],
  ['a card in full-width digits', wide(groups(cardNo(3), '-')), cardNo(3)],
  ['a card with hard spaces', groups(cardNo(4), '\u00a0'), cardNo(4)],
  ['a card with dots', groups(cardNo(5), '.'), cardNo(5)],
  ['a card with long dashes', groups(cardNo(6), '–'), cardNo(6)],
  ['a card with zero-width signs', groups(cardNo(7), '\u200b'), cardNo(7)],
  ['a card over four elements', groups(cardNo(10), '</b><b>'), cardNo(10)],
  ['a card in base64', base64(`{"pan":"${packed}"}`), base64(`{"pan":"${packed}"}`)],
  ['a card URL-encoded wholly', coded.replaceAll(/./g, (digit) => `%3${digit}`), coded],
  ['a card as entities', cardNo(11).replaceAll(/./g, (digit) => `&#${digit.charCodeAt(0)};`), cardNo(11)],
];

/** Everything that opens a door or tells of a person by its form alone; the second text is what must be gone. */
const byForm: readonly (readonly [kind: string, text: string, gone: string])[] = [
  ['a mobile number', '010-7391-4628', '7391-4628'],
  ['a mobile number on end', '전화01073924629', '73924629'],
  ['a mobile number with dots', '010.7393.4630', '7393-4630'],
  ['a mobile number with hard spaces', '010\u00a07394\u00a04631', '7394-4631'],
  ['a mobile number in full-width digits', wide('010-7395-4632'), '7395-4632'],
  ['a mobile number abroad', '+82 10-7396-4633', '7396-4633'],
  ['a mobile number in base64', base64('{"tel":"010-7397-4634"}'), base64('{"tel":"010-7397-4634"}')],
  ['a landline number', '02-7398-4635', '7398-4635'],
  ['a regional number', '031-739-4636', '739-4636'],
  ['a safety number', '0507-7381-4637', '7381-4637'],
  ['a resident number', '850417-1739468', '850417-1739468'],
  ['a resident number on end', '주민번호 8504182739464', '8504182739464'],
  ['a resident number in full-width digits', wide('850421-1739461'), '850421-1739461'],
  ['a foreigner number', '850419-5739468', '850419-5739468'],
  ['a passport number', '여권번호 M73814691', 'M73814691'],
  ['a new passport number', 'passport: M738K4692', 'M738K4692'],
  ['a driver licence', '11-22-738146-93', '22-738146-93'],
  ['a business number', '사업자등록번호 124-81-00998', '124-81-00998'],
  ['a bank account', '국민은행 738146-94-301177', '738146-94-301177'],
  ['an account on end', '계좌번호: 73814695301178', '73814695301178'],
  ['a mail address', 'gildong.hong@mail-kor.example', 'gildong.hong'],
  ['a mail address URL-encoded', 'm=gildong.ahn%40mail-kor.example', 'gildong.ahn'],
  ['a mail address as entities', 'gildong.cho&#64;mail-kor.example', 'gildong.cho'],
  [
    'a mail address in base64',
    base64('{"mail":"gildong.seo@mail-kor.example"}'),
    base64('{"mail":"gildong.seo@mail-kor.example"}'),
  ],
  [
    'a JWT',
    `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"sub":"gildong"}').toString('base64url')}.c2lnbmF0dXJlLTczOQ`,
    'c2lnbmF0dXJlLTczOQ',
  ],
  ['a bearer token', 'Authorization: Bearer br9xKq71LmZ0pWcD44', 'br9xKq71LmZ0pWcD44'],
  ['basic credentials', `Basic ${base64('gildong:kosmos-739')}`, base64('gildong:kosmos-739').replace(/=+$/, '')],
  ['a session cookie', 'Cookie: JSESSIONID=A7B39C14D628; theme=dark', 'A7B39C14D628'],
  ['a cookie that is set', 'Set-Cookie: sid=S7B39C14D629; HttpOnly', 'S7B39C14D629'],
  ['an AWS key', 'AKIAQ7391FODNN7EXAMP', 'AKIAQ7391FODNN7EXAMP'],
  ['a Toss key', 'test_sk_D5GePWvyJnrK0W0k6q8gLzN97Eoq', 'D5GePWvyJnrK0W0k6q8gLzN97Eoq'],
  ['a Stripe key', 'sk_test_51Hx7391QmZ0pWcDkLmN', '51Hx7391QmZ0pWcDkLmN'],
  ['a GitHub token', 'ghp_q7391abcdefghijklmnopqrstuvwxyz01234', 'q7391abcdefghijklmnopqrstuvwxyz01234'],
  ['a Slack hook', 'https://hooks.slack.com/services/T7391/B4628/Zq7391XXXXXXXX', 'Zq7391XXXXXXXX'],
  [
    'a private key',
    '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49q7391\n-----END PRIVATE KEY-----',
    'MIGHAgEAMBMGByqGSM49q7391',
  ],
  ['a password in an address', 'https://kim:opensesame7391@shop.test/', 'opensesame7391'],
  ['a password field', '{"password":"opensesame7392"}', 'opensesame7392'],
  ['a token in a query', '/cb?access_token=ya12bc34de7391', 'ya12bc34de7391'],
  ['a one-time code', 'otp=739146', 'otp=739146'],
  ['a card’s check value', '"cvc": "7391"', '"cvc": "7391"'],
];

/** All kinds; the proof counts them. */
export const planted: readonly Planted[] = [
  ...secretForms.map(([kind, text]) => ({ kind: `the password, ${kind}`, text, gone: [text.replace('</b><i>', '')] })),
  ...cardForms.map(([kind, text, digits]) => ({ kind, text, gone: cardPieces(digits) })),
  ...byForm.map(([kind, text, gone]) => ({ kind, text, gone: [gone] })),
].map((one) => ({ ...one, gone: one.gone.map(squeezed) }));

/** Six digits at the front and four at the end may be shown; anything longer may not. */
function cardPieces(digits: string): readonly string[] {
  return /^\d+$/.test(digits) ? [digits.slice(0, 9), digits.slice(5)] : [digits];
}
