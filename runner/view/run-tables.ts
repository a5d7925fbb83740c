import type { ReportDoc } from '../model/report.ts';
import { html, say, type Fragment } from './html.ts';
import { fileLink, stepLink } from './links.ts';
import { statusNames } from './names.ts';
import { table } from './table.ts';
import { text } from './text.ts';
import { kstTime, size } from './units.ts';

/** What happened to the run itself; nothing when nothing did. */
export function incidentsTable({ incidents }: ReportDoc): Fragment | null {
  const rows = incidents.map(({ at, kind, message }) => [kstTime(at), html`<code>${kind}</code>`, say(message)]);
  return table('incidents', say(text.incidents), [say(text.time), say(text.incidentKind), say(text.what)], rows);
}

/** Guards that refused something. */
export function guardsTable({ guards }: ReportDoc): Fragment | null {
  const rows = guards.map(({ at, guard, money, step, message }) => [
    kstTime(at),
    html`<code>${guard}</code>${money ? html` <span class="badge s-failed">${say(text.moneyGuard)}</span>` : null}`,
    step === null ? '–' : stepLink(step),
    say(message),
  ]);
  return table('guards', say(text.guards), [say(text.time), say(text.guard), say(text.step), say(text.what)], rows);
}

/** What people answered when the run asked them. */
export function peopleTable({ people }: ReportDoc): Fragment | null {
  const rows = people.map(({ at, step, person, answer, observed }) => [
    kstTime(at),
    stepLink(step),
    person,
    say(statusNames[answer]),
    observed,
  ]);
  return table(
    'people',
    say(text.people),
    [say(text.time), say(text.step), say(text.person), say(text.answer), say(text.observed)],
    rows,
  );
}

/** Playwright traces that were kept: for debugging, never proof. */
export function tracesTable({ traces }: ReportDoc): Fragment | null {
  const rows = traces.map(({ section, file }) => [section, fileLink(file.path, file.path), size(file.bytes)]);
  return table('traces', say(text.traces), [say(text.section), say(text.files), ''], rows);
}
