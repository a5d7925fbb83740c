import type { Sight } from './facts.ts';
import { coreOf, type Drawn } from './core.ts';
import type { Finding } from './finding.ts';

/** A digit lower than this cannot be read on a phone: the box of a line is about 1.2 times the size of its letters. */
const heightMin = 8.5;
const digitWidthMin = 2.5;
/** Digits are half as wide as high; far less means that they stand on each other. */
const widthPerSizeMin = 0.22;

/** Whether the characters form one readable number: one line, in their order, large enough. */
export function judgeShape(sight: Sight): readonly Finding[] {
  const core = coreOf(sight);
  if (sight.kind === 'field' || core.length === 0) return [];
  return [...lines(sight, core), ...order(sight, core), ...size(sight, core)];
}

function lines(sight: Sight, core: readonly Drawn[]): readonly Finding[] {
  if (sight.tilted) return [];
  let count = 1;
  let [line] = core;
  for (const glyph of core) {
    if (line === undefined || !isNewLine(sight, line, glyph)) continue;
    count += 1;
    line = glyph;
  }
  return count === 1 ? [] : [{ kind: 'wrapped', lines: count }];
}

/** Raised or smaller digits share their line; a line of its own shares less than a third of the height. */
function isNewLine(sight: Sight, line: Drawn, glyph: Drawn): boolean {
  const vertical = sight.runs[glyph.run]?.vertical === true;
  const [from, to] = vertical ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
  const shared = Math.min(line.box[to], glyph.box[to]) - Math.max(line.box[from], glyph.box[from]);
  const smaller = Math.min(line.box[to] - line.box[from], glyph.box[to] - glyph.box[from]);
  return shared < smaller / 3;
}

function order(sight: Sight, core: readonly Drawn[]): readonly Finding[] {
  if (sight.tilted) return [];
  const vertical = sight.runs[core[0]?.run ?? 0]?.vertical === true;
  const backwards = core.some((glyph, index) => {
    const before = core[index - 1];
    if (before === undefined || isNewLine(sight, before, glyph)) return false;
    return vertical ? glyph.box.top < before.box.top - 1 : glyph.box.left < before.box.left - 1;
  });
  return backwards ? [{ kind: 'reordered' }] : [];
}

function size(sight: Sight, core: readonly Drawn[]): readonly Finding[] {
  const digits = core.filter(({ char }) => /\d/.test(char));
  for (const { box, run } of digits) {
    const vertical = sight.runs[run]?.vertical === true;
    const wide = box.right - box.left;
    const high = box.bottom - box.top;
    const [along, across] = vertical ? [high, wide] : [wide, high];
    if (across < heightMin) return [{ kind: 'too-small', px: tenth(across) }];
    if (along < digitWidthMin || (!vertical && !sight.tilted && along < (across / 1.2) * widthPerSizeMin))
      return [{ kind: 'squeezed', px: tenth(along) }];
  }
  return [];
}

function tenth(px: number): number {
  return Math.round(px * 10) / 10;
}
