import type { Severity } from '../model/checklist.ts';
import type { Status } from '../model/outcome.ts';
import { html, say, type Fragment } from './html.ts';
import { severityNames, statusMarks, statusNames } from './names.ts';

/** A status as mark and word; the colour only repeats them. */
export function statusBadge(status: Status): Fragment {
  return html`<span class="badge s-${status}"
    ><span class="mark" aria-hidden="true">${statusMarks[status]}</span>${say(statusNames[status])}</span
  >`;
}

/** How grave the author called the step. */
export function severityBadge(severity: Severity): Fragment {
  return html`<span class="severity v-${severity}">${say(severityNames[severity])}</span>`;
}
