import type { Run } from './facts.ts';
import type { PageKit } from './kit.ts';

declare const page: PageKit;

/** Red, green, blue and alpha. */
export type Colour = readonly [number, number, number, number];

/** Runs in the page: the styles that decide whether drawn text can be told from what is behind it. */
export const stylePart = {
  runOf(element: Element): Run {
    const chain = page.chainOf(element);
    const styles = chain.map((one) => getComputedStyle(one));
    const own = getComputedStyle(element);
    const opacity = page.opacityOf(element);
    return {
      visible: page.isShown(element),
      opacity,
      contrast: page.contrastOf(styles, { opacity, ink: page.inkColour(element, own) }),
      blur: Math.max(0, ...styles.map((style) => page.blurOf(style.filter))),
      fontPx: page.pixels(own.fontSize),
      vertical: /^(vertical|sideways)/.test(own.writingMode),
      rightToLeft: own.direction === 'rtl',
      spokenOnly: false,
      insetTop: 0,
      insetBottom: 0,
    };
  },
  /** An element without a box of its own is as visible as the one around it. */
  isShown(element: Element): boolean {
    const boxed = page.chainOf(element).find((one) => getComputedStyle(one).display !== 'contents') ?? element;
    return getComputedStyle(element).visibility === 'visible' && boxed.checkVisibility({ contentVisibilityAuto: true });
  },
  opacityOf(element: Element): number {
    const around = page.framesAround().flatMap((frame) => (frame === null ? [] : page.chainOf(frame)));
    return [...page.chainOf(element), ...around].reduce((all, one) => all * Number(getComputedStyle(one).opacity), 1);
  },
  blurOf(filter: string): number {
    const found = /blur\(([^)]*)\)/.exec(filter);
    return found === null ? 0 : page.pixels(found[1] ?? '');
  },
  colourOf(value: string): Colour | null {
    const found = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)(?:(?:,| \/) ([\d.]+))?\)$/.exec(value);
    if (found === null) return null;
    return [Number(found[1]), Number(found[2]), Number(found[3]), Number(found[4] ?? '1')];
  },
  blend(top: Colour, alpha: number, under: Colour): Colour {
    return [
      top[0] * alpha + under[0] * (1 - alpha),
      top[1] * alpha + under[1] * (1 - alpha),
      top[2] * alpha + under[2] * (1 - alpha),
      1,
    ];
  },
  luminance(colour: Colour): number {
    const linear = [colour[0], colour[1], colour[2]].map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  },
  inkColour(element: Element, style: CSSStyleDeclaration): string {
    if (element instanceof SVGElement) return style.fill;
    return style.getPropertyValue('-webkit-text-fill-color') || style.color;
  },
  /** Null as soon as a picture, a blend or an unknown colour takes part. */
  contrastOf(
    styles: readonly CSSStyleDeclaration[],
    drawn: { readonly opacity: number; readonly ink: string },
  ): number | null {
    const { opacity } = drawn;
    const text = page.colourOf(drawn.ink);
    if (text === null || page.pixelStylesOf(styles).length > 0) return null;
    const layers: { readonly colour: Colour; readonly alpha: number }[] = [];
    for (const style of styles) {
      if (style.backgroundImage !== 'none') return null;
      const colour = page.colourOf(style.backgroundColor);
      if (colour === null) return null;
      if (colour[3] > 0) layers.push({ colour, alpha: colour[3] });
      if (colour[3] === 1) break;
    }
    const dark = styles.some((style) => style.colorScheme === 'dark');
    const canvas: Colour = dark ? [18, 18, 18, 1] : [255, 255, 255, 1];
    const behind = layers.reduceRight<Colour>((under, { colour, alpha }) => page.blend(colour, alpha, under), canvas);
    const front = page.blend(text, text[3] * opacity, behind);
    const [one, other] = [page.luminance(front), page.luminance(behind)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  },
  /** Styles after which only the drawn picture tells. */
  pixelStylesOf(styles: readonly CSSStyleDeclaration[]): readonly string[] {
    const found = styles.flatMap((style) => [
      ...(style.clipPath === 'none' ? [] : ['clip-path']),
      ...(style.maskImage === 'none' || style.maskImage === '' ? [] : ['mask']),
      ...(style.mixBlendMode === 'normal' ? [] : ['mix-blend-mode']),
      ...(style.filter === 'none' ? [] : ['filter']),
      ...(style.backgroundClip === 'text' ? ['background-clip: text'] : []),
      ...(style.clip === 'auto' ? [] : ['clip']),
    ]);
    return [...new Set(found)];
  },
  widthOf(letters: string, style: CSSStyleDeclaration): number {
    return page.measure(letters, style)?.width ?? page.pixels(style.fontSize);
  },
  measure(letters: string, style: CSSStyleDeclaration): TextMetrics | null {
    return page.measureIn(letters, style, style.fontFamily);
  },
  measureIn(letters: string, style: CSSStyleDeclaration, families: string): TextMetrics | null {
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    if (context === null) return null;
    context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${families}`;
    return context.measureText(letters);
  },
  /** Room above and below the ink of an amount inside the box of its line, for text whose box is cut. */
  withInsets(run: Run, element: Element): Run {
    const metrics = page.measure('0123456789,', getComputedStyle(element));
    if (metrics === null) return run;
    return {
      ...run,
      insetTop: metrics.fontBoundingBoxAscent - metrics.actualBoundingBoxAscent,
      insetBottom: metrics.fontBoundingBoxDescent - metrics.actualBoundingBoxDescent,
    };
  },
  isTilted(element: Element): boolean {
    return page.chainOf(element).some((one) => {
      const style = getComputedStyle(one);
      if (style.rotate !== 'none' || style.offsetPath !== 'none') return true;
      if (style.transform === 'none') return false;
      const matrix = new DOMMatrix(style.transform);
      return Math.abs(matrix.b) > 1e-6 || Math.abs(matrix.c) > 1e-6 || !matrix.is2D;
    });
  },
};
