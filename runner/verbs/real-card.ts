import type { Page } from '@playwright/test';
import { findCardNumbers } from '../base/card-number.ts';
import { testCards } from '../model/test-card.ts';
import type { World } from '../model/verb.ts';
import { text } from './payment-text.ts';

/** Digits typed one after another into a page, field by field or key by key: a number may be typed in parts. */
const trails = new WeakMap<Page, readonly string[]>();
const partsMax = 19;
/** How card numbers are split over fields: 4-4-4-4, 4-6-5, 4-4-4-4-3. */
const splits: readonly string[] = ['4,4,4,4', '4,6,5', '4,4,4,4,3'];

/**
 * Refuses a value that reads like a card somebody holds, before its first key, wherever it came from: the checklist, a
 * variable or a secret. Throws Blocked.
 */
export function refuseRealCard(world: World, value: string): void {
  const plain = value.normalize('NFKC').replaceAll(/[\u200b\u00ad\u2060\ufeff]/g, '');
  const typed = follow(world.page, plain.trim());
  if (!holdsRealCard(plain) && !typed.some(holdsRealCard)) return;
  const refusal = { guard: 'real-card', text: text.realCard(), money: true };
  throw world.gate.refuse(refusal, world.step.id);
}

/** True for a number that an issuer could have given out. Listed cards cannot have been. */
export function holdsRealCard(value: string): boolean {
  return findCardNumbers(value).some(({ digits }) => testCards.every(({ number }) => number !== digits));
}

/** Adds what is typed now; returns the numbers that the last parts make together. */
function follow(page: Page, value: string): readonly string[] {
  // Other text in between ends a number; an empty field or a key such as Tab does not.
  if (value === '') return [];
  if (!/^\d{1,6}$/.test(value)) {
    trails.delete(page);
    return [];
  }
  const parts = [...(trails.get(page) ?? []), value].slice(-partsMax);
  trails.set(page, parts);
  return tails(parts);
}

function tails(parts: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let count = 3; count <= parts.length; count += 1) {
    const tail = parts.slice(-count);
    const isKeys = count >= 13 && tail.every((part) => part.length === 1);
    if (isKeys || splits.includes(tail.map((part) => part.length).join(','))) found.push(tail.join(''));
  }
  return found;
}
