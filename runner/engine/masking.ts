import type { Page } from 'playwright';
import type { JsonObject } from '../base/json.ts';
import { createRedactor } from '../base/redact.ts';
import type { Section } from '../model/checklist.ts';
import { textsOfMasked } from './cover-elements.ts';
import type { Door } from './door.ts';
import type { EvidenceStore } from './evidence.ts';
import { atMost } from '../base/within.ts';

/** What `mask` asks of one step: which elements, and what they have said so far. */
export type Masking = {
  readonly mask: readonly JsonObject[];
  /** Remembers what the elements say now. A page that does not answer is no trouble here: its picture is not taken either. */
  look(page: Page): Promise<void>;
};

/** A section's memory of what its masked elements said: hidden in all its later texts, too. */
export type MaskedTexts = { readonly texts: Set<string>; hide: (text: string) => string };

/** True for a section in which anything is masked; only such a section costs anything. */
export function masksIn(section: Section): boolean {
  return section.mask !== undefined || section.steps.some(({ mask }) => mask !== undefined);
}

export function createMaskedTexts(): MaskedTexts {
  return { texts: new Set(), hide: (text) => text };
}

/** The door of a step or part under these masks: no text leaves it with what a masked element says. */
export function maskedDoor(door: Door, known: MaskedTexts | null, mask: readonly JsonObject[]): Door {
  if (known === null) return door;
  const { evidence } = door;
  const hidden: EvidenceStore = {
    bytes: (folder, name, content) => evidence.bytes(folder, name, content),
    text: (folder, name, content) => evidence.text(folder, name, known.hide(content)),
    shown: (text) => evidence.shown(known.hide(text)),
  };
  return { ...door, evidence: hidden, ...(mask.length === 0 ? {} : { masking: maskingOf(known, mask) }) };
}

function maskingOf(known: MaskedTexts, mask: readonly JsonObject[]): Masking {
  return {
    mask,
    async look(page) {
      // A page that is stuck says nothing new: what it said before is known.
      await atMost(
        textsOfMasked(page, mask).then((said) => learn(known, said)),
        lookMs,
      );
    },
  };
}

const lookMs = 2_000;
/** One letter stands in every word. */
const shortestText = 2;
const mostTexts = 400;
const longestText = 4_000;

function learn(known: MaskedTexts, said: readonly string[]): void {
  const fresh = said.filter((text) => text.length >= shortestText && !known.texts.has(text));
  if (fresh.length === 0) return;
  for (const text of fresh) known.texts.add(text);
  const isTooMuch = known.texts.size > mostTexts || [...known.texts].some((text) => text.length > longestText);
  // Who masks a whole page wants nothing of it told.
  known.hide = isTooMuch ? () => '***' : createRedactor(known.texts).text;
}
