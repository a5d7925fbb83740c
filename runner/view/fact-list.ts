import { html, type Fragment, type Part } from './html.ts';

export type FactRow = readonly [name: Fragment, value: Part];

/** A card of names and values under a heading; `id` is the heading's. */
export function factList(card: {
  readonly id: string;
  readonly title: Fragment;
  readonly rows: readonly FactRow[];
  /** A class beside `facts`. */
  readonly also?: string;
}): Fragment {
  const { id, title, rows, also } = card;
  return html`<section class="${also === undefined ? 'facts' : `facts ${also}`}" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <dl>
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
