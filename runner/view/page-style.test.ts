import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statuses } from '../model/outcome.ts';
import { pageStyle } from './page-style.ts';

type Palette = ReadonlyMap<string, string>;

/** The custom properties of the n-th :root rule: light first, dark second. */
function palette(index: number): Palette {
  const rule = pageStyle.split(':root {')[index + 1]?.split('}', 1)[0] ?? '';
  return new Map(
    Array.from(rule.matchAll(/--([a-z-]+): (#[0-9a-f]{3,6});/g), ([, name = '', value = '']) => [name, value]),
  );
}

function luminance(color: string): number {
  const digits = color.length === 4 ? Array.from(color.slice(1), (digit) => digit + digit).join('') : color.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((from) => {
    const part = Number.parseInt(digits.slice(from, from + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(colors: Palette, front: string, back: string): number {
  const [one, two] = [luminance(colors.get(front) ?? ''), luminance(colors.get(back) ?? '')];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}

const surfaces = ['bg', 'card', 'sunken'];
const pairs: readonly (readonly [front: string, back: string])[] = [
  ...['ink', 'soft', 'link'].flatMap((front) => surfaces.map((back) => [front, back] as const)),
  ...statuses.flatMap((status) => [
    [status, `${status}-bg`] as const,
    [status, 'card'] as const,
    [status, 'bg'] as const,
  ]),
  ['mark-ink', 'mark'],
];

for (const [index, scheme] of ['light', 'dark'].entries()) {
  test(`${scheme}: every text reaches a contrast of 4.5`, () => {
    const colors = palette(index);
    for (const [front, back] of pairs) {
      assert.ok(colors.has(front) && colors.has(back), `${front} on ${back} are in the palette`);
      const ratio = contrast(colors, front, back);
      assert.ok(ratio >= 4.5, `${front} on ${back}: ${ratio.toFixed(2)}`);
    }
  });
}
