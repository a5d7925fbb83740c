import { dirname, resolve } from 'node:path';
import type { JsonObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import type { Span } from '../base/span.ts';
import { effects, severities, type Action, type Condition, type Device, type Section, type Severity, type Step } from '../model/checklist.ts';
import { checkShape } from './check-shape.ts';
import { checkExpression, checkTemplate, isText, readDuration } from './check-text.ts';
import { NestedFacts } from './nested.ts';
import { readWaiver } from './read-approvals.ts';
import { readActions, readExpectations } from './read-words.ts';
import type { Place, Reading } from './reading.ts';
import { readRows } from './rows.ts';
import { fillTitle } from './row-title.ts';
import { SectionShape, StepShape } from './shapes.ts';
import { child, entryOf, itemsOf, textOf, textsOf, toJsonObject, type Node } from './tree.ts';

/** A `needs` entry with its place, checked when all ids are known. */
export type NeedRef = { readonly section: string; readonly step: string | null; readonly text: string; readonly at: Span };

export type Defaults = { readonly timeoutMs: number; readonly severity: Severity; readonly owner: string | null; readonly runbook: string | null };

/** What the sections of one checklist are read with, and what they leave behind for the checks over all of them. */
export type Sections = {
  readonly reading: Reading;
  readonly facts: NestedFacts;
  readonly defaults: Defaults;
  readonly today: string;
  readonly readDevice: (node: Node | undefined) => Device | null;
  readonly needs: NeedRef[];
  /** Ids as they are written, with their places; `each` steps once. */
  readonly ids: { readonly id: string; readonly at: Span }[];
};

/** One section; parts that cannot be read are left out after their diagnostics. */
export function readSection(all: Sections, node: Node): Section | null {
  const { reading } = all;
  const idNode = child(node, 'id');
  const id = textOf(idNode) ?? '';
  const keyAt = idNode?.at ?? node.at;
  checkShape(node, SectionShape, { name: id === '' ? 'a section' : `section "${id}"`, keyAt }, reading.problems);
  if (node.kind !== 'map') return null;
  readId(all, idNode);
  rememberNeeds(all, child(node, 'needs'), { section: id, step: null });
  const place = { names: new Set<string>(), folder: folderOf(reading, node) };
  const section = {
    id,
    title: textOf(child(node, 'title')) ?? '',
    needs: textsOf(child(node, 'needs')).map((each) => each.text),
    locks: textsOf(child(node, 'locks')).map((each) => each.text),
    tags: textsOf(child(node, 'tags')).map((each) => each.text),
    when: readWhen(reading, child(node, 'when'), place),
    device: all.readDevice(child(node, 'device')),
    setup: outsideSteps(all, child(node, 'setup'), place, 'setup'),
    defer: outsideSteps(all, child(node, 'defer'), place, 'defer'),
    at: node.at,
  };
  return { ...section, steps: itemsOf(child(node, 'steps')).flatMap((step) => readStep(all, step, id)) };
}

function readStep(all: Sections, node: Node, section: string): readonly Step[] {
  const { reading } = all;
  const idNode = child(node, 'id');
  const id = textOf(idNode) ?? '';
  checkShape(node, StepShape, { name: id === '' ? 'a step' : `step "${id}"`, keyAt: idNode?.at ?? node.at }, reading.problems);
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
  const timeoutMs = timeout !== undefined && isText(timeout) ? readDuration(reading, timeout, '"timeout"') : defaults.timeoutMs;
  const doing = readActions(reading, child(node, 'do'), place);
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
    at: node.at,
  };
  checkStep(all, node, step);
  return step;
}

function checkStep(all: Sections, node: Node, step: Step): void {
  const { problems } = all.reading;
  const facts = all.facts.ofAll(step.do);
  const idAt = child(node, 'id')?.at ?? node.at;
  const effect = entryOf(node, 'effect');
  if (facts.pays && step.effect !== 'money') {
    const saysNow = effect === undefined ? 'does not say so' : `says "effect: ${step.effect}"`;
    problems.add('E_EFFECT_MONEY', effect?.value.at ?? idAt, `step "${step.id}" pays, but ${saysNow}`, 'write "effect: money": a machine will then never repeat it');
  }
  checkSize(all, step.do, child(node, 'do'));
  // Entries that could not be read may have been what makes the step fail; their own mistake is told already.
  const lost = itemsOf(child(node, 'do')).length > step.do.length || itemsOf(child(node, 'expect')).length > 0;
  if (step.expect.length > 0 || facts.looks || lost) return;
  if (step.do.some((action) => action.verb === 'use' && !('do' in action.args))) return;
  problems.add('E_STEP_CANNOT_FAIL', idAt, `step "${step.id}" expects nothing, so it could never fail`, 'add "expect:" with at least one expectation');
}

function checkSize(all: Sections, actions: readonly Action[], node: Node | undefined): void {
  const { problems } = all.reading;
  for (const [index, action] of actions.entries()) {
    const { depth } = all.facts.ofAll([action]);
    if (depth <= nestingMax) continue;
    problems.add('E_NESTING', itemsOf(node)[index]?.at ?? action.at, `${depth} levels of nested actions; ${nestingMax} is the limit`, 'flatten the flows that it uses');
  }
  const { count } = all.facts.ofAll(actions);
  if (count > limits.actionsPerStep && node !== undefined) {
    problems.add('E_TOO_MANY', node.at, `${count} actions with those of its flows; ${limits.actionsPerStep} is the limit`, 'split it into several steps');
  }
}

const nestingMax = 8;

/** Setup and clean-up run outside of any step's promise, so they may look and touch but never pay. */
function outsideSteps(all: Sections, node: Node | undefined, place: Place, key: string): readonly Action[] {
  const actions = readActions(all.reading, node, place);
  checkSize(all, actions, node);
  const pays = actions.find((action) => all.facts.ofAll([action]).pays);
  if (pays !== undefined) all.reading.problems.add('E_MONEY_PLACE', pays.at, `a payment cannot stand in "${key}"`, 'move it into the "do" of a step with "effect: money"');
  return actions;
}

function readWhen(reading: Reading, node: Node | undefined, place: Place): Condition | null {
  if (node === undefined || !isText(node)) return null;
  checkExpression(reading, node, place, { names: 'checked' });
  return { expression: node.value, at: node.at };
}

function readId(all: Sections, node: Node | undefined): void {
  const id = textOf(node);
  if (node === undefined || id === undefined || id === '') return;
  if (!/^[A-Za-z0-9_.-]+$/.test(id)) {
    all.reading.problems.add('E_ID', node.at, `"${id}" is no id`, 'use the letters A-Z and a-z, digits, "-", "_" and "."');
  }
  const before = all.ids.find((each) => each.id === id);
  if (before !== undefined) {
    all.reading.problems.add('E_ID_DUPLICATE', node.at, `the id "${id}" is taken by ${before.at.file}:${before.at.line}`, 'give one of the two another id');
  }
  all.ids.push({ id, at: node.at });
}

function rememberNeeds(all: Sections, node: Node | undefined, from: { readonly section: string; readonly step: string | null }): void {
  for (const { text, at } of textsOf(node)) all.needs.push({ ...from, text, at });
}

function folderOf(reading: Reading, node: Node): string {
  return dirname(resolve(reading.files.workingDirectory, node.at.file));
}

function oneOf<T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((each) => each === value);
}

/** Variables of the checklist, by name. */
export function readVariables(reading: Reading, node: Node | undefined): JsonObject {
  for (const name of Object.keys(toJsonObject(node))) reading.definedNames.add(name);
  return toJsonObject(node);
}
