import type { Bilingual, Language } from '../base/bilingual.ts';
import { printable } from '../base/carets.ts';
import { formatPlace } from '../base/span.ts';
import type { FrozenSources } from '../model/format.ts';
import { statuses, type Status, type Verdict } from '../model/outcome.ts';
import type { ReportDoc, ReportStep } from '../model/report.ts';
import { severityNames, statusMarks, statusNames, verdictHeadlines } from '../view/names.ts';
import { groupNotGreen } from '../view/not-green.ts';
import { deservesCard, failedFirst } from '../view/order.ts';
import { liftedOf, standingOf } from '../view/standing.ts';
import { text as labels } from '../view/text.ts';
import { padColumns, widthOf, wrapColumns } from './columns.ts';
import { standingLines } from './console-standing.ts';
import { failureFrame, whyNotGreen } from './explain.ts';

export type SummaryOptions = {
  readonly color: boolean;
  readonly language: Language;
  /** Columns of the terminal. */
  readonly width: number;
  /** For code frames; without them only the place is shown. */
  readonly sources?: FrozenSources;
};

/** What the terminal shows when a run has ended: verdict, counts, every failure with its place, the rest in groups. */
export function renderRunSummary(doc: ReportDoc, { width, ...others }: SummaryOptions): string {
  const options = { ...others, width: Math.max(width, narrowest) };
  const paint = painter(options.color);
  const say = (told: Bilingual): string => printable(told[options.language]);
  const blocks = [
    standing(doc, options, paint),
    head(doc, options, paint, say),
    ...failedFirst(doc.steps)
      .filter(deservesCard)
      .map((step) => card(step, options, paint, say)),
    rest(doc, options, paint, say),
    runTroubles(doc, options, paint, say),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

/** Before the verdict: money that stands open outlives this run. */
function standing(doc: ReportDoc, { width, language }: SummaryOptions, paint: Paint): readonly string[] {
  const now = standingOf(doc);
  if (now === null) return [];
  return standingLines({ ...now, lifted: liftedOf(doc) }, { language, target: doc.target.id }).flatMap(
    ({ tone, text }) => {
      const lines = wrapColumns(text, width).map((line, index) => (index === 0 ? line : `  ${line}`));
      return lines.map((line) => (tone === 'plain' ? line : paint(tone, line)));
    },
  );
}

type Paint = (tint: Tint, text: string) => string;
type Say = (told: Bilingual) => string;
type Tint = keyof typeof tints;

const tints = { bold: '1', red: '1;31', green: '1;32', yellow: '1;33', soft: '2' } as const;
const verdictTints: { readonly [V in Verdict]: Tint } = { GO: 'green', 'NO-GO': 'red', INCONCLUSIVE: 'yellow' };
/** Below this nothing reads well; the terminal may wrap the rest itself. */
const narrowest = 40;
const observedLines = 8;
const idsShown = 12;
/** Indent, line number and bar beside a line of the checklist. */
const frameEdge = 12;

function painter(color: boolean): Paint {
  return (tint, text) => (color ? `\u001b[${tints[tint]}m${text}\u001b[0m` : text);
}

function head(doc: ReportDoc, { width }: SummaryOptions, paint: Paint, say: Say): readonly string[] {
  const counts = statuses
    .filter((status) => doc.summary[status] > 0)
    .map((status) => unbroken(`${statusMarks[status]} ${say(statusNames[status])} ${doc.summary[status]}`));
  return [
    `${paint(verdictTints[doc.verdict], doc.verdict)}  ${paint('bold', say(verdictHeadlines[doc.verdict]))}`,
    ...indent(wrapColumns(say(doc.verdictReason), width - 2), 2),
    ...indent(wrapColumns(counts.join('   '), width - 2), 2),
  ];
}

/** A name and its number never part at a line's end. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

function card(step: ReportStep, options: SummaryOptions, paint: Paint, say: Say): readonly string[] {
  const { width, sources } = options;
  const why = whyNotGreen(step);
  const facts = `[${say(severityNames[step.severity])}] ${printable(step.owner ?? say(labels.ownerNone))}`;
  const title = printable(`${step.id} ${step.title}`);
  const frame = sources === undefined ? [] : failureFrame(step, sources, width - frameEdge);
  const status = `${statusMarks[step.status]} ${say(statusNames[step.status])}`;
  const [first = '', ...others] = wrapColumns(title, width - widthOf(status) - 2);
  const isRoom = others.length === 0 && widthOf(`${status}  ${first}  ${facts}`) <= width;
  return [
    `${paint(tintOf(step.status), status)}  ${paint('bold', first)}${isRoom ? `  ${paint('soft', facts)}` : ''}`,
    ...indent(others, 4).map((line) => paint('bold', line)),
    ...(isRoom ? [] : [`    ${paint('soft', facts)}`]),
    ...(why === null ? [] : indent(wrapColumns(say(why), width - 4), 4)),
    ...comparison(step, options, paint, say),
    ...indent([printable(formatPlace(step.failure?.at ?? step.place))], 4),
    ...indent(frame, 2),
    ...(step.runbook === null ? [] : [`    ${paint('soft', `${say(labels.runbook)} ${printable(step.runbook)}`)}`]),
  ];
}

/** Expected above observed, their values in one column whatever the language. */
function comparison({ failure }: ReportStep, { width }: SummaryOptions, paint: Paint, say: Say): readonly string[] {
  const [expected, observed] = [say(labels.expected), say(labels.observed)];
  const column = Math.max(widthOf(expected), widthOf(observed)) + 2;
  const side = (label: string, value: string | undefined): readonly string[] =>
    (value === '' ? '""' : (value ?? ''))
      .split('\n')
      .flatMap((line) => wrapColumns(printable(line), width - 4 - column))
      .slice(0, observedLines)
      .map((line, index) => `    ${paint('soft', padColumns(index === 0 ? label : '', column))}${line}`);
  return [...side(expected, failure?.expected), ...side(observed, failure?.observed)];
}

function rest(doc: ReportDoc, { width }: SummaryOptions, paint: Paint, say: Say): readonly string[] {
  return groupNotGreen(doc.steps).flatMap(({ status, why, steps }) => {
    const ids = steps.slice(0, idsShown).map((step) => printable(step.id));
    const more = steps.length > idsShown ? ` +${steps.length - idsShown}` : '';
    const counted = `${statusMarks[status]} ${say(statusNames[status])} ${steps.length}`;
    const [first = '', ...others] = wrapColumns(say(why), width - widthOf(counted) - 2);
    return [
      `${paint(tintOf(status), counted)}  ${first}`,
      ...indent(others, 4),
      ...indent(wrapColumns(`${ids.join(' ')}${more}`, width - 4), 4).map((line) => paint('soft', line)),
    ];
  });
}

function runTroubles(doc: ReportDoc, { width }: SummaryOptions, paint: Paint, say: Say): readonly string[] {
  const lines = [
    ...doc.incidents.map((incident) => `${incident.kind}: ${say(incident.message)}`),
    ...doc.guards.map(({ guard, message }) => `${say(labels.guard)} ${printable(guard)}: ${say(message)}`),
  ];
  return lines.flatMap((line) => {
    const [first = '', ...others] = wrapColumns(line, width - 2);
    return [`${paint('yellow', '!')} ${first}`, ...indent(others, 2)];
  });
}

function tintOf(status: Status): Tint {
  if (status === 'failed') return 'red';
  return status === 'waived' || status === 'not-run' || status === 'known' ? 'soft' : 'yellow';
}

function indent(lines: readonly string[], columns: number): readonly string[] {
  return lines.map((line) => `${' '.repeat(columns)}${line}`);
}
