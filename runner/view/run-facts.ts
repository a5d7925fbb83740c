import type { ReportDoc } from '../model/report.ts';
import { factList, type FactRow } from './fact-list.ts';
import { html, say, type Fragment } from './html.ts';
import { webLink } from './links.ts';
import { phrases, text } from './text.ts';
import { duration, kst, kstWindow } from './units.ts';

/** What was checked, when, where and by whom. */
export function runFacts(doc: ReportDoc): Fragment {
  const window = kstWindow(doc.startedAt, doc.finishedAt);
  const { operator, target, tool, ending, scope } = doc;
  const browser = doc.browser === null ? say(text.browserNone) : `${doc.browser.name} ${doc.browser.version}`;
  const rows: readonly FactRow[] = [
    [
      say(text.target),
      html`<b>${target.title}</b> <span class="soft">${target.id}</span><br />${webLink(target.baseUrl)}`,
    ],
    [say(text.build), build(doc)],
    [say(text.deployedAt), deployedAt(doc)],
    [
      say(text.window),
      html`${window.times}<br /><span class="soft"
          >${window.zone}, ${say(text.took)} ${say(duration(doc.durationMs))}</span
        >`,
    ],
    [say(text.by), html`<b>${operator.user}</b> <span class="soft">@ ${operator.host}</span>`],
    [say(text.ending), html`<span class="${ending.complete ? 'whole' : 'cut'}">${say(ending.message)}</span>`],
    [
      say(text.selection),
      html`${say(phrases.ofSteps({ selected: scope.selectedSteps, all: scope.allSteps }))}<br /><span class="soft"
          >${doc.checklist.file}</span
        >`,
    ],
    [say(text.browser), html`${browser}<br /><span class="soft">${doc.device}</span>`],
    [
      say(text.tool),
      html`${tool.name} ${tool.version} <span class="soft">Node ${operator.node}, ${operator.platform}</span>`,
    ],
    [say(text.exitCode), doc.exitCode],
  ];
  return factList({ id: 'facts', title: say(text.facts), rows });
}

function build({ target }: ReportDoc): Fragment {
  const { fingerprintAtStart: start, fingerprintAtEnd: end } = target;
  if (start === null) return html`<span class="cut">${say(text.buildUnknown)}</span>`;
  if (end === null) return html`<b>${start}</b><br /><span class="soft">${say(text.buildEndUnknown)}</span>`;
  if (end === start) return html`<b>${start}</b><br /><span class="soft">${say(text.buildSame)}</span>`;
  return html`<b>${start}</b> → <b>${end}</b><br /><span class="cut">${say(text.buildChanged)}</span>`;
}

/** Since when the build answered, by the shop's own word; where the shop does not say it, neither does the report. */
function deployedAt({ target, startedAt }: ReportDoc): Fragment {
  const { deployedAtStart: start, deployedAtEnd: end } = target;
  if (start === undefined && end === undefined) return html`<span class="soft">${say(text.deployedAtNotAsked)}</span>`;
  const isNew = target.fingerprintAtStart !== target.fingerprintAtEnd && typeof end === 'string' && end !== start;
  const first =
    typeof start === 'string' ? html`${kst(start)}` : html`<span class="cut">${say(text.deployedAtUnread)}</span>`;
  if (isNew) return html`${first} → <b>${kst(end)}</b>`;
  return typeof start === 'string' ? html`${first}<br />${age(start, startedAt)}` : first;
}

function age(deployed: string, startedAt: string): Fragment {
  const ms = Date.parse(startedAt) - Date.parse(deployed);
  if (ms < 0) return html`<span class="cut">${say(text.deployedAfterStart)}</span>`;
  return html`<span class="soft">${say(phrases.beforeRun(duration(ms)))}</span>`;
}
