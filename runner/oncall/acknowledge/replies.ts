import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Bilingual, Language } from '../../base/bilingual.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { Fragment } from '../../view/html.ts';
import { plainPage } from './page.ts';
import { style } from './style.ts';
import { pageText } from './text.ts';
import type { ReadToken } from './token.ts';

/** Nothing runs, nothing is fetched, nobody frames it, no search engine keeps it, and the link is told to no other site. */
export const replyHeaders: { readonly [name: string]: string } = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

export type Status = 200 | 400 | 403 | 404 | 405 | 409 | 410 | 413 | 429 | 503;
export type Reply = Response | Promise<Response>;

/** A page that says only why there is nothing to press. */
export function say(context: Context, status: Status, title: Bilingual, words: Bilingual): Reply {
  return send(context, status, plainPage(languageFor(context, null), title, words));
}

export function send(context: Context, status: Status, page: Fragment): Reply {
  return context.html(tight(page), status);
}

/** Too many in a minute. */
export function busy(context: Context): Reply {
  context.header('retry-after', '60');
  return say(context, 429, pageText.busyTitle, pageText.busy);
}

/** A link that opens nothing, each kind with its own words. */
export function refuse(context: Context, read: Exclude<ReadToken, { kind: 'good' }>): Reply {
  switch (read.kind) {
    case 'expired':
      return say(context, 410, pageText.expiredTitle, pageText.expired);
    case 'malformed':
      return say(context, 404, pageText.wrongTitle, pageText.malformed);
    case 'tampered':
      return say(context, 403, pageText.wrongTitle, pageText.tampered);
    case 'foreign':
      return say(context, 403, pageText.wrongTitle, pageText.foreign);
    default:
      return unreachable(read);
  }
}

/** What the address asks for, then the person's own language, then the browser's. */
export function languageFor(context: Context, own: Language | null): Language {
  const wish = context.req.query('lang');
  if (wish === 'ko' || wish === 'en') return wish;
  if (own !== null) return own;
  return /^en\b/i.test(context.req.header('accept-language') ?? '') ? 'en' : 'ko';
}

/** The indentation of our templates is a third of a small page. The style has none, so its hash holds. */
export function tight(page: Fragment): string {
  return page.toString().replaceAll(/\n\s+/g, '\n');
}
