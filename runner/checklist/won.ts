import { formatKrw, parseWon } from '../base/money.ts';

/** Whole KRW that a text shows (`1,234,000원`, `₩1,000`, `3억 2,000만원`) as a number; throws when it is not exactly one amount. */
export function readWon(text: string): number {
  const read = parseWon(text);
  if ('problem' in read) {
    const why = read.problem === 'grouping' ? ': its commas do not stand every three digits' : ` (${read.problem})`;
    throw new Error(`"${text}" is no amount${why}`);
  }
  if (read.krw > BigInt(Number.MAX_SAFE_INTEGER) || read.krw < -BigInt(Number.MAX_SAFE_INTEGER))
    throw new Error(`"${text}" is too large to compute with exactly`);
  return Number(read.krw);
}

/** `1,234,000`: whole numbers only, because KRW has no smaller unit. */
export function withCommas(value: unknown): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return formatKrw(BigInt(value));
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return formatKrw(BigInt(value));
  throw new Error(`$commas takes a whole number, not ${JSON.stringify(value) ?? 'nothing'}`);
}
