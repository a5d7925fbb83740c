import { parseWon } from '../base/money.ts';

/** Stands for the amount in the text around it: `월 {amount}원`. */
export const amountMark = '{amount}';

/**
 * The part of a shown text that is the amount. Without `written` that is all of it; with it, what stands where the mark stands.
 * Null when the text around it is not there exactly once.
 */
export function amountPart(shown: string, written: string | null): string | null {
  if (written === null) return shown;
  const [before = '', after = ''] = folded(written).split(amountMark);
  const text = folded(shown);
  const part = after.trim() === '' ? '(\\S+)' : '(\\S*?)';
  const around = new RegExp(`${escaped(before.trim())}\\s*${part}\\s*${escaped(after.trim())}(?!\\d)`, 'g');
  const found = [...text.matchAll(around)];
  const parts = found.flatMap(([, part]) => (part === undefined || part === '' ? [] : [part]));
  return parts.length === 1 ? (parts[0] ?? null) : null;
}

/** A whole number with or without a unit of counting: `3`, `3개`, `−5,000원`, `10%`. */
export function wholeNumber(shown: string): bigint | null {
  const parsed = parseWon(shown.normalize('NFKC').replace(/\s*(?:개|건|매|명|회|점|장|박|인|%|P|p|포인트)$/, ''));
  return 'krw' in parsed ? parsed.krw : null;
}

function folded(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s*');
}
