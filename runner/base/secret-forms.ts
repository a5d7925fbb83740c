import { createHash } from 'node:crypto';
import { unfold } from './unfold.ts';

/** Shorter base64 stretches would hide innocent text. */
const shortestBase64 = 8;
/** Digests of a shorter value could be met by chance of the value alone; a PIN's digest tells the PIN, so from four on. */
const shortestHashed = 4;

/**
 * Every form in which a secret travels: plain, for an address (once and twice), for JSON, JavaScript and HTML, as base64 wherever it stands
 * in a longer text, and in hex.
 */
export function secretForms(value: string): readonly string[] {
  if (value === '') return [];
  const meant = unfold(value)?.text ?? value;
  const forms = [
    value,
    meant,
    // As one keyboard composes Hangul, and as another takes it apart.
    value.normalize('NFC'),
    value.normalize('NFD'),
    ...turnedForms(value),
    ...writtenForms(value),
    ...base64Forms(value),
    ...hexForms(value),
  ];
  return [...new Set(forms)].filter((form) => form !== '');
}

/** A shorter word is met by chance when it is turned round or written in capitals. */
const shortestTurned = 8;

/** Style sheets write capitals; a page that hides a value badly turns it round. */
function turnedForms(value: string): readonly string[] {
  if (value.length < shortestTurned) return [];
  return [value.toUpperCase(), value.toLowerCase(), Array.from(value).toReversed().join('')];
}

function writtenForms(value: string): readonly string[] {
  const url = encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
  const json = JSON.stringify(value).slice(1, -1);
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const strict = url.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return [
    url,
    strict,
    lowerCodes(url),
    url.replaceAll('%20', '+'),
    encodeURIComponent(url),
    json,
    JSON.stringify(json).slice(1, -1),
    unicodeEscapes(value),
    unicodeEscapes(value).toUpperCase().replaceAll('\\U', '\\u'),
    html,
    // As browsers write an attribute: nothing but these two.
    value.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
  ];
}

function lowerCodes(url: string): string {
  return url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** What is not ASCII as `\uXXXX`, as JSON of other languages writes it. */
function unicodeEscapes(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A secret inside a longer encoded text (`user:password`) starts at any of three places in base64's groups of three bytes. */
function base64Forms(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  const forms: string[] = [bytes.toString('base64'), bytes.toString('base64url')];
  for (const before of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    // The first and last characters also hold bits of the neighbours.
    const start = Math.ceil((before * 8) / 6);
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const stable = encoded.slice(start, end);
    forms.push(stable, stable.replaceAll('-', '+').replaceAll('_', '/'));
  }
  return forms.filter((form) => form.length >= shortestBase64);
}

/** Two digits a byte; with a sign before each byte it is how addresses are written when everything is escaped. */
function hexForms(value: string): readonly string[] {
  const hex = Buffer.from(value, 'utf8').toString('hex');
  if (hex.length < shortestBase64) return [];
  const escaped = hex.replaceAll(/../g, '%$&');
  return [hex, hex.toUpperCase(), escaped, escaped.toUpperCase()];
}

const digests = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const;

/** What pages and trackers send instead of a secret. A digest of a password opens doors, and of a short value it can be guessed back. */
export function digestForms(value: string): readonly string[] {
  if (value.length < shortestHashed) return [];
  return digests.flatMap((name) => {
    const digest = createHash(name).update(value, 'utf8').digest();
    const hex = digest.toString('hex');
    const plain = digest.toString('base64').replace(/=+$/, '');
    return [hex, hex.toUpperCase(), plain, digest.toString('base64url')];
  });
}
