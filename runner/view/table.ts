import { html, type Fragment, type Part } from './html.ts';

/** A named table with a caption and a head; nothing when it has no rows. */
export function table(
  id: string,
  title: Fragment,
  head: readonly Part[],
  rows: readonly (readonly Part[])[],
): Fragment | null {
  if (rows.length === 0) return null;
  return html`<section class="block" aria-labelledby="${id}">
    <h2 id="${id}">${title} <span class="number">${rows.length}</span></h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="${id}">
      <table class="plain">
        <caption class="vh">
          ${title}
        </caption>
        <thead>
          <tr>
            ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
