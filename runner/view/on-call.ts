import type { ReportDoc } from '../model/report.ts';
import type { ReportNotice, ReportPage } from '../model/report-on-call.ts';
import { html, say, type Fragment } from './html.ts';
import { stepLink } from './links.ts';
import { answerNames, noticeNames, onCallText, proofNames } from './on-call-text.ts';
import { table } from './table.ts';
import { text } from './text.ts';
import { kstTime } from './units.ts';

/** Whom the run woke, how soon, and who had it; nothing for a run that could page nobody. */
export function onCallTables({ onCall, steps }: ReportDoc): Fragment | null {
  if (onCall === undefined) return null;
  const known = new Set(steps.map(({ id }) => id));
  const log = onCall.pages.flatMap(({ notices }) => notices).concat(onCall.notices);
  const { override } = onCall;
  return html`${
    override === null
      ? null
      : html`<section class="standing open" aria-labelledby="override">
          <h2 id="override">${say(onCallText.override)}</h2>
          <p>${override.person} · ${kstTime(override.at)} · ${override.reason}</p>
          <p class="soft">${override.channels.join(', ')}</p>
        </section>`
  }
  ${table(
    'pages',
    say(onCallText.pages),
    [
      say(onCallText.since),
      say(text.what),
      say(onCallText.steps),
      say(onCallText.toPage),
      say(onCallText.toAcknowledge),
      say(onCallText.who),
    ],
    onCall.pages.map((page) => pageRow(page, known)),
  )}
  ${table(
    'paging-log',
    say(onCallText.log),
    [
      say(text.time),
      say(text.person),
      say(onCallText.channel),
      say(onCallText.kind),
      say(onCallText.tries),
      say(onCallText.proof),
    ],
    log.map(noticeRow),
  )}
  ${table(
    'channel-proofs',
    say(onCallText.proofs),
    [say(text.time), say(onCallText.channel), say(onCallText.proof), say(text.what)],
    onCall.proofs.map(({ at, channel, result, detail }) => [
      kstTime(at),
      channel,
      say(proofNames[result]),
      say(detail),
    ]),
  )}`;
}

function pageRow(page: ReportPage, known: ReadonlySet<string>) {
  const { since, headline, steps, timeToPageMs, timeToAcknowledgeMs, answers, resolved } = page;
  return [
    kstTime(since),
    say(headline),
    html`${steps.map((id, index) => html`${index === 0 ? '' : ', '}${known.has(id) ? stepLink(id) : html`<code>${id}</code>`}`)}`,
    seconds(timeToPageMs),
    seconds(timeToAcknowledgeMs),
    html`${answers.map(
      ({ at, name, method, answer, note }) =>
        html`<div>
          ${name}: ${say(answerNames[answer])} <span class="soft">${kstTime(at)} · ${method}</span> ${note}
        </div>`,
    )}${resolved === null ? null : html`<div>${say(onCallText.resolved)} ${resolved.by ?? ''} ${kstTime(resolved.at)}</div>`}`,
  ];
}

function noticeRow({ queuedAt, person, channel, address, kind, path, tries, proof, reached }: ReportNotice) {
  const last = tries.at(-1);
  return [
    kstTime(queuedAt),
    html`${person} <span class="soft">${address}</span>`,
    html`${channel}${path === 'second' ? html` <span class="soft">${say(onCallText.second)}</span>` : null}`,
    say(noticeNames[kind]),
    html`${tries.length}${last === undefined ? null : html` <span class="soft">${last.httpStatus ?? ''} ${last.words === undefined ? last.answer : say(last.words)}</span>`}`,
    html`${say(proofNames[proof])}${reached.map(({ at, level }) => html` <span class="soft">${say(proofNames[level])} ${kstTime(at)}</span>`)}`,
  ];
}

function seconds(ms: number | null): Fragment {
  return ms === null ? say(onCallText.never) : html`${(ms / 1_000).toFixed(1)} s`;
}
