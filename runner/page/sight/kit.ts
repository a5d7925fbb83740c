import type { boxPart } from './page-boxes.ts';
import type { clipPart } from './page-clips.ts';
import type { coverPart } from './page-covers.ts';
import type { inkPart } from './page-ink.ts';
import type { readPart } from './page-read.ts';
import type { scrollPart } from './page-scroll.ts';
import type { fontPart } from './page-fonts.ts';
import type { speechPart } from './page-speech.ts';
import type { stylePart } from './page-styles.ts';
import type { textPart } from './page-text.ts';

/**
 * What `page` is for code that runs in the page. The methods of all parts are sent as one object (script.ts), because a page
 * has neither our imports nor the helpers that a TypeScript runner adds around named functions.
 */
export type PageKit = typeof boxPart &
  typeof clipPart &
  typeof coverPart &
  typeof inkPart &
  typeof readPart &
  typeof scrollPart &
  typeof fontPart &
  typeof speechPart &
  typeof stylePart &
  typeof textPart;
