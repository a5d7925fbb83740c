import type { Bilingual, Language } from '../../base/bilingual.ts';
import { html, ownMarkup, type Fragment } from '../../view/html.ts';
import { kst } from '../../view/units.ts';
import type { Item } from './items.ts';
import { style } from './style.ts';
import { text } from './text.ts';

export type Screen = {
  readonly language: Language;
  readonly items: readonly Item[];
  /** Everybody who has ever got a message here. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Whose screen it is; null: everybody's. */
  readonly person: string | null;
  /** Where the page of an item is answered, relative to this page. */
  readonly linkOf: (item: Item) => string;
};

/** The whole page. Its only script is our own file; without it the page reloads itself and does not ring. */
export function pagerPage(screen: Screen): Fragment {
  const { language, people, person } = screen;
  const say = (words: Bilingual): string => words[language];
  const other = language === 'ko' ? 'en' : 'ko';
  const tab = (id: string | null, name: string): Fragment =>
    html`<a href="${query({ language, person: id })}" ${id === person ? ownMarkup('aria-current="page"') : null}
      >${name}</a
    >`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${say(text.title)} · Postflight</title>
        ${ownMarkup(`<style>${style}</style>`)}
        <noscript><meta http-equiv="refresh" content="3" /></noscript>
      </head>
      <body>
        <div class="phone">
          <header>
            <h1>${say(text.title)}</h1>
            <a href="${query({ language: other, person })}" lang="${other}">${say(text.other)}</a>
          </header>
          <nav>${tab(null, say(text.everybody))} ${people.map(({ id, name }) => tab(id, name.slice(0, 30)))}</nav>
          <div class="sound">
            <button id="sound" data-on="${say(text.soundIsOn)}">${say(text.soundOn)}</button>
            <span id="sound-off">${say(text.soundOff)}</span>
          </div>
          <p id="lost" class="lost" role="alert" hidden>${say(text.lost)}</p>
          <main id="inbox" aria-live="assertive">${inboxList(screen)}</main>
        </div>
        <script src="pager.js"></script>
      </body>
    </html>`;
}

/** The messages alone, as the script fetches them. */
export function inboxList({ items, language, linkOf }: Screen): Fragment {
  if (items.length === 0) return html`<p class="empty">${text.empty[language]}</p>`;
  return html`${items.map((item) => card(item, language, linkOf))}`;
}

const factsShown = 6;

function card(item: Item, language: Language, linkOf: Screen['linkOf']): Fragment {
  const { entry, count, standing } = item;
  const { notice } = entry;
  const say = (words: Bilingual): string => words[language];
  const again = count > 1 ? ` · ${say(text.times({ count }))}` : '';
  const twice = notice.maybeDuplicate ? ` · ${say(text.maybeDuplicate)}` : '';
  return html`<article id="m-${notice.id}" class="${standing}">
    <p class="kind">
      <b>${say(text.kinds[notice.kind])}${again}${twice}</b
      ><span>${say(text.to({ name: entry.name }))} · ${kst(entry.at)}</span>
    </p>
    <h2>${say(notice.headline)}</h2>
    <dl>
      ${notice.facts.slice(0, factsShown).map(
        ({ label, value }) =>
          html`<div>
            <dt>${say(label)}:</dt>
            <dd>${say(value)}</dd>
          </div>`,
      )}
    </dl>
    ${standing === 'message' ? null : html`<p class="standing">${say(standingWords(item))}</p>`}
    ${standing === 'message' || standing === 'resolved' ? null : acts(item, language, linkOf)}
  </article>`;
}

function acts(item: Item, language: Language, linkOf: Screen['linkOf']): Fragment {
  const ignore = html`<button type="button">${text.ignore[language]}</button>
    <span class="ignored soft" hidden>${text.ignored[language]}</span>`;
  return html`<div class="acts">
    <a href="${linkOf(item)}">${text.open[language]}</a>${item.standing === 'ringing' ? ignore : null}
  </div>`;
}

function standingWords({ standing, state }: Item): Bilingual {
  const holder = state?.holder ?? null;
  if (standing === 'resolved') return text.resolved;
  if (standing === 'declined') return text.declined;
  return holder === null ? text.ringing : text.heldBy({ name: holder.name, at: kst(holder.at).slice(11, 19) });
}

function query({ language, person }: { readonly language: Language; readonly person: string | null }): string {
  const wish = new URLSearchParams({ lang: language, ...(person === null ? {} : { person }) });
  return `?${wish.toString()}`;
}
