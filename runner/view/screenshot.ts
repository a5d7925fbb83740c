import type { Evidence } from '../model/event.ts';
import type { ReportStep } from '../model/report.ts';
import { html, say, type Fragment } from './html.ts';
import { fileLink, isInFolder, webLink } from './links.ts';
import { phrases, text } from './text.ts';

type Screenshot = Extract<Evidence, { readonly kind: 'screenshot' }>;

/** The pictures of a step, the one of the attempt that counts first. */
export function screenshotsOf(step: Pick<ReportStep, 'evidence'>): readonly Screenshot[] {
  const shots = step.evidence.flatMap((one) => (one.kind === 'screenshot' ? [one] : []));
  return shots.toReversed();
}

/** A small picture that opens the file itself. */
export function thumbnail(step: ReportStep): Fragment {
  const [shot] = screenshotsOf(step);
  if (shot === undefined || !isInFolder(shot.file.path)) return html`<span class="no-shot" aria-hidden="true"></span>`;
  return html`<a class="thumb" href="${shot.file.path}">${image(shot, step, 'lazy')}</a>`;
}

/** A picture large enough to read, with its page and the other attempts below it. */
export function bigScreenshot(step: ReportStep): Fragment {
  const [shot, ...earlier] = screenshotsOf(step);
  if (shot === undefined || !isInFolder(shot.file.path))
    return html`<p class="no-picture">${say(text.noScreenshot)}</p>`;
  const others = earlier.map(
    (one) => html`<li>${fileLink(one.file.path, say(phrases.attempt({ number: one.attempt })))}</li>`,
  );
  return html`<figure class="shot">
    <a href="${shot.file.path}">${image(shot, step, 'eager')}</a>
    <figcaption>
      ${webLink(shot.pageUrl)}${
        others.length === 0
          ? null
          : html`<ul class="inline">
              ${others}
            </ul>`
      }
    </figcaption>
  </figure>`;
}

/** Sheets of small pictures, those with something wrong in them first and large. */
export function sheets(step: Pick<ReportStep, 'evidence'>, which: 'alarming' | 'all'): Fragment | null {
  const found = step.evidence.flatMap((one) => (one.kind === 'picture' && isInFolder(one.file.path) ? [one] : []));
  // Of several attempts the last one counts; the files of the others are listed with the rest.
  const last = Math.max(...found.map(({ attempt }) => attempt));
  const wanted = found.filter(({ attempt, alarming }) => attempt === last && (which === 'all' || alarming));
  if (wanted.length === 0) return null;
  const ordered = wanted.toSorted((one, other) => Number(other.alarming) - Number(one.alarming));
  return html`<div class="sheets">
    ${ordered.map(
      ({ file, width, height, caption, alarming }) =>
        html`<figure class="sheet${alarming ? ' alarming' : ''}">
          <figcaption>${say(caption)}</figcaption>
          <a href="${file.path}"
            ><img
              src="${file.path}"
              width="${width}"
              height="${height}"
              loading="lazy"
              decoding="async"
              alt="${caption.ko} / ${caption.en}"
          /></a>
        </figure>`,
    )}
  </div>`;
}

function image(shot: Screenshot, step: ReportStep, loading: 'lazy' | 'eager'): Fragment {
  const { file, width, height } = shot;
  return html`<img
    src="${file.path}"
    width="${width}"
    height="${height}"
    loading="${loading}"
    decoding="async"
    alt="${step.id} ${step.title}"
  />`;
}
