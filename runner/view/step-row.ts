import { formatPlace } from '../base/span.ts';
import type { Evidence } from '../model/event.ts';
import type { ReportStep } from '../model/report.ts';
import { statusBadge } from './badge.ts';
import { html, say, type Fragment } from './html.ts';
import { anchor, fileLink, webLink } from './links.ts';
import { screenshotsOf, thumbnail } from './screenshot.ts';
import { problemCounts, stepProblems } from './step-problems.ts';
import { effectNames, severityNames } from './names.ts';
import { phrases, text } from './text.ts';
import { duration, size } from './units.ts';

/** One step: its end, why it is not green, its evidence folded away, and a small picture. */
export function stepRow(step: ReportStep): Fragment {
  const time = step.durationMs === null || step.attempts === 0 ? html`–` : say(duration(step.durationMs));
  return html`<tr id="${anchor('step', step.id)}" class="r-${step.status}">
    <td>${statusBadge(step.status)}</td>
    <th scope="row"><span class="id">${step.id}</span> ${step.title} ${why(step)} ${stepDetails(step)}</th>
    <td class="wide time">${time}</td>
    <td class="wide">${problemCounts(step)}</td>
    <td class="screen">${thumbnail(step)}</td>
  </tr>`;
}

function why(step: ReportStep): Fragment | null {
  const { failure, reason } = step;
  if (step.status === 'passed') return null;
  const told = [failure?.message, reason?.message].flatMap((one) => (one === undefined ? [] : [say(one)]));
  return html`<span class="row-why">${told.map((one) => html`<span>${one}</span>`)}</span>`;
}

function stepDetails(step: ReportStep): Fragment | null {
  const files = step.evidence.flatMap((one) => (one.kind === 'missing' ? [] : [evidenceLink(one)]));
  const logs = [step.network?.file ?? null, step.console?.file ?? null].flatMap((file) =>
    file === null
      ? []
      : [html`<li>${fileLink(file.path, fileName(file.path))} <span class="soft">${size(file.bytes)}</span></li>`],
  );
  const missing = step.evidence.flatMap((one) =>
    one.kind === 'missing' ? [html`<li>${one.what}: ${one.why}</li>`] : [],
  );
  const [shot] = screenshotsOf(step);
  const seconds =
    step.durationMs === null || step.attempts === 0
      ? null
      : html`<span class="narrow">${say(duration(step.durationMs))}</span>`;
  const summary = html`<span>${say(phrases.evidenceCount({ count: files.length + logs.length }))}</span> ${seconds}
    ${step.attempts > 1 ? html`<span>${say(text.attempts)} ${step.attempts}</span>` : null}
    <span class="narrow">${problemCounts(step)}</span>`;
  return html`<details class="row-more">
    <summary>${summary}</summary>
    <dl class="pairs">
      <div>
        <dt>${say(text.place)}</dt>
        <dd><code>${formatPlace(step.place)}</code></dd>
      </div>
      <div>
        <dt>${say(text.severity)}</dt>
        <dd>${say(severityNames[step.severity])}</dd>
      </div>
      <div>
        <dt>${say(text.owner)}</dt>
        <dd>${step.owner ?? say(text.ownerNone)}</dd>
      </div>
      <div>
        <dt>${say(text.effect)}</dt>
        <dd>${say(effectNames[step.effect])}</dd>
      </div>
      ${
        shot === undefined
          ? null
          : html`<div>
              <dt>${say(text.page)}</dt>
              <dd>${webLink(shot.pageUrl)}</dd>
            </div>`
      }
      ${
        step.network === null
          ? null
          : html`<div>
              <dt>${say(text.network)}</dt>
              <dd>${say(phrases.requests({ count: step.network.requests, bytes: size(step.network.bytes) }))}</dd>
            </div>`
      }
      ${
        step.console === null
          ? null
          : html`<div>
              <dt>${say(text.console)}</dt>
              <dd>${say(phrases.messages({ count: step.console.messages }))}</dd>
            </div>`
      }
      ${
        files.length + logs.length === 0
          ? null
          : html`<div>
              <dt>${say(text.files)}</dt>
              <dd>
                <ul class="inline">
                  ${files}${logs}
                </ul>
              </dd>
            </div>`
      }
      ${
        missing.length === 0
          ? null
          : html`<div>
              <dt>${say(text.missing)}</dt>
              <dd>
                <ul>
                  ${missing}
                </ul>
              </dd>
            </div>`
      }
    </dl>
    ${stepProblems(step)}
  </details>`;
}

function evidenceLink(evidence: Exclude<Evidence, { readonly kind: 'missing' }>): Fragment {
  const { file } = evidence;
  const name = evidence.kind === 'text' ? evidence.label : fileName(file.path);
  return html`<li>${fileLink(file.path, name)} <span class="soft">${size(file.bytes)}</span></li>`;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
