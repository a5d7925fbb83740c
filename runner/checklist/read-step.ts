import type { JsonObject } from '../base/json.ts';
import { effects, severities, type Step } from '../model/checklist.ts';
import { checkShape } from './check-shape.ts';
import { checkStep, outsideSteps } from './check-step.ts';
import { checkTemplate, isText, readDuration } from './check-text.ts';
import { readWaiver } from './read-approvals.ts';
import { readMask } from './read-mask.ts';
import { readActions, readExpectations } from './read-words.ts';
import type { Place } from './reading.ts';
import { fillTitle } from './row-title.ts';
import { readRows } from './rows.ts';
import { folderOf, readId, readWhen, rememberNeeds, type Sections } from './sections.ts';
import { StepShape } from './shapes.ts';
import { child, entryOf, textOf, textsOf, without, type Node } from './tree.ts';

/** Lists that are read item by item; their shape is told there. */
const readByThemselves = ['do', 'expect', 'defer', 'mask'] as const;

/** One step, or one for each row of its `each`; none when nothing can be read. */
export function readStep(all: Sections, node: Node, section: string): readonly Step[] {
  const { reading } = all;
  const idNode = child(node, 'id');
  const id = textOf(idNode) ?? '';
  checkShape(
    node.kind === 'map' ? without(node, readByThemselves) : node,
    StepShape,
    { name: id === '' ? 'a step' : `step "${id}"`, keyAt: idNode?.at ?? node.at },
    reading.problems,
  );
  if (node.kind !== 'map') return [];
  readId(all, idNode);
  rememberNeeds(all, child(node, 'needs'), { section, step: id });
  const each = entryOf(node, 'each');
  const rows = each === undefined ? [null] : readRows(reading, each);
  const columns = (rows ?? []).flatMap((row) => (row === null ? [] : Object.keys(row)));
  const names = new Set(each === undefined ? [] : ['row', ...columns]);
  // Unreadable rows hide their columns: anything may be a name then.
  const place: Place = { names: rows === undefined ? anyName : names, folder: folderOf(reading, node) };
  const step = readStepBody(all, node, { id, place });
  return (rows ?? []).map((row, index) => (row === null ? step : rowStep(step, row, index)));
}

/** Holds every name; for places where a mistake elsewhere hides the real ones. */
const anyName: ReadonlySet<string> = new (class extends Set<string> {
  override has(): boolean {
    return true;
  }
})();

function rowStep(step: Step, row: JsonObject, index: number): Step {
  return { ...step, id: `${step.id}[${index + 1}]`, title: fillTitle(step.title, row), row };
}

function readStepBody(all: Sections, node: Node, is: { readonly id: string; readonly place: Place }): Step {
  const { reading, defaults } = all;
  const { place } = is;
  const title = child(node, 'title');
  if (title !== undefined && isText(title)) checkTemplate(reading, title, place, { secrets: 'refused' });
  const timeout = child(node, 'timeout');
  const timeoutMs =
    timeout !== undefined && isText(timeout) ? readDuration(reading, timeout, '"timeout"') : defaults.timeoutMs;
  const doing = readActions(reading, child(node, 'do'), place);
  const mask = [...all.mask, ...readMask(node, reading.problems)];
  const step: Step = {
    id: is.id,
    title: textOf(title) ?? '',
    severity: oneOf(severities, textOf(child(node, 'severity'))) ?? defaults.severity,
    owner: textOf(child(node, 'owner')) ?? defaults.owner,
    runbook: textOf(child(node, 'runbook')) ?? defaults.runbook,
    effect: oneOf(effects, textOf(child(node, 'effect'))) ?? 'none',
    tags: textsOf(child(node, 'tags')).map((each) => each.text),
    needs: textsOf(child(node, 'needs')).map((each) => each.text),
    when: readWhen(reading, child(node, 'when'), place),
    waiver: readWaiver(reading, child(node, 'waived'), all.today),
    timeoutMs,
    row: null,
    do: doing,
    expect: readExpectations(reading, child(node, 'expect'), place),
    defer: outsideSteps(all, child(node, 'defer'), place, 'defer'),
    ...(mask.length === 0 ? {} : { mask }),
    at: node.at,
  };
  checkStep(all, node, step);
  return step;
}

function oneOf<T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((each) => each === value);
}
