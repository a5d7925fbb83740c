import { plainText } from '../../base/plain-text.ts';

/*
 * What pages and people wrote ends up on a locked telephone at night. It is made harmless here, once: one line, no control
 * characters, nothing that turns the reading direction or hides text. What a provider's own markup could do is an escape's business.
 */

/** One harmless line. */
export function safeLine(text: string): string {
  return plainText(text.slice(0, longest).replaceAll(/\r\n?/g, '\n'))
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(invisible, '')
    .replaceAll(piles, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** An address that may be opened: http or https, nothing in it that could end a link early. Null for anything else. */
export function safeUrl(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return url.href.replaceAll(/[|<>"'`()[\]{}\\^*_~]/g, (sign) => percent(sign, url));
}

/** Longer texts are cut anyway; cleaning a page's whole text first would be for nothing. */
const longest = 20_000;
/** Zero-width signs, direction marks, soft hyphens, and the tag letters that are read by machines only. Joiners of emoji stay. */
const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/gu;
/** Marks that pile up on one letter and cover the lines around it. */
const piles = /(\p{M}{4})\p{M}+/gu;

/** Underscores and asterisks are common in tokens and harmless in a bare address; an IPv6 host keeps its brackets. */
function percent(sign: string, { hostname }: URL): string {
  if ('*_~'.includes(sign)) return sign;
  if ('[]'.includes(sign) && hostname.startsWith('[')) return sign;
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
