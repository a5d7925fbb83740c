import type { Clip, Sight } from './facts.ts';
import { drawn, type Drawn } from './core.ts';
import type { Doubt, Finding, Judgement, Side } from './finding.ts';

/** Along a line every part of a pixel counts: the browser writes `…` for less than one. */
const toleranceAlong = 0.1;
/** Across a line the ink is measured with another ruler than the boxes. */
const toleranceAcross = 0.75;
const toleranceScrolled = 1;

/** Whether something cuts the characters, or the screen ends before they do. */
export function judgePlace(sight: Sight): Judgement {
  // The boxes of turned text are larger than the text; only the drawn picture tells.
  if (sight.tilted) return { findings: [], doubts: ['tilt'] };
  const cuts = sight.clips.flatMap((clip) => worstCut(sight, clip));
  const [worst] = cuts.toSorted((one, other) => Number(one.clip.isViewport) - Number(other.clip.isViewport));
  const doubts: Doubt[] = sight.clips.some((clip) => isInReserve(sight, clip)) ? ['ellipsis'] : [];
  return { findings: worst === undefined ? [] : [toFinding(worst)], doubts };
}

type Cut = { readonly clip: Clip; readonly side: Side; readonly px: number };

function worstCut(sight: Sight, clip: Clip): readonly Cut[] {
  const cuts = drawn(sight.glyphs).flatMap((glyph) => cutsOf(sight, glyph, clip));
  return cuts.length === 0 ? [] : [cuts.reduce((worst, cut) => (cut.px > worst.px ? cut : worst))];
}

function cutsOf(sight: Sight, glyph: Drawn, clip: Clip): readonly Cut[] {
  const run = sight.runs[glyph.run];
  const along = clip.scrolls ? toleranceScrolled : toleranceAlong;
  const [x, y] = run?.vertical === true ? [toleranceAcross, along] : [along, toleranceAcross];
  const inset =
    run?.vertical === true ? { top: 0, bottom: 0 } : { top: run?.insetTop ?? 0, bottom: run?.insetBottom ?? 0 };
  const { box } = glyph;
  const over: readonly (readonly [Side, number, boolean])[] = [
    ['left', clip.left - box.left, clip.cutsX && clip.left - box.left > x],
    ['right', box.right - clip.right, clip.cutsX && box.right - clip.right > x],
    ['top', clip.top - (box.top + inset.top), clip.cutsY && clip.top - (box.top + inset.top) > y],
    ['bottom', box.bottom - inset.bottom - clip.bottom, clip.cutsY && box.bottom - inset.bottom - clip.bottom > y],
  ];
  return over.flatMap(([side, px, isCut]) => (isCut ? [{ clip, side, px }] : []));
}

function toFinding({ clip, side, px }: Cut): Finding {
  const rounded = Math.round(px * 10) / 10;
  if (clip.isViewport) return { kind: 'off-screen', side, px: rounded, frame: clip.words === 'frame' };
  return { kind: 'clipped', side, px: rounded, by: clip.words, ellipsis: clip.ellipsis };
}

/** A line that is too long gives its last room to `…`: what stands there may be gone although it would fit. */
function isInReserve(sight: Sight, clip: Clip): boolean {
  return clip.reserve > 0 && drawn(sight.glyphs).some(({ box }) => box.right > clip.right - clip.reserve);
}
