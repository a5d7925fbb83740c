import type { Locator } from '@playwright/test';
import { isObject } from '../../base/json.ts';
import { askInside } from '../inside.ts';
import type { Sight, SightAsk } from './facts.ts';
import type { Intersection } from './page-ink.ts';
import { pageFunction, type SightQuestion } from './script.ts';

/** Reads one shown amount; null when nothing matches any more. */
export async function readSight(locator: Locator, asked: SightAsk): Promise<Sight | null> {
  const answer = await ask(locator, 'readSight', asked);
  return isSight(answer) ? answer : null;
}

/** The text of an element without what is for screen readers alone; null when there is nothing of that kind. */
export async function shownText(locator: Locator): Promise<string | null> {
  const answer = await ask(locator, 'shownText', {});
  return typeof answer === 'string' ? answer : null;
}

/** Takes the amount's ink away; the page keeps its layout. */
export async function hideInk(locator: Locator): Promise<void> {
  await ask(locator, 'hideInk', {});
}

export async function showInk(locator: Locator): Promise<void> {
  await ask(locator, 'showInk', {});
}

/** What the browser itself says about the element; null when it says nothing. */
export async function intersectionOf(locator: Locator): Promise<Intersection | null> {
  const answer = await ask(locator, 'intersection', {});
  return isIntersection(answer) ? answer : null;
}

async function ask(locator: Locator, question: SightQuestion, asked: object): Promise<unknown> {
  const inPage = pageFunction(question);
  const answer = await askInside(locator, inPage, asked);
  return answer ?? locator.evaluateAll(inPage, asked);
}

/** The page's own script answers; what it sends back has the shape that it was sent with. */
function isSight(value: unknown): value is Sight {
  return isObject(value) && Array.isArray(value['glyphs']) && Array.isArray(value['clips']);
}

function isIntersection(value: unknown): value is Intersection {
  return isObject(value) && typeof value['ratio'] === 'number';
}
