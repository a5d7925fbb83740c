import { parseWon } from '../../base/money.ts';
import { lettersOf } from './core.ts';
import type { Sight } from './facts.ts';

/** Without the words for screen readers alone, where the rest is the whole amount: nobody is meant to see those. */
export function seenPart(sight: Sight, krw: bigint): Sight {
  const glyphs = sight.glyphs.filter(({ run }) => sight.runs[run]?.spokenOnly !== true);
  if (glyphs.length === sight.glyphs.length || glyphs.length === 0) return sight;
  const parsed = parseWon(lettersOf(glyphs));
  // A number of which a part is hidden is no number with a remark for screen readers.
  const digits = lettersOf(glyphs).replace(/\D/g, '');
  const isWhole = 'krw' in parsed ? parsed.krw === krw : digits.includes(krw.toString());
  return isWhole ? { ...sight, glyphs, clips: sight.clips.filter((clip) => !clip.spokenOnly) } : sight;
}

/** Only the characters of the amount inside its sentence; what stands around it may be cut. */
export function partOf(sight: Sight, part: string | null): Sight {
  if (part === null || sight.kind !== 'text') return sight;
  const letters = lettersOf(sight.glyphs);
  const wanted = part.replace(/\s/g, '');
  const from = letters.indexOf(wanted);
  return from === -1 ? sight : { ...sight, glyphs: sight.glyphs.slice(from, from + wanted.length) };
}
