import type { FontWidth } from './facts.ts';
import type { PageKit } from './kit.ts';

declare const page: PageKit;

/** Runs in the page: web fonts, which change the width of a price when they arrive. */
export const fontPart = {
  /** Text is measured with the letters it will keep: a web font that is on its way changes every width. */
  async fontsIn(fontMs: number): Promise<void> {
    if (document.fonts.status !== 'loading' || fontMs <= 0) return;
    await Promise.race([document.fonts.ready, new Promise((done) => setTimeout(done, fontMs))]);
  },
  plainFamily(family: string): string {
    return family.replace(/^["']|["']$/g, '').toLowerCase();
  },
  /** The text's width with its web font and with the one that stands there before it; null where no web font draws it. */
  fontWidthOf(texts: readonly Text[]): FontWidth | null {
    const [text] = texts;
    if (text === undefined || document.fonts.size === 0) return null;
    const style = getComputedStyle(page.parentOfText(text));
    const families = style.fontFamily.split(',').map((family) => family.trim());
    const loaded = new Set(
      [...document.fonts].filter((font) => font.status === 'loaded').map((font) => page.plainFamily(font.family)),
    );
    const family = families.find((one) => loaded.has(page.plainFamily(one)));
    if (family === undefined) return null;
    const others = families.filter((one) => !loaded.has(page.plainFamily(one)));
    const letters = texts.map((one) => one.data.trim()).join('');
    const px = page.measureIn(letters, style, families.join(','))?.width;
    const before = page.measureIn(letters, style, others.length === 0 ? 'serif' : others.join(','))?.width;
    return px === undefined || before === undefined ? null : { family: family.replace(/^["']|["']$/g, ''), px, before };
  },
};
