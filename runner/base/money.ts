/** Why a text is no amount. `null`, `NaN` and the like are named, because a shop that shows them has a known kind of bug. */
export const amountProblems = [
  'empty',
  'null',
  'undefined',
  'nan',
  'infinity',
  'object',
  'template',
  'exponent',
  'fraction',
  'grouping',
  'several',
  'units',
  'too-long',
  'words',
] as const;
export type AmountProblem = (typeof amountProblems)[number];

const textLengthMax = 200;

const units = [
  { sign: '조', factor: 1_000_000_000_000n },
  { sign: '억', factor: 100_000_000n },
  { sign: '만', factor: 10_000n },
  { sign: '', factor: 1n },
] as const;

/**
 * Reads a whole text as exactly one amount of KRW: `₩1,234`, `1,234원`, `-5,000`, `2억 3,400만원`, `１２３원`.
 * Nothing is rounded, skipped or guessed: what a person could not read as one amount has a problem.
 */
export function parseWon(text: string): { readonly krw: bigint } | { readonly problem: AmountProblem } {
  if (text.length > textLengthMax) return { problem: 'too-long' };
  // NFKC turns full-width digits, commas and the won sign into the plain ones, and NBSP into a space.
  const plain = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\u00ad\u2060\ufeff]/g, '')
    // Marks of direction change nothing at the ends; between digits they can turn the order around, and stay to be refused.
    .replace(/^[\u200e\u200f\u061c\s]+|[\u200e\u200f\u061c\s]+$/g, '')
    .replace(/\u2212/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  const named = namedProblem(plain);
  if (named !== null) return { problem: named };
  const match = /^(-)? ?(?:₩|KRW)? ?(-)? ?([\d.,조억만천백십 ]+?) ?(?:원|KRW)?$/i.exec(plain);
  const body = match?.[3]?.trim();
  if (match === null || body === undefined || !/\d/.test(body)) return { problem: 'words' };
  if (match[1] !== undefined && match[2] !== undefined) return { problem: 'words' };
  const amount = readUnits(body);
  if (typeof amount === 'string') return { problem: amount };
  const negative = match[1] !== undefined || match[2] !== undefined;
  return { krw: negative ? -amount : amount };
}

/** Digits with commas, as prices are shown: `1,234,000`. */
export function formatKrw(krw: bigint): string {
  const digits = (krw < 0n ? -krw : krw).toString();
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ',');
  return krw < 0n ? `-${grouped}` : grouped;
}

/** `200,000,000원`, for messages. */
export function formatWon(krw: bigint): string {
  return `${formatKrw(krw)}원`;
}

function namedProblem(plain: string): AmountProblem | null {
  if (plain === '') return 'empty';
  if (/null/i.test(plain)) return 'null';
  if (/undefined/i.test(plain)) return 'undefined';
  if (/nan/i.test(plain)) return 'nan';
  if (/infinity|∞/i.test(plain)) return 'infinity';
  if (/\[object \w+\]/i.test(plain)) return 'object';
  if (/\{\{.*\}\}|\$\{.*\}|%[sd]\b|%[sd]원/.test(plain)) return 'template';
  if (/\d(\.\d+)?e[+-]?\d/i.test(plain)) return 'exponent';
  return null;
}

/** `2억 3,400만 50`: each unit at most once, big before small, and less than 10,000 after a bigger one. */
function readUnits(body: string): bigint | AmountProblem {
  const parts = /^(?:([^조억만]+)조)? ?(?:([^조억만]+)억)? ?(?:([^조억만]+)만)? ?([^조억만]*)$/.exec(body);
  if (parts === null) return 'units';
  let total = 0n;
  let bigger = false;
  for (const [index, unit] of units.entries()) {
    const written = parts[index + 1]?.trim() ?? '';
    if (written === '') continue;
    const value = readGroup(written, unit.factor);
    if (typeof value === 'string') return value;
    if (bigger && value >= 10_000n * unit.factor) return 'units';
    total += value;
    bigger = true;
  }
  return total;
}

function readGroup(written: string, factor: bigint): bigint | AmountProblem {
  if (/[천백십]/.test(written)) return readThousands(written, factor);
  if (/\d \d/.test(written)) return 'several';
  const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(written);
  if (match === null) return /^[\d,.]+$/.test(written) ? 'grouping' : 'words';
  const whole = BigInt((match[1] ?? '').replaceAll(',', '')) * factor;
  const decimals = match[2] ?? '';
  const scaled = BigInt(decimals === '' ? '0' : decimals) * factor;
  const divisor = 10n ** BigInt(decimals.length);
  return scaled % divisor === 0n ? whole + scaled / divisor : 'fraction';
}

/** `3천`, `1천2백`: spoken thousands inside a group. */
function readThousands(written: string, factor: bigint): bigint | AmountProblem {
  const match = /^(?:(\d?)(천))? ?(?:(\d?)(백))? ?(?:(\d?)(십))? ?(\d?)$/.exec(written);
  if (match === null) return 'units';
  const digit = (value: string | undefined, sign: string | undefined): bigint =>
    sign === undefined ? 0n : BigInt(value === '' || value === undefined ? '1' : value);
  const last = match[7] === undefined || match[7] === '' ? 0n : BigInt(match[7]);
  return (
    (digit(match[1], match[2]) * 1_000n + digit(match[3], match[4]) * 100n + digit(match[5], match[6]) * 10n + last) *
    factor
  );
}
