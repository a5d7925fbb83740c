import type { Bilingual, Language } from '../../base/bilingual.ts';
import { html, type Fragment } from '../../view/html.ts';
import type { PageState } from './page-state.ts';
import { pageText } from './text.ts';

/** Who can be called, as far as the page names them. */
export type KnownPerson = { readonly id: string; readonly name: string; readonly language: Language };

/** What the buttons depend on. */
export type Choice = {
  readonly state: PageState;
  readonly language: Language;
  readonly me: KnownPerson;
  readonly people: readonly KnownPerson[];
  /** Proves that a press came from this page. */
  readonly form: string;
};

/** The lower half: where a thumb is. Each choice is a form of its own, so that none sends another's fields. */
export function buttons({ state, language, me, people, form }: Choice): Fragment {
  const say = (words: Bilingual): string => words[language];
  const isMine = state.holder?.person === me.id;
  const others = people.filter(({ id }) => id !== me.id).slice(0, namesShown);
  const press = (answer: string, words: Bilingual, look: string): Fragment =>
    html`<form method="post">
      ${hidden(form)}<button class="${look}" name="answer" value="${answer}">${say(words)}</button>
    </form>`;
  const first =
    state.holder === null ? press('taken', pageText.take, 'take') : press('taken', pageText.takeToo, 'held');
  return html`${trap(form)}
    <div class="first">${isMine ? noteForm(form, language) : first}</div>
    <section class="acts">
      ${press('declined', pageText.decline, 'next')}
      ${
        others.length === 0
          ? null
          : html`<details>
              <summary>${say(pageText.handOver)}</summary>
              <div>
                <form method="post">
                  ${hidden(form)}
                  <label
                    >${say(pageText.handOverTo)}
                    <select name="to">
                      ${others.map(({ id, name }) => html`<option value="${id}">${Array.from(name).slice(0, 20).join('')}</option>`)}
                    </select>
                  </label>
                  <button name="answer" value="handed-over">${say(pageText.handOverDo)}</button>
                </form>
              </div>
            </details>`
      }
      <details>
        <summary>${say(pageText.rollbackWant)}</summary>
        <div>
          <p>${say(pageText.rollbackWhat)}</p>
          ${press('rollback-wanted', pageText.rollbackDo, 'rollback')}
        </div>
      </details>
    </section>`;
}

/** A list on a phone; who is further down is reached by the ladder or by voice. */
const namesShown = 12;

/** Nobody sees it. A machine that sends every form of a page sends this one first, and gives itself away. */
function trap(form: string): Fragment {
  return html`<form method="post" hidden aria-hidden="true">
    ${hidden(form)}<button name="answer" value="${trapAnswer}" tabindex="-1">OK</button>
  </form>`;
}

export const trapAnswer = 'seen';

/** One line for those who wait: it stands in the status updates. */
function noteForm(form: string, language: Language): Fragment {
  return html`<form method="post" class="say">
    ${hidden(form)}
    <label
      >${pageText.say[language]}<input type="text" name="note" maxlength="200" autocomplete="off" required
    /></label>
    <button name="answer" value="taken">${pageText.sayDo[language]}</button>
  </form>`;
}

function hidden(form: string): Fragment {
  return html`<input type="hidden" name="form" value="${form}" />`;
}
