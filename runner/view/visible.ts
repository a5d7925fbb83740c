/**
 * Characters that change what a reader sees without being seen: controls, zero-width and direction marks, tags, line and
 * paragraph separators, and halves of surrogate pairs. Tab and line feed stay.
 */
const unseen = /(?![\t\n])\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029\ufffe\uffff]/gu;

/** Text as a person may safely see it: hidden characters are spelled out as ⟨U+202E⟩, line ends are line feeds. */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
