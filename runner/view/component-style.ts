import { statuses } from '../model/outcome.ts';

/** One rule a status for badges, chips, bars and card edges. */
const perStatus = statuses
  .map(
    (status) => `
.c-${status} .mark { color: var(--${status}); }
.badge.s-${status} { color: var(--${status}); background: var(--${status}-bg); }
.counts .s-${status} .mark { color: var(--${status}); }
.bar .s-${status} { background: var(--${status}-bar); }
.card.b-${status} { border-left-color: var(--${status}-bar); }`,
  )
  .join('');

/** The parts of the report: verdict, cards, tables, rows. */
export const componentStyle = `${perStatus}
.verdict, .facts, .card, .integrity, .not-shown { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.standing { background: var(--card); border: 1px solid var(--line); border-left: 6px solid var(--failed-bar); border-radius: 10px; padding: .9rem 1.2rem; }
.standing.calm-standing { border-left-color: var(--waived-bar); }
.standing.open h2 { color: var(--failed); }
.standing > ul { display: grid; gap: .75rem; }
.standing li { display: grid; gap: .1rem; }
.standing li + li { border-top: 1px solid var(--line); padding-top: .75rem; }
.strong { font-weight: 600; }
.ticket-id { font-family: var(--mono); letter-spacing: .02em; }
.verdict { padding: 1.1rem 1.3rem 1.2rem; border-top: 5px solid var(--edge); }
.w-GO { --edge: var(--passed-bar); --word: var(--passed); }
.w-NO-GO { --edge: var(--failed-bar); --word: var(--failed); }
.w-INCONCLUSIVE { --edge: var(--flaky-bar); --word: var(--flaky); }
.answer { margin-top: .15rem; }
.answer a { color: inherit; text-decoration: none; }
.answer b { font-size: 1.25rem; font-weight: 800; color: var(--word); }
.verdict h2 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .8rem; margin-bottom: .35rem; font-size: 1.1rem; }
.word { font-size: clamp(1.7rem, 5vw, 2.4rem); line-height: 1.1; font-weight: 800; letter-spacing: -0.02em; color: var(--word); }
.sentence { max-width: 92ch; color: var(--soft); }
.bar { display: flex; gap: 2px; height: 10px; border-radius: 5px; overflow: hidden; margin: .9rem 0 .6rem; background: var(--line); }
.bar span { min-width: 4px; }
.totals { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin-bottom: .35rem; }
.totals b { font-size: 1.15rem; font-variant-numeric: tabular-nums; }
.counts { display: flex; flex-wrap: wrap; gap: .1rem .85rem; font-size: .85rem; }
.counts b { font-variant-numeric: tabular-nums; }
.counts .mark { font-weight: 700; margin-right: .25rem; }
.counts .zero { color: var(--soft); }
.counts .zero b { font-weight: 400; }
.counts li, .totals span { white-space: nowrap; }
.counts .zero .mark { color: inherit; }
.small-heading { margin: 1rem 0 .3rem; padding-top: .8rem; border-top: 1px solid var(--line); font-size: .9rem; }
.failed-list { display: grid; gap: .45rem; }
.failed-list .why-line { display: block; color: var(--soft); font-size: .88rem; margin-top: .05rem; }
.failed-list a { color: inherit; font-weight: 600; }
.facts { padding: 1rem 1.2rem; }
.facts h2 { font-size: .95rem; margin-bottom: .5rem; }
.facts dl { display: grid; gap: .5rem; }
.facts dl > div { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: .5rem; }
.facts { font-size: .88rem; }
/* The panel beside it is tall, so the auditor's panel fills the space under the verdict. */
@media (min-width: 901px) {
  .glance { grid-column: 1; }
  .first:has(.glance) { grid-template-rows: auto 1fr; }
  .first:has(.glance) > .facts:not(.glance) { grid-column: 2; grid-row: 1 / span 2; align-self: start; }
}
.glance dl > div { grid-template-columns: 8.5rem minmax(0, 1fr); }
.lines { display: grid; gap: .15rem; }
.lines li { padding-left: .7rem; text-indent: -.7rem; }
.lines li::before { content: "· "; color: var(--soft); }
.whole { color: var(--passed); }
.cut { color: var(--failed); font-weight: 600; }
.badge { display: inline-flex; gap: .3em; align-items: baseline; padding: .05rem .5rem; border-radius: 99px; font-size: .8rem; font-weight: 600; white-space: nowrap; }
.badge .mark { font-weight: 800; }
.severity { display: inline-block; padding: 0 .4rem; border: 1px solid currentColor; border-radius: 4px; font-size: .75rem; font-weight: 600; color: var(--soft); white-space: nowrap; }
.v-critical { color: var(--failed); }
.v-major { color: var(--blocked); }
.card { display: grid; grid-template-columns: minmax(0, 1fr) minmax(180px, 300px); gap: 1.25rem; padding: 1rem 1.2rem; border-left-width: 5px; }
.card + .card { margin-top: .9rem; }
.card h3 .id { margin-left: .2rem; }
.told { display: grid; gap: .65rem; align-content: start; }
.told > * { min-width: 0; }
.why { font-size: 1rem; font-weight: 600; }
.comparison { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); }
.comparison dt { font-size: .8rem; }
.comparison pre { padding: .4rem .6rem; border-radius: 6px; border: 1px solid var(--line); background: var(--sunken); max-height: 16rem; }
.comparison .observed pre { border-color: var(--failed-bar); }
.meta { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; font-size: .88rem; }
.meta > div { display: flex; gap: .4rem; min-width: 0; }
.meta dt { flex: none; }
.place { font-size: .88rem; }
.frame { border: 1px solid var(--line); border-radius: 6px; background: var(--sunken); padding: .45rem 0; font-size: .82rem; line-height: 1.55; white-space: pre; }
.frame code { font-size: inherit; }
.frame .line { display: block; padding-right: .8rem; }
.frame .here { background: color-mix(in srgb, var(--failed-bg) 60%, transparent); }
.frame .gutter { display: inline-block; width: 3.2rem; padding-right: .8rem; text-align: right; color: var(--soft); user-select: none; }
.frame mark { background: var(--mark); color: var(--mark-ink); border-radius: 2px; }
.problems { display: grid; gap: .25rem; font-size: .85rem; }
.problems ul { display: grid; gap: .15rem; }
.problems .label { font-weight: 600; }
summary { cursor: pointer; }
.more summary { color: var(--soft); font-size: .85rem; }
.more pre { margin-top: .4rem; padding: .5rem .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--sunken); font-size: .82rem; }
.shot a { display: block; }
.shot img { display: block; width: auto; max-width: 100%; height: auto; max-height: 460px; margin: 0 auto; border: 1px solid var(--line); border-radius: 6px; background: var(--sunken); }
.shot figcaption { margin-top: .35rem; font-size: .78rem; text-align: center; }
.sheets { grid-column: 1 / -1; display: grid; gap: .9rem; min-width: 0; }
.sheet { margin: 0; }
.sheet a { display: block; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
.sheet.alarming a { border: 2px solid var(--failed-bar); }
.sheet img { display: block; max-width: none; height: auto; }
.sheet figcaption { margin-bottom: .3rem; font-size: .88rem; font-weight: 600; overflow-wrap: anywhere; }
.no-picture { color: var(--soft); font-size: .85rem; border: 1px dashed var(--line); border-radius: 6px; display: grid; place-items: center; min-height: 5rem; }
.calm { color: var(--soft); }
.inline { display: flex; flex-wrap: wrap; gap: .1rem .9rem; justify-content: inherit; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem; font-weight: 400; }
thead th { color: var(--soft); font-size: .8rem; font-weight: 500; white-space: nowrap; }
tbody tr { border-top: 1px solid var(--line); }
.plain { font-size: .9rem; }
.plain td { overflow-wrap: break-word; }
.not-green-table td:first-child { width: 8.2rem; }
.not-green-table .count { width: 4rem; }
.count { font-variant-numeric: tabular-nums; text-align: right; }
.ids { display: block; margin-top: .15rem; font-size: .85rem; line-height: 1.7; }
.payment { display: grid; grid-template-columns: 1.2fr 1fr 1.2fr; gap: .6rem 1.5rem; padding: .8rem 1.2rem; background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--edge); border-radius: 10px; font-size: .9rem; }
.payment + .payment { margin-top: .6rem; }
.payment h3 { margin-bottom: .2rem; }
.p-verified { --edge: var(--passed-bar); }
.p-open { --edge: var(--failed-bar); }
.history li { font-family: var(--mono); font-size: .8rem; }
.history .time { color: var(--soft); }
.pairs { display: grid; gap: .2rem; font-size: .88rem; }
.pairs > div { display: grid; grid-template-columns: minmax(5rem, max-content) minmax(0, 1fr); gap: .2rem .8rem; }
.contents { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr)); gap: .1rem 1rem; margin-bottom: 1rem; font-size: .9rem; }
.contents a { color: inherit; }
.contents .mark { display: inline-block; width: 1.2em; font-weight: 700; }
.part { background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: clip; margin-top: .8rem; }
.part h3 { padding: .6rem .8rem .5rem; }
.part h3 .soft { font-size: .82rem; margin-left: .3rem; }
.part h3 .soft > span { margin-left: .6rem; white-space: nowrap; }
.part h3 .soft > .t { margin-left: 0; }
.part-problem { padding: 0 .8rem .5rem; color: var(--failed); font-size: .9rem; }
.steps { table-layout: fixed; }
.steps th, .steps td { padding: .38rem .8rem; }
.steps thead { background: var(--sunken); }
.steps th:first-child, .steps td:first-child { width: 8.2rem; }
.steps .wide { width: 6.5rem; font-size: .85rem; }
.steps td.time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.steps .screen { width: 5.2rem; text-align: right; }
.steps th[scope="row"] .id { color: var(--soft); margin-right: .25rem; }
.row-why { display: block; color: var(--ink); font-size: .88rem; }
.row-why > span { display: block; border-left: 3px solid var(--line); padding-left: .5rem; margin-top: .15rem; }
.row-more { font-size: .85rem; }

.row-more summary > span + span::before { content: " · "; }
.row-more summary { color: var(--soft); font-size: .8rem; width: max-content; max-width: 100%; }
.row-more[open] { padding-bottom: .4rem; }
.row-more .pairs, .row-more .problems { margin-top: .3rem; }
.problem-counts { color: var(--blocked); font-weight: 600; font-size: .82rem; }
.problem-counts > span { display: inline-block; white-space: nowrap; }
.thumb { display: inline-block; vertical-align: top; }
.thumb img { display: block; width: 3.75rem; height: 2.75rem; object-fit: cover; object-position: top; border: 1px solid var(--line); border-radius: 4px; background: var(--sunken); }
.narrow { display: none; }
.integrity, .not-shown { padding: 1rem 1.2rem; }
.integrity .pairs { margin-top: .7rem; gap: .45rem; }
.integrity .pairs > div { grid-template-columns: 11rem minmax(0, 1fr); }
.integrity code { word-break: break-all; }
.integrity pre { padding: .35rem .6rem; border-radius: 6px; background: var(--sunken); border: 1px solid var(--line); margin-bottom: .3rem; }
.not-shown ul { display: grid; gap: .3rem; padding-left: 1.1rem; list-style: disc; }
tr:target, .card:target { outline: 2px solid var(--link); outline-offset: -2px; }
@media (max-width: 720px) {
  .card, .payment { grid-template-columns: minmax(0, 1fr); padding: .9rem; }
  .verdict { padding: .9rem; }
  .steps .wide { display: none; }
  .narrow { display: inline; }
  .steps th, .steps td { padding: .4rem .5rem; }
  .steps th:first-child, .steps td:first-child { width: 5.6rem; }
  .steps .screen { width: 4.6rem; }
  .steps .badge { white-space: normal; padding: .05rem .4rem; }
  .facts dl > div { grid-template-columns: 4.6rem minmax(0, 1fr); }
  .glance dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .integrity .pairs > div, .row-more .pairs > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .plain th, .plain td { padding: .4rem .55rem; }
  .plain:has(th:nth-child(5)) { min-width: 40rem; }
  .not-green-table td:first-child, .not-green-table .count { width: 1px; }
  .not-green-table .badge { white-space: normal; }
}
`;
