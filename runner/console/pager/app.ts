import { createHash } from 'node:crypto';
import { Hono, type Context } from 'hono';
import type { Language } from '../../base/bilingual.ts';
import { onCallStream } from '../../model/oncall.ts';
import { createAcknowledgeApp } from '../../oncall/acknowledge/app.ts';
import { stateOf } from '../../oncall/acknowledge/answer.ts';
import { acknowledgeUrl } from '../../oncall/acknowledge/link.ts';
import type { AcknowledgeWorld } from '../../oncall/acknowledge/visit.ts';
import { readInbox } from '../../oncall/channels/local-inbox.ts';
import { itemsOf, type Item } from './items.ts';
import { inboxList, pagerPage, type Screen } from './page.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { text } from './text.ts';

/** The pager of this machine: the inbox of channel kind `local`, and the pages by which its messages are answered. */
export type PagerWorld = Omit<AcknowledgeWorld, 'method'> & {
  /** `<state>/pager`. */
  readonly folder: string;
};

/**
 * Everybody's messages with links that answer for them: fine on the machine of the person who runs the checklist, and for
 * nobody else. So it answers to this machine's own names alone, whatever name a browser was tricked into.
 */
export function createPagerApp(world: PagerWorld): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (!isOwnName(context.req.header('host') ?? '')) return context.text(text.wrongHost[languageOf(context)], 403);
    await next();
    return undefined;
  });
  app.get('/', (context) => guarded(context.html(pagerPage(screenFor(world, context)).toString())));
  app.get('/inbox', (context) => guarded(context.html(inboxList(screenFor(world, context)).toString())));
  app.get('/pager.js', (context) =>
    guarded(context.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' })),
  );
  // Last, because its headers are for its own pages.
  app.route('/', createAcknowledgeApp({ ...world, method: 'local' }));
  return app;
}

function isOwnName(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}

async function guarded(reply: Response | Promise<Response>): Promise<Response> {
  const response = await reply;
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

const headers: { readonly [name: string]: string } = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

function screenFor(world: PagerWorld, context: Context): Screen {
  const wish = context.req.query('person') ?? '';
  const person = wish === '' ? null : wish;
  const entries = readInbox(world.folder);
  const own = person === null ? entries : entries.filter((entry) => entry.person === person);
  const pages = new Map<string, Item['state']>();
  const pageOf = (stream: string, page: string): Item['state'] => {
    const key = `${stream}\n${page}`;
    if (!pages.has(key)) pages.set(key, stateOf(world.journal.events(onCallStream(stream)), page));
    return pages.get(key) ?? null;
  };
  const language = languageOf(context);
  return {
    language,
    items: itemsOf(own, pageOf).slice(0, messagesShown),
    people: [...new Map(entries.map(({ person: id, name }) => [id, { id, name }])).values()],
    person,
    linkOf: (item) => linkOf(world, item, language),
  };
}

const messagesShown = 60;

function linkOf({ keys }: PagerWorld, { entry, stream, page }: Item, language: Language): string {
  const { person, notice, at } = entry;
  const atMs = Date.parse(at);
  const url = acknowledgeUrl(keys.current(), { publicUrl: '', stream, page, person, notice: notice.id, atMs });
  return `${url.slice(1)}?lang=${language}`;
}

function languageOf(context: Context): Language {
  const wish = context.req.query('lang');
  if (wish === 'ko' || wish === 'en') return wish;
  return /^en\b/i.test(context.req.header('accept-language') ?? '') ? 'en' : 'ko';
}
