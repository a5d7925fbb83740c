import type { Locator, Page } from '@playwright/test';
import { intersectionOf, readSight } from './ask.ts';
import type { Glyph, Sight } from './facts.ts';
import { lettersOf } from './core.ts';
import { partOf, seenPart } from './parts.ts';
import type { Doubt, Finding } from './finding.ts';
import { inklessOf } from './ink.ts';
import { judgeSight } from './judge.ts';

/** What one look at a shown amount comes to. */
export type Seen =
  | { readonly kind: 'readable'; readonly asked: 'geometry' | 'browser' | 'pixels' }
  | { readonly kind: 'unreadable'; readonly findings: readonly [Finding, ...(readonly Finding[])] }
  | { readonly kind: 'picture'; readonly alt: string | null }
  | { readonly kind: 'unsure'; readonly doubts: readonly Doubt[] }
  | { readonly kind: 'gone' };

const nearlyAll = 0.99;

/**
 * Whether a person can read the one amount that the locator means. Geometry and styles decide whenever they can; only a doubt
 * that they leave asks the browser's own judgement (a tenth of a second) and then three small pictures.
 */
export async function seeAmount(
  page: Page,
  locator: Locator,
  ask: { readonly krw: bigint; readonly fontMs: number; readonly part?: string | null },
): Promise<Seen> {
  const whole = await readSight(locator, { fontMs: ask.fontMs });
  if (whole === null) return { kind: 'gone' };
  if (whole.kind === 'picture') return { kind: 'picture', alt: whole.alt };
  const sight = partOf(seenPart(whole, ask.krw), ask.part ?? null);
  const { findings, doubts } = judgeSight(sight, ask.krw);
  const [first, ...others] = findings;
  if (first !== undefined) return { kind: 'unreadable', findings: [first, ...others] };
  if (doubts.length === 0) return { kind: 'readable', asked: 'geometry' };
  return settle({ page, locator, sight, doubts });
}

async function settle(of: {
  readonly page: Page;
  readonly locator: Locator;
  readonly sight: Sight;
  readonly doubts: readonly Doubt[];
}): Promise<Seen> {
  const { page, locator, sight, doubts } = of;
  // The browser knows what lies on what, also across frames of other hosts, but nothing of colours.
  if (doubts.every((doubt) => doubt === 'cover' || doubt === 'frame')) {
    const own = await intersectionOf(locator);
    if (own?.visible === true && own.ratio >= nearlyAll) return { kind: 'readable', asked: 'browser' };
    if (own !== null && sight.foreignFrame && own.ratio < nearlyAll)
      return { kind: 'unreadable', findings: [outside(sight, own.ratio)] };
  }
  const inkless = await inklessOf(page, locator, sight);
  if (inkless === null) return { kind: 'unsure', doubts };
  if (inkless.length === 0) return { kind: 'readable', asked: 'pixels' };
  return { kind: 'unreadable', findings: [missingInk(sight, inkless, doubts)] };
}

function outside(sight: Sight, ratio: number): Finding {
  const px = Math.round((sight.box.right - sight.box.left) * (1 - ratio) * 10) / 10;
  return { kind: 'off-screen', side: 'right', px, frame: true };
}

/** Characters without ink: something lies on them, the page writes `…` instead, or their colour is nothing. */
function missingInk(sight: Sight, inkless: readonly Glyph[], doubts: readonly Doubt[]): Finding {
  const letters = sight.kind === 'field' ? '' : lettersOf(inkless);
  for (const { hit } of inkless) {
    const cover = typeof hit === 'number' ? sight.covers[hit] : undefined;
    if (cover?.place === 'over' && cover.paints)
      return { kind: 'covered', letters, by: cover.words, pinned: cover.pinned };
  }
  const clip = doubts.includes('ellipsis') ? sight.clips.find(({ reserve }) => reserve > 0) : undefined;
  if (clip !== undefined)
    return { kind: 'clipped', side: 'right', px: Math.round(clip.reserve), by: clip.words, ellipsis: true };
  const styles = sight.fontsLoading ? ['document.fonts: loading', ...sight.pixelStyles] : sight.pixelStyles;
  return { kind: 'no-ink', letters, styles };
}
