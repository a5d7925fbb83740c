import { basename, resolve } from 'node:path';
import type { JsonValue } from '../base/json.ts';
import type { DeploymentSource, GatewayConfig, Target } from '../model/target.ts';
import { checkRules } from './check-rules.ts';
import { checkShape } from './check-shape.ts';
import { fillEnvironment, type Environment } from './environment.ts';
import { Files } from './files.ts';
import { findLiveSecrets } from './live-secrets.ts';
import { parseYaml } from './parse-yaml.ts';
import { Problems } from './problems.ts';
import type { ReadResult } from './read-checklist.ts';
import { TargetShape } from './target-shape.ts';
import { child, entryOf, itemsOf, startOf, textOf, toJson, toJsonObject, type MapNode, type Node } from './tree.ts';
import { hostProblem, urlProblem } from './web-address.ts';

const ceilingMax = 1_000_000_000_000n;

export type TargetOptions = { readonly env: Environment; readonly workingDirectory: string };

/** Reads a target file and fills `${env:…}`. Never throws for what is in the file. */
export function readTarget(file: string, options: TargetOptions): ReadResult<Target> {
  const problems = new Problems();
  const files = new Files(options.workingDirectory, problems);
  const path = resolve(options.workingDirectory, file);
  const read = files.read({ path, named: file, at: startOf(files.display(path)), within: null });
  const tree = read === undefined ? undefined : parseYaml(read.text, read.display, problems);
  const source = files.sources[0];
  const target =
    tree === undefined || source === undefined ? undefined : build(tree, { path, problems, env: options.env });
  if (problems.count > 0 || target === undefined || source === undefined)
    return { diagnostics: problems.sorted(files.order), sources: files.sources };
  return { ok: { ...target, source } };
}

type Parts = { readonly path: string; readonly problems: Problems; readonly env: Environment };

function build(tree: Node, { path, problems, env }: Parts): Omit<Target, 'source'> | undefined {
  const keyAt = startOf(tree.at.file);
  if (tree.kind !== 'map') {
    problems.add('E_VALUE', tree.at, 'a target is a map of keys', 'begin with "target: title"');
    return undefined;
  }
  const root = fillEnvironment(tree, env, problems);
  if (root.kind !== 'map') return undefined;
  checkShape(root, TargetShape, { name: 'a target', keyAt: entryOf(root, 'target')?.keyAt ?? keyAt }, problems);
  checkValues(root, problems);
  const baseUrl = address(child(root, 'base-url'), problems);
  return {
    id: basename(path).replace(/\.ya?ml$/, ''),
    title: textOf(child(root, 'target')) ?? '',
    baseUrl,
    deployment: readDeployment(entryOf(root, 'deployment'), problems),
    gateway: readGateway(child(root, 'gateway'), problems),
    allowedHosts: itemsOf(child(root, 'allowed-hosts')).flatMap((node) => host(node, problems)),
    variables: toJsonObject(child(root, 'variables')),
  };
}

/** A live key may come from the environment and stand in no file: every filled value is looked at, too. */
function checkValues(node: Node, problems: Problems): void {
  if (node.kind === 'scalar') {
    for (const found of findLiveSecrets(String(node.value), node.at.file))
      problems.add(found.code, node.at, found.what, found.fix);
  }
  for (const inner of node.kind === 'map' ? node.entries.map((entry) => entry.value) : itemsOf(node))
    checkValues(inner, problems);
}

function address(node: Node | undefined, problems: Problems): string {
  const text = textOf(node);
  if (node === undefined || text === undefined) return '';
  const problem = urlProblem(text);
  if (problem !== null)
    problems.add('E_TARGET_URL', node.at, `"${text}" ${problem}`, 'write for example https://shop.example');
  return text.replace(/\/+$/, '');
}

function host(node: Node, problems: Problems): readonly string[] {
  const text = textOf(node);
  if (text === undefined) return [];
  const problem = hostProblem(text);
  if (problem !== null)
    problems.add(
      'E_TARGET_URL',
      node.at,
      `"${text}" ${problem}`,
      'write a host such as img.shop.example or 127.0.0.1:4301',
    );
  return [text];
}

function readDeployment(entry: ReturnType<typeof entryOf>, problems: Problems): DeploymentSource | null {
  if (entry?.value.kind !== 'map') return null;
  const node = entry.value;
  checkRules(
    node,
    [{ exactlyOne: [['endpoint', 'header', 'meta']] }],
    () => [],
    { name: '"deployment"', keyAt: entry.keyAt },
    problems,
  );
  const text = (key: string): string | undefined => textOf(child(node, key));
  const [endpoint, header, meta] = [text('endpoint'), text('header'), text('meta')];
  const needed = endpoint === undefined ? 'path' : 'value';
  const given = text(needed);
  const unfit = entryOf(node, endpoint === undefined ? 'value' : 'path');
  if (unfit !== undefined)
    problems.add(
      'E_KEY_UNKNOWN',
      unfit.keyAt,
      `"${unfit.key}" does not go with "${endpoint === undefined ? 'header" or "meta' : 'endpoint'}"`,
      'remove it',
    );
  if (given === undefined) {
    if (endpoint !== undefined || header !== undefined || meta !== undefined)
      problems.add('E_KEY_MISSING', entry.keyAt, `"deployment" needs a key "${needed}"`, `add "${needed}: …"`);
    return null;
  }
  if (endpoint !== undefined) return { kind: 'endpoint', path: endpoint, value: given };
  if (header !== undefined) return { kind: 'header', path: given, name: header };
  return meta === undefined ? null : { kind: 'meta', path: given, name: meta };
}

function readGateway(node: Node | undefined, problems: Problems): GatewayConfig | null {
  if (node?.kind !== 'map') return null;
  const text = (key: string): string => textOf(child(node, key)) ?? '';
  return {
    kind: text('kind'),
    baseUrl: address(child(node, 'base-url'), problems),
    secretKeyName: text('secret-key'),
    lane: text('lane') === 'sandbox' ? 'sandbox' : 'none',
    ceilings: readCeilings(node, problems),
  };
}

function readCeilings(gateway: MapNode, problems: Problems): GatewayConfig['ceilings'] {
  const ceilings = child(gateway, 'ceilings');
  const stepKrw = krw(child(ceilings, 'step'), problems);
  const runKrw = krw(child(ceilings, 'run'), problems);
  const step = entryOf(ceilings, 'step');
  if (step !== undefined && runKrw > 0n && stepKrw > runKrw) {
    problems.add(
      'E_CEILING',
      step.value.at,
      `a step may pay ${stepKrw} KRW, but a whole run only ${runKrw}`,
      'make "step" at most "run"',
    );
  }
  return { stepKrw, runKrw };
}

function krw(node: Node | undefined, problems: Problems): bigint {
  const value: JsonValue = node === undefined ? null : toJson(node);
  const digits =
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value.replace(/[,_]/g, '') : '';
  if (node === undefined || !/^\d+$/.test(digits)) return 0n;
  const amount = BigInt(digits);
  if (amount === 0n || amount > ceilingMax)
    problems.add(
      'E_CEILING',
      node.at,
      `a ceiling of ${amount} KRW protects nothing`,
      `write 1 to ${ceilingMax}; "lane: none" forbids payments`,
    );
  return amount;
}
