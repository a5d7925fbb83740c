import type { ElementHandle, Frame, Page } from 'playwright';
import type { JsonObject } from '../base/json.ts';
import { SetupError } from '../model/trouble.ts';
import { describe, locate } from '../verbs/locate.ts';
import { text } from './text.ts';

/** An element that could not be covered, or came up while the picture was taken: the picture may show it. */
class NotCovered extends Error {
  override readonly name = 'NotCovered';
}

/**
 * Covers everything that the locators point at, in every frame of a page, takes the picture and uncovers it again. The cover is the elements'
 * own style, so that it goes along when they move or scroll. Throws NotCovered when one of them stood there uncovered afterwards.
 */
export async function whileCovered<T>(page: Page, mask: readonly JsonObject[], take: () => Promise<T>): Promise<T> {
  const covered: ElementHandle[] = [];
  try {
    for (const frame of page.frames())
      for (const args of mask)
        for (const element of await inFrame(frame, args).elementHandles()) {
          covered.push(element);
          await element.evaluate(coverElement);
        }
    await Promise.all(framesOf(page).map(painted));
    const taken = await take();
    await refuseUncovered(page, mask);
    return taken;
  } finally {
    // An element, a frame or a page that is gone needs no style back.
    await Promise.allSettled(covered.map((element) => element.evaluate(uncoverElement)));
  }
}

/** What the elements say at this moment: their texts, values and names, one by one. */
export async function textsOfMasked(page: Page, mask: readonly JsonObject[]): Promise<readonly string[]> {
  const found = await Promise.allSettled(
    framesOf(page).flatMap((frame) => mask.map((args) => inFrame(frame, args).evaluateAll(readTexts))),
  );
  const wrong = found.find(
    (one) => one.status === 'rejected' && /valid selector|while parsing/.test(String(one.reason)),
  );
  if (wrong?.status === 'rejected')
    throw new SetupError(text.maskUnreadable({ why: String(wrong.reason).split('\n', 1)[0] ?? '' }));
  // A frame that is loading or gone has nothing to say at this moment.
  return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}

function framesOf(page: Page): readonly Frame[] {
  return page.frames().filter((frame) => !frame.isDetached());
}

function inFrame(frame: Frame, args: JsonObject): ReturnType<typeof locate> {
  return locate(frame, args);
}

async function refuseUncovered(page: Page, mask: readonly JsonObject[]): Promise<void> {
  for (const frame of framesOf(page))
    for (const args of mask) {
      const isAllCovered = await inFrame(frame, args).evaluateAll(areCovered);
      if (!isAllCovered) throw new NotCovered(`what "mask" names could not be covered: ${describe(args)}`);
    }
}

/** A style is on the screen when two frames were drawn since. */
async function painted(frame: Frame): Promise<void> {
  await frame.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
      }),
  );
}

// The functions below run inside the page, so they cannot call anything outside themselves.

/** A flat black box: whatever is drawn inside turns black on black, and what hangs out is cut off. An inner part of a drawing disappears. */
function coverElement(element: Node): void {
  if (!(element instanceof Element)) return;
  // An option is drawn by its list, a letter of a drawing by its line.
  const target = element.closest('select') ?? element.closest('svg text') ?? element;
  const top = [...target.querySelectorAll('*')].filter((inner) => inner.matches(':popover-open, :modal'));
  for (const one of [target, ...top]) {
    if (!(one instanceof HTMLElement || one instanceof SVGElement)) continue;
    const isInDrawing = one instanceof SVGElement && one.ownerSVGElement !== null;
    const wanted = isInDrawing
      ? { opacity: '0' }
      : {
          background: '#000',
          filter: 'brightness(0)',
          'clip-path': 'inset(0)',
          opacity: '1',
          'mix-blend-mode': 'normal',
        };
    const before = Object.keys(wanted)
      .concat('transition', 'animation')
      .map((name) => [name, one.style.getPropertyValue(name), one.style.getPropertyPriority(name)]);
    if (!one.hasAttribute('data-postflight-covered'))
      one.setAttribute('data-postflight-covered', JSON.stringify(before));
    for (const [name, value] of Object.entries({ transition: 'none', animation: 'none', ...wanted }))
      one.style.setProperty(name, value, 'important');
  }
}

function uncoverElement(element: Node): void {
  if (!(element instanceof Element)) return;
  const target = element.closest('select') ?? element.closest('svg text') ?? element;
  for (const one of [target, ...target.querySelectorAll('[data-postflight-covered]')]) {
    const before = one.getAttribute('data-postflight-covered');
    if (before === null || !(one instanceof HTMLElement || one instanceof SVGElement)) continue;
    one.removeAttribute('data-postflight-covered');
    for (const [name, value, priority] of JSON.parse(before)) one.style.setProperty(name, value, priority);
    if (one.getAttribute('style') === '') one.removeAttribute('style');
  }
}

function areCovered(elements: readonly Element[]): boolean {
  return elements.every((element) => {
    const target = element.closest('select') ?? element.closest('svg text') ?? element;
    const { width, height } = target.getBoundingClientRect();
    // What takes no room shows nothing, unless its children do.
    if (width === 0 && height === 0 && getComputedStyle(target).display === 'none') return true;
    const style = getComputedStyle(target);
    if (target instanceof SVGElement && target.ownerSVGElement !== null) return style.opacity === '0';
    return (
      style.filter === 'brightness(0)' &&
      style.backgroundColor === 'rgb(0, 0, 0)' &&
      style.clipPath === 'inset(0px)' &&
      style.display !== 'contents'
    );
  });
}

/** Whole texts, their lines and pieces, values and what a screen reader says: whatever an error could quote. */
function readTexts(elements: readonly Element[]): readonly string[] {
  const names = ['value', 'title', 'alt', 'aria-label', 'placeholder', 'content', 'src', 'href'];
  const said = elements.flatMap((root) =>
    [root, ...root.querySelectorAll('*')].flatMap((element) => [
      ...names.map((name) => element.getAttribute(name) ?? ''),
      'value' in element && typeof element.value === 'string' ? element.value : '',
      element === root ? (root.textContent ?? '') : '',
      element === root && root instanceof HTMLElement ? root.innerText : '',
      ...[...element.childNodes].map((node) => (node.nodeType === 3 ? (node.textContent ?? '') : '')),
    ]),
  );
  const whole = said.flatMap((text) => [
    text.trim(),
    text.replace(/\s+/g, ' ').trim(),
    ...text.split('\n').map((line) => line.trim()),
  ]);
  return [...new Set(whole)].filter((text) => text !== '');
}
