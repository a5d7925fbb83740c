import type { Bilingual } from '../base/bilingual.ts';
import { formatPlace } from '../base/span.ts';
import type { EvidenceFile } from '../model/event.ts';
import type { ReportStep } from '../model/report.ts';
import { statusBadge } from './badge.ts';
import { html, say, type Fragment, type Part } from './html.ts';
import { anchor, fileLink, webLink } from './links.ts';
import { screenshotsOf, sheets, thumbnail } from './screenshot.ts';
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

function stepDetails(step: ReportStep): Fragment {
  const { network, console } = step;
  const files = evidenceFiles(step);
  const missing = step.evidence.flatMap((one) => (one.kind === 'missing' ? [`${one.what}: ${one.why}`] : []));
  const [shot] = screenshotsOf(step);
  const pairs: readonly (readonly [Bilingual, Part])[] = [
    [text.place, html`<code>${formatPlace(step.place)}</code>`],
    [text.severity, say(severityNames[step.severity])],
    [text.owner, step.owner ?? say(text.ownerNone)],
    [text.effect, say(effectNames[step.effect])],
    [text.page, shot === undefined ? null : webLink(shot.pageUrl)],
    [
      text.network,
      network === null ? null : say(phrases.requests({ count: network.requests, bytes: size(network.bytes) })),
    ],
    [text.console, console === null ? null : say(phrases.messages({ count: console.messages }))],
    [
      text.files,
      files.length === 0
        ? null
        : html`<ul class="inline">
            ${files.map(fileItem)}
          </ul>`,
    ],
    [
      text.missing,
      missing.length === 0
        ? null
        : html`<ul>
            ${missing.map((one) => html`<li>${one}</li>`)}
          </ul>`,
    ],
  ];
  const shown = pairs.filter(([, value]) => value !== null);
  return html`<details class="row-more">
    <summary>${summary(step, files.length)}</summary>
    <dl class="pairs">
      ${shown.map(
        ([name, value]) =>
          html`<div>
            <dt>${say(name)}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${stepProblems(step)} ${sheets(step, 'all')}
  </details>`;
}

/** The folded line; on a phone it also carries what the columns show elsewhere. */
function summary(step: ReportStep, files: number): Fragment {
  const problems = problemCounts(step);
  const hasTime = step.durationMs !== null && step.attempts > 0;
  return html`<span>${say(phrases.evidenceCount({ count: files }))}</span>
    ${hasTime ? html`<span class="narrow">${say(duration(step.durationMs ?? 0))}</span>` : null}
    ${step.attempts > 1 ? html`<span>${say(text.attempts)} ${step.attempts}</span>` : null}
    ${problems === null ? null : html`<span class="narrow">${problems}</span>`}`;
}

type NamedFile = { readonly name: string; readonly file: EvidenceFile };

function evidenceFiles({ evidence, network, console }: ReportStep): readonly NamedFile[] {
  const taken = evidence.flatMap((one) => {
    if (one.kind === 'missing') return [];
    return [{ name: one.kind === 'text' ? one.label : fileName(one.file.path), file: one.file }];
  });
  const logs = [network?.file, console?.file].flatMap((file) =>
    file === undefined || file === null ? [] : [{ name: fileName(file.path), file }],
  );
  return [...taken, ...logs];
}

function fileItem({ name, file }: NamedFile): Fragment {
  return html`<li>${fileLink(file.path, name)} <span class="soft">${size(file.bytes)}</span></li>`;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
