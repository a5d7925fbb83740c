import { matchesOf } from './matches.ts';

/** A place in a text that reads like a payment card number. `end` is exclusive. */
export type CardNumber = { readonly start: number; readonly end: number; readonly digits: string };

// Either one unbroken run, or groups as they are printed on cards. A run id (8-6 digits), a date or a row of prices is no such grouping. Letters
// on either side mean a digest or an id, and `1.` before it a fraction.
const gap = '(?:[ .-]| {2}| - )';
const four = `[0-9]{4}${gap}`;
const printed = [
  `(?:${four}){3}[0-9]{1,4}(?:${gap}[0-9]{1,3})?`,
  `${four}[0-9]{6}${gap}[0-9]{4,5}`,
  `${four}[0-9]{5}${gap}[0-9]{6}`,
];
const candidate = new RegExp(
  `(?<![0-9A-Za-z]|[0-9][.-])(?:[0-9]{13,19}|${printed.join('|')})(?![0-9A-Za-z]|-[0-9])`,
  'g',
);

/** Every card number in a text: 13 to 19 digits, spaces or dashes between groups, a card's prefix, Luhn-valid. */
export function findCardNumbers(text: string): readonly CardNumber[] {
  if (text.length < 13) return [];
  const found: CardNumber[] = [];
  for (const match of matchesOf(text, candidate)) {
    const digits = match[0].replaceAll(/[ .-]/g, '');
    if (isCardNumber(digits)) found.push({ start: match.index, end: match.index + match[0].length, digits });
  }
  return found;
}

/** Digits only: could an issuer have given out this number? */
export function isCardNumber(digits: string): boolean {
  return /^[0-9]{13,19}$/.test(digits) && hasCardPrefix(digits) && isLuhnValid(digits);
}

/** At most the issuer's six and the last four may show (PCI DSS 3.4.1). */
export function maskCardNumber(digits: string): string {
  return `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`;
}

/** True for the digits under a bar code: thirteen, with a check digit of their own. One in ten would pass for a card. */
export function isBarcode(digits: string): boolean {
  if (!/^[0-9]{13}$/.test(digits)) return false;
  const total = Array.from(digits, Number).reduce((sum, digit, place) => sum + digit * (place % 2 === 0 ? 1 : 3), 0);
  return total % 10 === 0;
}

// One in ten times of the clock (1 795 000 000 000 ms) and order numbers, some beginning with a date (20261122...), would pass the Luhn
// rule. What no issuer has: 0, 20, 21, 7 and 8 but for 81; 13 and 17 to 19 digits are Maestro's, old Visa's and UnionPay's, 14 are Diners', 15
// Amex's and UATP's. Cards for Korea alone have 16 digits and begin with 9.
const issued: { readonly [length: number]: RegExp } = {
  13: /^[456]/,
  14: /^3(?:0|[689])/,
  15: /^(?:1|3[47])/,
  16: /^(?:[4569]|3[05689]|2[2-7]|81)/,
  17: /^(?:5[0678]|6)/,
  18: /^(?:5[0678]|6)/,
  19: /^(?:3[05689]|4|5[0678]|6)/,
};

function hasCardPrefix(digits: string): boolean {
  return issued[digits.length]?.test(digits) ?? false;
}

function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const doubled = digit * 2;
    if (place % 2 === 0) sum += digit;
    else sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
