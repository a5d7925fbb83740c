import type { Box, Cover, Glyph } from './facts.ts';
import type { PageKit } from './kit.ts';
import type { FoundGlyph } from './page-text.ts';

declare const page: PageKit;

export type Seen = { readonly hits: readonly Glyph['hit'][]; readonly covers: readonly Cover[] };

/** Runs in the page: what lies on the characters, asked at the centre of each. */
export const coverPart = {
  /** With `pointer-events` on everywhere, so that a sheet that lets clicks through is found like any other. */
  coversOf(target: Element, glyphs: readonly FoundGlyph[], owners: readonly Element[]): Seen {
    const roots = new Set<Document | ShadowRoot>([document]);
    for (const at of page.chainOf(target)) {
      const root = at.getRootNode();
      if (root instanceof ShadowRoot) roots.add(root);
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*,*::before,*::after{pointer-events:auto!important}');
    const before = [...roots].map((root) => ({ root, sheets: [...root.adoptedStyleSheets] }));
    for (const { root, sheets } of before) root.adoptedStyleSheets = [...sheets, sheet];
    try {
      return page.hitAll(glyphs, owners);
    } finally {
      for (const { root, sheets } of before) root.adoptedStyleSheets = sheets;
    }
  },
  hitAll(glyphs: readonly FoundGlyph[], owners: readonly Element[]): Seen {
    const found = new Map<Element, Cover>();
    const hits = glyphs.map((glyph): Glyph['hit'] => {
      const owner = owners[glyph.run];
      if (glyph.box === null || owner === undefined) return 'lost';
      return page.hitOne(glyph.box, owner, found);
    });
    return { hits, covers: [...found.values()] };
  },
  hitOne(box: Box, owner: Element, found: Map<Element, Cover>): Glyph['hit'] {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const root = owner.getRootNode();
    const from = root instanceof ShadowRoot ? root : document;
    const stack = from.elementsFromPoint(x, y);
    const own = stack.indexOf(owner);
    for (const under of own === -1 ? [] : stack.slice(own + 1)) {
      if (page.holds(under, owner) || found.has(under)) continue;
      const cover = page.coverFacts(under, owner, { box, place: 'behind' });
      if (cover.paints || cover.overprints) found.set(under, cover);
    }
    const outer = page.frameHit(x, y);
    const over = own === -1 ? stack.slice(0, 1) : stack.slice(0, own);
    let top: Element | null = null;
    for (const one of [...outer, ...over].toReversed()) {
      const known = found.get(one);
      const cover = known ?? page.coverFacts(one, owner, { box, place: 'over' });
      found.set(one, cover);
      if (cover.paints || cover.overprints || cover.blur > 0 || own === -1) top = one;
    }
    if (own === -1 && top === null) return 'lost';
    return top === null ? 'own' : [...found.keys()].indexOf(top);
  },
  /** What stands on the frames around, at the same place. */
  frameHit(x: number, y: number): readonly Element[] {
    const on: Element[] = [];
    let [atX, atY] = [x, y];
    for (const frame of page.framesAround()) {
      if (frame === null) break;
      const origin = page.frameOrigin(frame);
      [atX, atY] = [atX + origin.x, atY + origin.y];
      const root = frame.getRootNode();
      const from = root instanceof ShadowRoot ? root : frame.ownerDocument;
      const stack = from.elementsFromPoint(atX, atY);
      const own = stack.indexOf(frame);
      on.push(...(own === -1 ? stack.slice(0, 1) : stack.slice(0, own)));
    }
    return on;
  },
  coverFacts(cover: Element, owner: Element, at: { readonly box: Box; readonly place: Cover['place'] }): Cover {
    const style = getComputedStyle(cover);
    const around = page.holds(cover, owner);
    const pseudos = ['::before', '::after'].map((name) => getComputedStyle(cover, name));
    const pinned = page.chainOf(cover).some((one) => /fixed|sticky/.test(getComputedStyle(one).position));
    return {
      words: page.wordsFor(cover),
      place: at.place,
      // What holds the text is drawn behind it, except for what it adds by styles.
      paints: (!around && page.paints(cover, style)) || pseudos.some((pseudo) => page.pseudoPaints(pseudo)),
      overprints: !around && !page.isSpokenOnly(cover) && page.printsOn(cover, at.box),
      blur: at.place === 'over' ? page.blurOf(style.getPropertyValue('backdrop-filter')) : 0,
      pinned,
    };
  },
  paints(element: Element, style: CSSStyleDeclaration): boolean {
    if (/^(IMG|VIDEO|CANVAS|IFRAME|OBJECT|EMBED|INPUT|SELECT|TEXTAREA|SVG)$/i.test(element.nodeName)) return true;
    if (element instanceof SVGElement) return true;
    const colour = page.colourOf(style.backgroundColor);
    return (
      style.visibility === 'visible' &&
      Number(style.opacity) > 0 &&
      (colour === null || colour[3] > 0 || style.backgroundImage !== 'none' || style.boxShadow !== 'none')
    );
  },
  pseudoPaints(style: CSSStyleDeclaration): boolean {
    if (style.content === 'none' || style.content === 'normal' || style.display === 'none') return false;
    if (style.position !== 'absolute' && style.position !== 'fixed') return false;
    const colour = page.colourOf(style.backgroundColor);
    return colour === null || colour[3] > 0 || style.backgroundImage !== 'none' || style.boxShadow !== 'none';
  },
  printsOn(element: Element, box: Box): boolean {
    const range = document.createRange();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return [...element.childNodes].some((node) => {
      if (!(node instanceof Text) || node.data.trim() === '') return false;
      range.selectNodeContents(node);
      return [...range.getClientRects()].some(
        (rect) => rect.left < x && rect.right > x && rect.top < y && rect.bottom > y,
      );
    });
  },
};
