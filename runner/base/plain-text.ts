import { stripVTControlCharacters } from 'node:util';

/**
 * Text from pages and files made harmless for a terminal and a journal: no escape sequences; control characters and direction
 * overrides become `�`. Tabs and line breaks stay.
 */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(unsafe, '�');
}

/** C0 (but tab and newline), DEL and C1 controls, line separators, and the marks that turn the reading direction. */
const unsafe = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069](?<![\t\n])/gu;

/** The same for a name or a value inside one line: a line break in it could pretend to be the next line of what we say. */
export function visible(text: string): string {
  return plainText(text).replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/** A file's name as visible, and no longer than people read. */
export function visibleName(name: string): string {
  const shown = visible(name);
  return shown.length > 200 ? `${shown.slice(0, 120)}…${shown.slice(-60)}` : shown;
}

/** JSON on one line that a terminal may be shown, too: what JSON leaves as it is and a terminal would obey is escaped. */
export function jsonLine(value: object): string {
  return JSON.stringify(value).replaceAll(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
