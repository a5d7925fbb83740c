import { matchesOf } from './matches.ts';

/** A place in a text that reads like a payment card number. `end` is exclusive. */
export type CardNumber = { readonly start: number; readonly end: number; readonly digits: string };

// Either one unbroken run, or groups as they are printed on cards (4-4-4-4, 4-6-5, 4-4-4-4-3): every group but the last
// has 4 to 6 digits. A run id (8-6 digits) or a date is no such grouping. Letters on either side mean a digest or an id, and `1.` before it a
// fraction.
const candidate =
  /(?<![0-9A-Za-z]|[0-9][.-])(?:[0-9]{13,19}|(?:[0-9]{4,6}(?:[ .-]| {2}| - )){2,4}[0-9]{1,7})(?![0-9A-Za-z]|-[0-9])/g;

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

// One in ten times of the clock (1 795 000 000 000 ms) and order numbers that begin with a date (20261122...) would pass the Luhn
// rule. No card begins with 0, 20 or 21; with 1 only the 15 digits of UATP; 13 digits only with 4, 5 or 6.
function hasCardPrefix(digits: string): boolean {
  if (digits.length === 13) return /^[456]/.test(digits);
  if (digits.startsWith('1')) return digits.length === 15;
  return !/^(?:0|20|21)/.test(digits);
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
