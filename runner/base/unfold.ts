/*
 * A text as somebody means it, with the way back to how it is written: percent codes, entities and escapes undone, full-width signs narrow,
 * hard spaces and long dashes plain, invisible signs gone. What must be hidden is looked for here, and hidden where it really stands.
 */

import { matchesOf } from './matches.ts';
import { replaceTokens, through, type Read, type View } from './text-view.ts';

/** The text as it is meant; null when that is how it is written. Codes inside codes are undone three deep. */
export function unfold(text: string): View | null {
  let view = replaceTokens(text, codes, decode);
  for (let depth = 2; depth <= 3 && view !== null; depth += 1) {
    const inner = replaceTokens(view.text, codes, decode);
    if (inner === null) break;
    view = through(view, inner);
  }
  return view;
}

/**
 * The text without tags, and without what stands between two texts of a page in a trace's or an aria snapshot; null when there is none of these.
 * `numbers`: what is no digit does not touch one, or the word behind a number would hide it.
 */
export function withoutTags(text: string, join: 'all' | 'numbers'): View | null {
  if (!text.includes('<') && !/"\],|",\["[A-Z]|\n\s*- [a-z]/.test(text)) return null;
  const isDigit = (place: number): boolean => /\d/.test(text.charAt(place));
  return replaceTokens(text, tags, (token, at) => {
    const isEdge = join === 'numbers' && isDigit(at - 1) !== isDigit(at + token.length);
    return [{ length: token.length, as: isEdge ? ' ' : '' }];
  });
}

const escapes = String.raw`%u[0-9A-Fa-f]{4}|\\+(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|x[0-9A-Fa-f]{2}|["'/nrt])`;
/** Browsers read numbers without the semicolon, too. */
const entities =
  '&(?:#[0-9]{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|(?:quot|apos|amp|lt|gt|nbsp|commat|period|colon|hyphen|num|ndash|mdash|minus|shy|zwnj|zwj);)';
const spaces = String.raw`\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000`;
/** With the vowel that Korean keyboards have beside the dash. */
const dashes = String.raw`\u2010-\u2015\u2043\u2212\u3161\u30fc\ufe58\ufe63\uff70`;
const invisible = String.raw`\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff`;
const digits = String.raw`\u0660-\u0669\u06f0-\u06f9`;
/** Hangul whose bytes were read as Western letters, as happens to text without a charset. */
const western = String.raw`[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]`;
const misread = String.raw`[\u00ea-\u00ed]${western}{2}`;
const codes = new RegExp(
  String.raw`(?:%(?:25)*[0-9A-Fa-f]{2})+|${escapes}|${entities}|${misread}|[${spaces}${dashes}${invisible}${digits}\uff01-\uff5e]`,
  'g',
);
const opening = String.raw`\["[A-Z][A-Z0-9:-]{0,30}",\{[^{}]{0,300}\},`;
const tags = new RegExp(
  String.raw`<[^<>]{0,300}>|"?(?:\n[ \t]{0,40}- [a-z]{2,20}:? ?){1,4}"?|"\]{1,20},(?:${opening}){0,20}"|",(?:${opening}){1,20}"`,
  'g',
);

function decode(token: string): readonly Read[] {
  if (token.startsWith('%u')) return [{ length: token.length, as: coded(parseInt(token.slice(2), 16)) }];
  if (token.startsWith('%')) return percents(token);
  if (token.length === 3 && token.charCodeAt(0) >= 0xea && token.charCodeAt(0) <= 0xed)
    return [{ length: 3, as: reread(token) }];
  return [{ length: token.length, as: one(token) }];
}

/** What Windows calls the bytes from 0x80 to 0x9f; Node's own decoder does not know them. */
const windows = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function reread(letters: string): string {
  const bytes = Array.from(letters, (sign) => {
    const place = windows.indexOf(sign);
    return place === -1 ? sign.charCodeAt(0) : 0x80 + place;
  });
  const text = Buffer.from(bytes).toString('utf8');
  return text.includes('\ufffd') ? letters : text;
}

const named: { readonly [name: string]: string } = {
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&commat;': '@',
  '&period;': '.',
  '&colon;': ':',
  '&hyphen;': '-',
  '&num;': '#',
  '&ndash;': '-',
  '&mdash;': '-',
  '&minus;': '-',
  '&shy;': '',
  '&zwnj;': '',
  '&zwj;': '',
};

function one(token: string): string {
  const known = named[token];
  if (known !== undefined) return known;
  if (token.startsWith('&')) {
    const isHex = /^&#x/i.test(token);
    return coded(parseInt(token.slice(isHex ? 3 : 2), isHex ? 16 : 10));
  }
  if (!token.startsWith('\\')) return narrow(token);
  const sign = token.replace(/^\\+/, '');
  if (/^[ux]/.test(sign)) return coded(parseInt(sign.replaceAll(/[ux{}]/g, ''), 16));
  return /^[nrt]/.test(sign) ? '\n' : sign;
}

function coded(code: number): string {
  return code <= 0x10ffff ? narrow(String.fromCodePoint(code)) : '\ufffd';
}

/** A full-width sign, a hard space, a long dash as they are on every keyboard. */
function narrow(sign: string): string {
  const code = sign.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if ((code >= 0x0660 && code <= 0x0669) || (code >= 0x06f0 && code <= 0x06f9)) return String(code & 15);
  if (hardSpace.test(sign)) return ' ';
  if (longDash.test(sign)) return '-';
  return hidden.test(sign) ? '' : sign;
}

const hardSpace = new RegExp(`[${spaces}]`);
const longDash = new RegExp(`[${dashes}]`);
const hidden = new RegExp(`[${invisible}]`);

/** A run of percent codes, escaped any number of times, sign by sign as UTF-8. */
const percent = /%(?:25)*[0-9A-Fa-f]{2}/g;
function percents(run: string): readonly Read[] {
  const lengths: number[] = [];
  const bytes: number[] = [];
  for (const [code] of matchesOf(run, percent)) {
    lengths.push(code.length);
    bytes.push(parseInt(code.slice(-2), 16));
  }
  const reads: Read[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const wanted = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    const count = Math.min(wanted, bytes.length - at);
    const length = lengths.slice(at, at + count).reduce((sum, each) => sum + each, 0);
    reads.push({ length, as: narrow(Buffer.from(bytes.slice(at, at + count)).toString('utf8')) });
    at += count;
  }
  return reads;
}
