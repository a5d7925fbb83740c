import type { Sight } from './facts.ts';
import { lettersOf } from './core.ts';
import type { Doubt, Finding, Judgement } from './finding.ts';
import { judgeSpeech } from './speech.ts';

/** Below this nobody sees it; up to the second, only the picture tells. */
const opacityMin = 0.15;
const opacitySure = 0.6;
/** Text with this contrast is seen by its styles alone. Less may still be seen: then the picture decides. */
const contrastSure = 1.5;
const blurPxMin = 2.5;

/** Whether the drawn characters can be seen: not see-through, not the colour behind them, nothing on top. */
export function judgeSurface(sight: Sight): Judgement {
  const findings: Finding[] = [];
  const doubts: Doubt[] = [];
  const opacity = Math.min(1, ...sight.runs.map((run) => run.opacity));
  const blur = Math.max(0, ...sight.runs.map((run) => run.blur), ...sight.covers.map((cover) => cover.blur));
  if (opacity < opacityMin) findings.push({ kind: 'see-through', percent: Math.round(opacity * 100) });
  if (blur >= blurPxMin) findings.push({ kind: 'blurred', px: Math.round(blur * 10) / 10 });
  const printed = sight.covers.find((cover) => cover.overprints && !cover.paints);
  if (printed !== undefined) findings.push({ kind: 'overprinted', by: printed.words });
  if (opacity < opacitySure || sight.runs.some((run) => run.contrast === null || run.contrast < contrastSure))
    doubts.push('colour');
  // What lies behind the text changes what its colour means; the styles of its own ancestors do not know of it.
  if (sight.covers.some((cover) => cover.place === 'behind' && cover.paints)) doubts.push('colour');
  if (sight.glyphs.some(({ hit, box }) => box !== null && hit !== 'own')) doubts.push('cover');
  if (sight.foreignFrame) doubts.push('frame');
  if (sight.fontsLoading) doubts.push('font');
  return { findings, doubts };
}

/** What is not drawn at all, hidden behind dots, or added beside the text. */
export function judgeDrawn(sight: Sight, krw: bigint): readonly Finding[] {
  if (!sight.shown && sight.glyphs.every(({ box }) => box === null))
    return [{ kind: 'not-drawn', letters: sight.kind === 'field' ? '' : lettersOf(sight.glyphs) }];
  const missing = sight.glyphs.filter(({ box, run }) => box === null || sight.runs[run]?.visible === false);
  if (missing.length > 0) return [{ kind: 'not-drawn', letters: sight.kind === 'field' ? '' : lettersOf(missing) }];
  const { field } = sight;
  if (field?.masked === true) return [{ kind: 'masked', by: sight.words }];
  if (field?.measured === true && field.scrollWidth > field.clientWidth) {
    const px = field.scrollWidth - field.clientWidth;
    return [{ kind: 'field-too-narrow', px, room: field.clientWidth, by: sight.words }];
  }
  if (sight.added !== null) return [{ kind: 'added-text', added: sight.added }];
  return judgeSpeech(sight, krw);
}
