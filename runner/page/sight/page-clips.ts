import type { Box, Clip } from './facts.ts';
import type { PageKit } from './kit.ts';

declare const page: PageKit;

/** Runs in the page: what cuts the text, from its own element out to the screen. */
export const clipPart = {
  clipsOf(element: Element): readonly Clip[] {
    let offset = { x: 0, y: 0 };
    const clips = [...page.clipsInside(element), page.viewportOf(window)];
    for (const frame of page.framesAround()) {
      if (frame === null) break;
      const origin = page.frameOrigin(frame);
      offset = { x: offset.x - origin.x, y: offset.y - origin.y };
      const around = frame.ownerDocument.defaultView;
      const outer = [...page.clipsInside(frame), ...(around === null ? [] : [page.viewportOf(around)])];
      for (const clip of outer) clips.push({ ...clip, ...page.moved(clip, offset) });
    }
    return clips;
  },
  /** An element that leaves the flow is cut only from its containing block outwards. */
  clipsInside(element: Element): readonly Clip[] {
    const clips: Clip[] = [];
    let waitsFor: 'nothing' | 'positioned' | 'transformed' = 'nothing';
    for (const at of page.chainOf(element)) {
      const style = getComputedStyle(at);
      const transformed = page.containsFixed(style);
      if (waitsFor === 'transformed' && !transformed) continue;
      if (waitsFor === 'positioned' && !transformed && style.position === 'static') continue;
      const clip = page.clipOf(at, style);
      if (clip !== null) clips.push(clip);
      waitsFor = style.position === 'fixed' ? 'transformed' : style.position === 'absolute' ? 'positioned' : 'nothing';
    }
    return clips;
  },
  containsFixed(style: CSSStyleDeclaration): boolean {
    return (
      style.transform !== 'none' ||
      style.filter !== 'none' ||
      style.perspective !== 'none' ||
      style.translate !== 'none' ||
      style.scale !== 'none' ||
      style.rotate !== 'none' ||
      /paint|layout|strict|content/.test(style.contain) ||
      /transform|filter|perspective/.test(style.willChange)
    );
  },
  clipOf(element: Element, style: CSSStyleDeclaration): Clip | null {
    const picture = element instanceof SVGSVGElement;
    if ((style.display === 'inline' && !picture) || style.display === 'contents') return null;
    if (element instanceof SVGElement && !picture) return null;
    const owner = element.ownerDocument;
    if (element === owner.documentElement) return null;
    // The body's overflow is the screen's, unless the root has its own.
    if (element === owner.body && getComputedStyle(owner.documentElement).overflowX === 'visible') return null;
    const contained = /paint|strict|content/.test(style.contain);
    const cutsX = contained || style.overflowX !== 'visible';
    const cutsY = contained || style.overflowY !== 'visible';
    if (!cutsX && !cutsY) return null;
    const tooLong = element.scrollWidth > element.clientWidth;
    const ellipsis = style.textOverflow !== 'clip' && cutsX;
    return {
      ...page.paddingBox(element, style),
      words: page.wordsFor(element),
      cutsX,
      cutsY,
      scrolls: /auto|scroll/.test(style.overflowX),
      ellipsis: (ellipsis && tooLong) || style.webkitLineClamp !== 'none',
      reserve: ellipsis && tooLong ? page.widthOf('…', style) : 0,
      isViewport: false,
      spokenOnly: false,
    };
  },
  paddingBox(element: Element, style: CSSStyleDeclaration): Box {
    const box = element.getBoundingClientRect();
    const width = element instanceof HTMLElement && element.offsetWidth > 0 ? element.offsetWidth : box.width;
    const height = element instanceof HTMLElement && element.offsetHeight > 0 ? element.offsetHeight : box.height;
    // The rounded layout width is good enough for the scale only when there is one.
    const scaleX = Math.abs(box.width - width) < 1 || width === 0 ? 1 : box.width / width;
    const scaleY = Math.abs(box.height - height) < 1 || height === 0 ? 1 : box.height / height;
    const margin = style.overflowX === 'clip' ? page.pixels(style.getPropertyValue('overflow-clip-margin')) : 0;
    return {
      left: box.left + page.pixels(style.borderLeftWidth) * scaleX - margin,
      top: box.top + page.pixels(style.borderTopWidth) * scaleY - margin,
      right: box.right - page.pixels(style.borderRightWidth) * scaleX + margin,
      bottom: box.bottom - page.pixels(style.borderBottomWidth) * scaleY + margin,
    };
  },
  pixels(value: string): number {
    const found = /-?\d+(\.\d+)?(?=px)/.exec(value);
    return found === null ? 0 : Number(found[0]);
  },
  viewportOf(around: Window): Clip {
    const root = around.document.documentElement;
    // A phone's page that is wider than the screen is drawn smaller; what a person sees is the visual viewport.
    const width = Math.max(root.clientWidth, around.visualViewport?.width ?? 0);
    const height = Math.max(around.innerHeight, around.visualViewport?.height ?? 0);
    const words = around === window && around.parent === around ? 'viewport' : 'frame';
    const edges = { left: 0, top: 0, right: width, bottom: height };
    const whole = { cutsX: true, cutsY: true, scrolls: false, ellipsis: false, reserve: 0, spokenOnly: false };
    return { ...edges, words, ...whole, isViewport: true };
  },
};
