import type { Bilingual, Language } from '../../base/bilingual.ts';
import { html, ownMarkup, type Fragment } from '../../view/html.ts';
import { webLink } from '../../view/links.ts';
import { kst } from '../../view/units.ts';
import { buttons, type Choice } from './page-buttons.ts';
import { lastAnswer, type PageState } from './page-state.ts';
import type { ShownNotice } from './shown-notice.ts';
import { style } from './style.ts';
import { pageText } from './text.ts';

/** Everything that one person's view of a page is made of. */
export type Shown = Choice & {
  readonly target: string;
  readonly notice: ShownNotice;
  /** Titles of the failing steps, where the run's own journal says them. */
  readonly titles: ReadonlyMap<string, string>;
  readonly nowMs: number;
  /** Why a press was not taken; null after a GET. */
  readonly refused: Bilingual | null;
};

/** The acknowledge page: what is wrong, who has it, one large button. No script; under 15 KB whatever it shows. */
export function acknowledgePage(shown: Shown): Fragment {
  const { state, language, target, me } = shown;
  const say = (words: Bilingual): string => words[language];
  return frame(
    language,
    say(state.headline),
    html`
      <main>
        <p>
          <span class="severity">${say(pageText.severity[state.severity])}</span> · ${cut(target, 60)} ·
          ${say(pageText.forWhom({ name: cut(me.name, 40) }))}
        </p>
        <h1>${cut(say(state.headline), 160)}</h1>
        ${factList(shown)} ${refusal(shown)} ${standing(shown)}
      </main>
      ${state.resolved === null ? buttons(shown) : null}
      <footer>${say(pageText.method)}</footer>
    `,
  );
}

/** A page that says only why there is nothing to press. */
export function plainPage(language: Language, title: Bilingual, words: Bilingual): Fragment {
  return frame(
    language,
    title[language],
    html`
      <main>
        <h1>${title[language]}</h1>
        <p>${words[language]}</p>
        <div class="box wait"><p>${pageText.callInstead[language]}</p></div>
      </main>
    `,
  );
}

/** The style's text stands exactly as it was hashed for the policy. */
function frame(language: Language, title: string, inside: Fragment): Fragment {
  const other = language === 'ko' ? 'en' : 'ko';
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex, nofollow, noarchive" />
        <title>${pageText.title[language]} · ${cut(title, 80)}</title>
        ${ownMarkup(`<style>${style}</style>`)}
      </head>
      <body>
        <header><span>Postflight</span><a href="?lang=${other}" lang="${other}">${pageText.other[language]}</a></header>
        ${inside}
      </body>
    </html>`;
}

function factList({ state, language, notice, titles, nowMs }: Shown): Fragment {
  const row = (label: Bilingual, value: Fragment | string): Fragment =>
    html`<div>
      <dt>${label[language]}</dt>
      <dd>${value}</dd>
    </div>`;
  const minutes = Math.max(0, Math.floor((nowMs - Date.parse(state.since)) / 60_000));
  const since = `${kst(state.since)} · ${pageText.ago({ minutes })[language]}`;
  const link = (label: Bilingual, url: string | null): Fragment | null =>
    url === null || url.length > 500 ? null : row(label, webLink(url));
  return html`<dl>
    ${row(pageText.since, since)}
    ${state.steps.length === 0 ? null : row(pageText.failing, stepList(state, titles, language))}
    ${notice.facts.slice(0, factsShown).map(({ label, value }) => row(shortened(label, 24), cut(value[language], 120)))}
    ${link(pageText.runbook, notice.links.runbook)} ${link(pageText.run, notice.links.run)}
    ${link(pageText.picture, notice.links.picture)}
  </dl>`;
}

const stepsShown = 4;
const factsShown = 7;

function stepList({ steps }: PageState, titles: ReadonlyMap<string, string>, language: Language): Fragment {
  const rest = steps.length - stepsShown;
  return html`<ul>
    ${steps.slice(0, stepsShown).map((id) => html`<li>${cut(`${id} ${titles.get(id) ?? ''}`.trim(), 60)}</li>`)}
    ${rest > 0 ? html`<li>${pageText.more({ count: rest })[language]}</li>` : null}
  </ul>`;
}

function refusal({ refused, language }: Shown): Fragment | null {
  if (refused === null) return null;
  return html`<div class="box wait" role="alert">
    <p><strong>${pageText.notRecorded[language]}</strong></p>
    <p>${refused[language]}</p>
  </div>`;
}

/** Who has it, in the words of the one who looks. */
function standing(shown: Shown): Fragment {
  const { state, language } = shown;
  const lines = standingLines(shown).map((words) => html`<p>${words[language]}</p>`);
  const tone = state.resolved !== null || state.holder !== null ? 'held' : 'wait';
  const { rollbackWanted } = state;
  const notes = state.answers.filter(({ note }) => note !== '').slice(-2);
  return html`<div class="box ${tone}" role="status">
    ${lines}
    ${rollbackWanted === null ? null : html`<p>${pageText.rollback({ name: cut(rollbackWanted.name, 40), at: kst(rollbackWanted.at) })[language]}</p>`}
    ${notes.map(({ name, note }) => html`<p>${pageText.note({ name: cut(name, 40), note: cut(note, 200) })[language]}</p>`)}
  </div>`;
}

function standingLines({ state, me, people }: Shown): readonly Bilingual[] {
  const nameOf = (id: string): string => cut(people.find((one) => one.id === id)?.name ?? id, 40);
  const { holder, resolved, handedTo } = state;
  if (resolved !== null) return [pageText.resolved({ at: kst(resolved.at) })];
  const mine = lastAnswer(state, me.id);
  if (holder !== null && holder.person === me.id) return [pageText.you({ at: kst(holder.at) })];
  const who =
    holder !== null
      ? pageText.someone({ name: cut(holder.name, 40), at: kst(holder.at) })
      : handedTo === null
        ? pageText.nobody
        : pageText.handedOn({ name: nameOf(handedTo) });
  if (mine === null) return [who];
  if (mine.answer === 'declined') return [pageText.youDeclined, who];
  if (mine.answer === 'handed-over' && mine.to !== null && holder === null)
    return [pageText.youHanded({ name: nameOf(mine.to) })];
  return [who, pageText.youToo];
}

function shortened({ ko, en }: Bilingual, length: number): Bilingual {
  return { ko: cut(ko, length), en: cut(en, length) };
}

/** Counted in characters that a reader sees as one, or a cut would halve an emoji. */
function cut(text: string, length: number): string {
  const letters = Array.from(text);
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
}
