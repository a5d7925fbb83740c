import { parseWon } from '../../base/money.ts';
import type { Sight } from './facts.ts';
import type { Finding } from './finding.ts';

/** Whether a screen reader says another amount than the shown one, or none. */
export function judgeSpeech(sight: Sight, krw: bigint): readonly Finding[] {
  const { speech } = sight;
  if (speech === null) return [];
  const silent = speech.whole && sight.kind !== 'field' && !says(speech.said, krw);
  return silent || saysOther(speech.said, krw)
    ? [{ kind: 'spoken-differently', spoken: speech.said.replace(/\s+/g, ' ').trim().slice(0, 120), by: speech.by }]
    : [];
}

/** True for words that hold an amount, or a broken one, and not this amount. */
export function saysOther(said: string, krw: bigint): boolean {
  if (says(said, krw)) return false;
  const parsed = parseWon(said);
  if ('krw' in parsed) return true;
  return (
    ['null', 'undefined', 'nan', 'exponent', 'infinity', 'object'].includes(parsed.problem) || wonIn(said).length > 0
  );
}

function says(said: string, krw: bigint): boolean {
  const whole = parseWon(said);
  if ('krw' in whole) return whole.krw === krw;
  return [...wonIn(said), ...pieces(said, /\d[\d,]*/g)].includes(krw);
}

/** Amounts with their unit inside a sentence. */
function wonIn(said: string): readonly bigint[] {
  return pieces(said, /(?:₩|KRW)\s*[\d,]+|\d[\d,.조억만천\s]*원/g);
}

function pieces(said: string, kind: RegExp): readonly bigint[] {
  return [...said.normalize('NFKC').matchAll(kind)].flatMap(([piece]) => {
    const parsed = parseWon(piece.replace(/[\s,.]+$/, ''));
    return 'krw' in parsed ? [parsed.krw] : [];
  });
}
