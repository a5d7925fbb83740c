import type { Span } from '../base/span.ts';

type LiveSecret = {
  readonly code: 'E_LIVE_KEY' | 'E_CARD_NUMBER';
  readonly at: Span;
  readonly what: string;
  readonly fix: string;
};

/** Key forms that payment gateways use for real money (docs/payments.md). */
const liveKeys: readonly RegExp[] = [
  /\blive_(?:g?[cs]k|ak)_\w+/g,
  /\b[prs]k_live_\w+/g,
  /\bcs_live_\w+/g,
  /\blive_[A-Z0-9]{26,}/g,
];

/** Runs of 13 to 19 digits, in groups or not, that begin as cards do; product barcodes of Korea begin with 8. */
const cardLike = /(?<![\w.-])[2-69]\d{3}(?:[ -]?\d){9,15}(?![\w-])/g;

/** Live keys and card numbers anywhere in a text, comments too: what is in the file is in the repository. */
export function findLiveSecrets(text: string, file: string): readonly LiveSecret[] {
  const found: LiveSecret[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.length < 12) continue;
    const place = (start: number, length: number): Span => ({
      file,
      line: index + 1,
      column: start + 1,
      endLine: index + 1,
      endColumn: start + 1 + length,
    });
    for (const { index: start, length } of liveKeysIn(line)) {
      found.push({
        code: 'E_LIVE_KEY',
        at: place(start, length),
        what: 'this looks like a live key of a payment gateway',
        fix: 'remove it, revoke it at the gateway, and name a test key as a secret',
      });
    }
    for (const { index: start, length } of cardNumbersIn(line)) {
      found.push({
        code: 'E_CARD_NUMBER',
        at: place(start, length),
        what: 'this looks like a card number',
        fix: 'remove it; name a test card (card: …); put order numbers into a variable of the target',
      });
    }
  }
  return found;
}

/** The text with live keys and card numbers covered, one star a character, so that places stay true. */
export function coverLiveSecrets(text: string): string {
  let covered = text;
  for (const { index, length } of [...liveKeysIn(text), ...cardNumbersIn(text)]) {
    covered = covered.slice(0, index) + '*'.repeat(length) + covered.slice(index + length);
  }
  return covered;
}

type Hit = { readonly index: number; readonly length: number };

function liveKeysIn(line: string): readonly Hit[] {
  return liveKeys.flatMap((pattern) =>
    [...line.matchAll(pattern)].map((match) => ({ index: match.index, length: match[0].length })),
  );
}

function cardNumbersIn(line: string): readonly Hit[] {
  return [...line.matchAll(cardLike)].flatMap((match) =>
    passesLuhn(match[0]) ? [{ index: match.index, length: match[0].length }] : [],
  );
}

/** The check digit that every card number carries. */
export function passesLuhn(text: string): boolean {
  const digits = Array.from(text.replace(/\D/g, ''), Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0;
}
