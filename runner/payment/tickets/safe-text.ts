import { createRedactor } from '../../base/redact.ts';
import { limits } from '../../base/limits.ts';

const cards = createRedactor();

/** A text that may stand on a ticket: one line, of a sensible length, card numbers cut to six and four digits. Null for nothing. */
export function safeText(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ').trim();
  return line === '' ? null : cards.text(line).slice(0, limits.ticketTextLength);
}

/** A card's number with at most the first six and last four digits, however many of them the gateway showed; null for anything else. */
export function safeCardNumber(text: string | null | undefined): string | null {
  const digits = (text ?? '').replaceAll(/[ -]/g, '');
  if (!/^[0-9*xX]{8,19}$/.test(digits)) return null;
  const tail = Math.max(6, digits.length - 4);
  return `${digits.slice(0, 6)}${'*'.repeat(tail - 6)}${digits.slice(tail)}`;
}

/** ISO 8601 UTC, or null for what is no time. */
export function safeTime(text: string | null | undefined): string | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** Digits of an amount, or null. */
export function safeWon(value: string | bigint | null | undefined): string | null {
  const text = typeof value === 'bigint' ? value.toString() : (value ?? '');
  return /^[0-9]{1,20}$/.test(text) ? text : null;
}
