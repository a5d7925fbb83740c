import type { GivenElements } from '../inside.ts';
import type { Box, Clip, Glyph, Run, Sight, SightAsk } from './facts.ts';
import type { PageKit } from './kit.ts';
import type { FoundGlyph } from './page-text.ts';

declare const page: PageKit;

/** Runs in the page: one reading of one shown amount. */
export const readPart = {
  async readSight(given: GivenElements, asked: SightAsk): Promise<Sight | null> {
    const [element] = 'elements' in given ? given.elements : given;
    if (element === undefined) return null;
    await page.fontsIn(asked.fontMs);
    const first = page.readOnce(element);
    if (!page.needsScroll(first)) return first;
    page.bringIntoView(page.fieldFor(element) ?? element);
    return page.readOnce(element);
  },
  readOnce(element: Element): Sight {
    const field = page.fieldFor(element);
    const texts = field === null ? page.textsOf(element) : [];
    const target = field ?? element;
    const owners = texts.length === 0 ? [target] : texts.map((text) => page.parentOfText(text));
    const found = field === null ? texts.flatMap((text, run) => page.glyphsOf(text, run)) : page.fieldGlyphs(target);
    const spokenOnly = owners.filter((_, run) => texts[run] !== undefined && page.spokenOnlyIn(element, texts[run]));
    const clips = page.clipsAround(owners, spokenOnly);
    // What lies on words that nobody is meant to see covers nothing.
    const shown = found.map((glyph) => {
      const owner = owners[glyph.run];
      return owner !== undefined && spokenOnly.includes(owner) ? { ...glyph, box: null } : glyph;
    });
    const seen = page.coversOf(target, shown, owners);
    const styles = owners.flatMap((owner) => page.chainOf(owner).map((one) => getComputedStyle(one)));
    return {
      kind: page.kindOf(element, { field: field !== null, texts: texts.length }),
      words: page.wordsFor(element),
      box: page.plainBox(target.getBoundingClientRect()),
      glyphs: found.map((glyph, index) => ({ ...glyph, hit: seen.hits[index] ?? 'lost' })),
      runs: owners.map((owner, run) => ({
        ...page.runFor(owner, { run, glyphs: found, clips }),
        spokenOnly: spokenOnly.includes(owner),
      })),
      clips,
      covers: seen.covers,
      field: field === null ? null : page.fieldFacts(field),
      added: field === null ? page.addedTo(element) : null,
      speech: page.speechOf(element),
      alt: page.altOf(element),
      font: page.fontWidthOf(texts),
      shown: page.isShown(target),
      tilted: owners.some((owner) => page.isTilted(owner)),
      fontsLoading: document.fonts.status === 'loading',
      foreignFrame: page.framesAround().includes(null),
      offset: page.offsetOfDocument(),
      pixelStyles: page.pixelStylesOf(styles),
    };
  },
  kindOf(element: Element, has: { readonly field: boolean; readonly texts: number }): Sight['kind'] {
    if (has.field) return 'field';
    if (has.texts > 0) return 'text';
    return page.isPicture(element) ? 'picture' : 'nothing';
  },
  /** A field draws its value itself: three places of its inside stand for the characters. */
  fieldGlyphs(field: Element): readonly FoundGlyph[] {
    const box = field.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) return [{ char: '□', box: null, run: 0 }];
    const style = getComputedStyle(field);
    const left = box.left + page.pixels(style.borderLeftWidth) + page.pixels(style.paddingLeft);
    const right = box.right - page.pixels(style.borderRightWidth) - page.pixels(style.paddingRight);
    const edges = {
      top: box.top + page.pixels(style.borderTopWidth),
      bottom: box.bottom - page.pixels(style.borderBottomWidth),
    };
    const width = Math.max(1, right - left) / 3;
    return [0, 1, 2].map((part) => ({
      char: '□',
      box: { ...edges, left: left + part * width, right: left + (part + 1) * width },
      run: 0,
    }));
  },
  clipsAround(owners: readonly Element[], spokenOnly: readonly Element[]): readonly Clip[] {
    const known = new Map<string, Clip>();
    const [shown, spoken] = [[...new Set(owners)].filter((owner) => !spokenOnly.includes(owner)), new Set(spokenOnly)];
    for (const owner of [...spoken, ...shown])
      for (const clip of page.clipsOf(owner))
        known.set(`${clip.words} ${clip.left} ${clip.top} ${clip.right}`, { ...clip, spokenOnly: spoken.has(owner) });
    return [...known.values()];
  },
  /** Where the ink of a digit ends inside its line is asked only when the line is cut. */
  runFor(
    owner: Element,
    of: { readonly run: number; readonly glyphs: readonly FoundGlyph[]; readonly clips: readonly Clip[] },
  ): Run {
    const run = page.runOf(owner);
    const boxes = of.glyphs.flatMap((glyph) => (glyph.run === of.run && glyph.box !== null ? [glyph.box] : []));
    const cut = of.clips.some((clip) => clip.cutsY && boxes.some((box) => page.sticksOut(box, clip)));
    return cut ? page.withInsets(run, owner) : run;
  },
  sticksOut(box: Box, clip: Box): boolean {
    return box.top < clip.top || box.bottom > clip.bottom;
  },
  needsScroll(sight: Sight): boolean {
    const out = sight.glyphs.some(
      ({ box }) =>
        box !== null &&
        sight.clips.some(
          (clip) =>
            (clip.cutsX && (box.left < clip.left || box.right > clip.right)) ||
            (clip.cutsY && (box.top < clip.top || box.bottom > clip.bottom)),
        ),
    );
    const covered = sight.glyphs.some(({ hit }: { readonly hit: Glyph['hit'] }) => hit !== 'own');
    return out || covered || sight.foreignFrame;
  },
  offsetOfDocument(): { readonly x: number; readonly y: number } {
    let offset = { x: 0, y: 0 };
    for (const frame of page.framesAround()) {
      if (frame === null) break;
      const origin = page.frameOrigin(frame);
      offset = { x: offset.x + origin.x, y: offset.y + origin.y };
    }
    return offset;
  },
};
