import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JsonValue } from '../base/json.ts';
import type { ActionArgs } from '../model/checklist.ts';
import { checkShape } from './check-shape.ts';
import { parseYaml } from './parse-yaml.ts';
import { readActions, readExpectations } from './read-words.ts';
import type { Flow, FlowParameter, FlowUse, Reading } from './reading.ts';
import { FlowShape, ParameterShape } from './shapes.ts';
import { didYouMean } from './suggest.ts';
import { child, entriesOf, startOf, textOf, toJson, toJsonObject, type MapNode } from './tree.ts';

/** What a `use` becomes: the flow's actions and expectations, with every parameter given or defaulted. */
export function useFlow(reading: Reading, use: FlowUse): ActionArgs {
  const name = textOf(use.flow.value);
  if (name === undefined || name.includes('${')) return {};
  const flow = loadFlow(reading, name, use);
  if (flow === undefined) return {};
  checkParameters(reading, flow, use);
  const fallbacks = flow.parameters.flatMap(({ name, fallback }) =>
    fallback === undefined ? [] : [[name, fallback] as const],
  );
  const given: { readonly [name: string]: JsonValue } = {
    ...Object.fromEntries(fallbacks),
    ...toJsonObject(use.given),
  };
  return { with: given, do: flow.do, expect: flow.expect };
}

function checkParameters(reading: Reading, flow: Flow, use: FlowUse): void {
  const names = flow.parameters.map((parameter) => parameter.name);
  const given = entriesOf(use.given);
  const unknown = given.filter((entry) => !names.includes(entry.key));
  for (const entry of unknown) {
    const fix =
      names.length === 0 ? 'remove it; this flow takes no parameters' : didYouMean(entry.key, names, 'parameters');
    reading.problems.add('E_FLOW_PARAMETER', entry.keyAt, `flow "${flow.name}" has no parameter "${entry.key}"`, fix);
  }
  for (const parameter of flow.parameters) {
    if (!parameter.required || given.some((entry) => entry.key === parameter.name)) continue;
    const misspelt = unknown.some((entry) => didYouMean(entry.key, names, '') === `did you mean "${parameter.name}"?`);
    if (!misspelt)
      reading.problems.add(
        'E_FLOW_PARAMETER',
        use.keyAt,
        `flow "${flow.name}" needs the parameter "${parameter.name}"`,
        `add with: { ${parameter.name}: … }`,
      );
  }
}

function loadFlow(reading: Reading, name: string, use: FlowUse): Flow | undefined {
  const known = reading.flows.get(name);
  if (known === 'open')
    reading.problems.add('E_FLOW_RECURSION', use.flow.value.at, `flow "${name}" would use itself`, 'break the circle');
  if (known === 'open' || known === 'broken') return undefined;
  if (known !== undefined) return known;
  // A name with a folder in it was reported with the shape; it must not be read.
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name)) return undefined;
  reading.flows.set(name, 'open');
  const flow = readFlow(reading, name, use);
  reading.flows.set(name, flow ?? 'broken');
  return flow;
}

function readFlow(reading: Reading, name: string, use: FlowUse): Flow | undefined {
  const folder = reading.flowsDirectory;
  const file = reading.files.read({
    path: join(folder, `${name}.yaml`),
    named: `flows/${name}.yaml`,
    at: use.flow.value.at,
    within: existsSync(folder) ? folder : null,
    missing: {
      code: 'E_FLOW_UNKNOWN',
      what: `there is no flow "${name}"`,
      fix: didYouMean(name, flowNames(folder), 'flows'),
    },
  });
  if (file === undefined) return undefined;
  const root = parseYaml(file.text, file.display, reading.problems);
  if (root === undefined) return undefined;
  const keyAt = startOf(file.display);
  checkShape(root, FlowShape, { name: 'a flow', keyAt }, reading.problems);
  if (root.kind !== 'map') return undefined;
  const parameters = readParameters(reading, root);
  const place = { names: new Set(parameters.map((parameter) => parameter.name)), folder: dirname(folder) };
  return {
    name,
    parameters,
    do: readActions(reading, child(root, 'do'), place),
    expect: readExpectations(reading, child(root, 'expect'), place),
  };
}

function readParameters(reading: Reading, root: MapNode): readonly FlowParameter[] {
  return entriesOf(child(root, 'parameters')).map(({ key, keyAt, value }) => {
    // `id:` alone declares a parameter without saying more; it is required then.
    if (value.kind === 'scalar' && value.value === null) return { name: key, required: true, fallback: undefined };
    checkShape(value, ParameterShape, { name: `parameter "${key}"`, keyAt }, reading.problems);
    const fallback = child(value, 'default');
    const required = child(value, 'required');
    return {
      name: key,
      required: fallback === undefined && !(required?.kind === 'scalar' && required.value === false),
      fallback: fallback === undefined ? undefined : toJson(fallback),
    };
  });
}

function flowNames(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}
