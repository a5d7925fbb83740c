import { alone, type Finder } from './personal-finder.ts';

/*
 * Numbers that the state or a bank gave to one person or shop. Those without a check digit are hidden only where they are called by their
 * name, or order numbers and product codes would turn into stars.
 */

/** Between a name and its number: what separates them, and no further word. */
const told = String.raw`(?:번호|no\.?|number)?["'\s:=()+\[\]]{0,8}`;

export const personalNumbers: readonly Finder[] = [
  {
    kind: 'resident-number',
    needs: [],
    pattern: new RegExp(`${alone.before}(\\d{6})(?: ?- ?| {1,2}|%20|%2D)([1-8]\\d{6})${alone.after}`, 'gi'),
    mask: maskResident,
  },
  {
    // Thirteen digits on end are as often a time of the clock, so only where they are called so.
    kind: 'resident-number',
    needs: ['주민', '외국인', 'resident', 'rrn', 'jumin', 'juminno', 'ssn', 'regno'],
    pattern: new RegExp(
      `(?<=(?:주민|외국인|resident|rrn|jumin|ssn|regno)[^0-9\\r\\n]{0,24})(\\d{6})([1-8]\\d{6})${alone.after}`,
      'gi',
    ),
    mask: maskResident,
  },
  {
    // Since October 2020 there is no check digit: the name and the date must do.
    kind: 'resident-number',
    needs: ['주민', '외국인', '등록'],
    pattern: new RegExp(
      `(?<label>(?:주민|외국인)(?:\\s?등록)?${told})(\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))-[1-8]\\d{6}${alone.after}`,
      'g',
    ),
    mask: (_found, [date = '']) => `${date}-*******`,
  },
  {
    kind: 'passport',
    needs: ['여권', 'passport'],
    pattern: new RegExp(`(?<label>(?:여권|passport)${told})[A-Z](?:\\d{8}|\\d{3}[A-Z]\\d{4})${alone.after}`, 'gi'),
    mask: () => '***',
  },
  {
    kind: 'driver-licence',
    needs: ['-'],
    pattern: new RegExp(`${alone.before}(1[1-9]|2[0-8])-\\d{2}-\\d{6}-\\d{2}${alone.after}`, 'g'),
    mask: (_found, [region = '']) => `${region}-**-******-**`,
  },
  {
    // Its check digit alone does not do: a shop's own stands at the foot of every page, and an order may look alike.
    kind: 'business-number',
    needs: ['사업자', 'business', 'bizno', 'brn'],
    pattern: new RegExp(
      `(?<label>(?:사업자(?:\\s?등록)?|business[\\s_-]?|biz|brn)${told})(\\d{3})-?(\\d{2})-?(\\d{5})${alone.after}`,
      'gi',
    ),
    mask: maskBusiness,
  },
  {
    kind: 'account',
    needs: ['계좌', '은행', '뱅크', '농협', '신협', '새마을', 'account', 'acct', 'iban'],
    pattern: new RegExp(
      `(?<label>(?:계좌|은행|뱅크|농협|신협|새마을금고|account|acct)${told})(\\d{2,6}-\\d{2,6}-\\d{2,8}(?:-\\d{1,4})?)${alone.after}`,
      'gi',
    ),
    mask: maskAccount,
  },
  {
    // On end an amount or an order number looks alike: only what is called an account's number.
    kind: 'account',
    needs: ['계좌번호', '계좌 번호', 'account', 'acct'],
    pattern: new RegExp(
      `(?<label>(?:계좌\\s?번호|(?:account|acct)[\\s_-]?(?:no|num|number)\\.?)["'\\s:=()+\\[\\]]{0,8})(\\d{10,14})${alone.after}(?!\\s?원)`,
      'gi',
    ),
    mask: maskAccount,
  },
];

/** Names of fields whose value may be such a number: every word that the patterns above look for. */
export const numberName =
  /주민|외국인|resident|rrn|jumin|ssn|regno|여권|passport|사업자|business|biz|brn|계좌|은행|뱅크|농협|신협|새마을|account|acct/i;

/** Resident and foreigner numbers: a date that exists, a digit for the century, the check digit. */
function maskResident(_found: string, [date, rest]: readonly (string | undefined)[]): string | null {
  if (date === undefined || rest === undefined) return null;
  const digits = `${date}${rest}`;
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6))];
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const sum = weighted(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
  const century = Number(rest.charAt(0));
  const own = (11 - (sum % 11)) % 10;
  const foreigner = (13 - (sum % 11)) % 10;
  if (Number(rest.slice(-1)) !== (century >= 5 && century <= 8 ? foreigner : own)) return null;
  return `${date}-*******`;
}

function maskBusiness(_found: string, groups: readonly (string | undefined)[]): string | null {
  const [office = '', kind = '', rest = ''] = groups;
  const digits = `${office}${kind}${rest}`;
  const sum = weighted(digits, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(digits.charAt(8)) * 5) / 10);
  return (10 - (sum % 10)) % 10 === Number(digits.charAt(9)) ? `${office}-${kind}-*****` : null;
}

/** Ten digits at least, and no date: `계좌이체 2026-11-22` is none. */
function maskAccount(number: string): string | null {
  const digits = number.replaceAll('-', '');
  return digits.length < 10 || digits.length > 16 ? null : `***${digits.slice(-3)}`;
}

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((total, weight, place) => total + weight * Number(digits.charAt(place)), 0);
}
