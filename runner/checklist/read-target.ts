import { basename, resolve } from 'node:path';
import type { DeploymentSource, Target } from '../model/target.ts';
import { checkRules } from './check-rules.ts';
import { checkShape } from './check-shape.ts';
import { fillEnvironment, type Environment } from './environment.ts';
import { Files } from './files.ts';
import { findLiveSecrets } from './live-secrets.ts';
import { parseYaml } from './parse-yaml.ts';
import { Problems } from './problems.ts';
import { readOnCall, type ChannelWords } from './read-on-call.ts';
import type { ReadResult } from './read-checklist.ts';
import { readAddress, readHost } from './target-address.ts';
import { readGateway } from './target-gateway.ts';
import { readAccount, readMerchant, readMirror, readTicketMail } from './target-money.ts';
import { TargetShape } from './target-shape.ts';
import { child, entryOf, itemsOf, startOf, textOf, toJsonObject, type Node } from './tree.ts';

export type TargetOptions = {
  readonly env: Environment;
  readonly workingDirectory: string;
  /** Kinds of channels, so that their settings are checked; left out where nobody is paged. */
  readonly channelKinds?: readonly ChannelWords[];
  /** `leave-out`: where a target's text stands alone and nobody is paged. */
  readonly onCall?: 'read' | 'leave-out';
};

/** Reads a target file and fills `${env:…}`. Never throws for what is in the file. */
export function readTarget(file: string, options: TargetOptions): ReadResult<Target> {
  const problems = new Problems();
  const files = new Files(options.workingDirectory, problems);
  const path = resolve(options.workingDirectory, file);
  const read = files.read({ path, named: file, at: startOf(files.display(path)), within: null });
  const tree = read === undefined ? undefined : parseYaml(read.text, read.display, problems);
  const source = files.sources[0];
  const target =
    tree === undefined || source === undefined ? undefined : build(tree, { path, problems, files, options });
  if (problems.count > 0 || target === undefined || source === undefined)
    return { diagnostics: problems.sorted(files.order), sources: files.sources };
  return { ok: { ...target, source } };
}

type Parts = {
  readonly path: string;
  readonly problems: Problems;
  readonly files: Files;
  readonly options: TargetOptions;
};

function build(tree: Node, { path, problems, files, options }: Parts): Omit<Target, 'source'> | undefined {
  const keyAt = startOf(tree.at.file);
  if (tree.kind !== 'map') {
    problems.add('E_VALUE', tree.at, 'a target is a map of keys', 'begin with "target: title"');
    return undefined;
  }
  const { env, channelKinds = null } = options;
  const root = fillEnvironment(tree, env, problems);
  if (root.kind !== 'map') return undefined;
  checkShape(root, TargetShape, { name: 'a target', keyAt: entryOf(root, 'target')?.keyAt ?? keyAt }, problems);
  checkValues(root, problems);
  const baseUrl = readAddress(child(root, 'base-url'), problems);
  return {
    id: basename(path).replace(/\.ya?ml$/, ''),
    title: textOf(child(root, 'target')) ?? '',
    baseUrl,
    deployment: readDeployment(entryOf(root, 'deployment'), problems),
    gateway: readGateway(child(root, 'gateway'), problems),
    allowedHosts: itemsOf(child(root, 'allowed-hosts')).flatMap((node) => readHost(node, problems)),
    unknownHosts: textOf(child(root, 'unknown-hosts')) === 'record' ? 'record' : 'refuse',
    account: readAccount(child(root, 'account'), problems),
    merchant: readMerchant(child(root, 'merchant')),
    mirror: readMirror(child(root, 'mirror'), problems),
    tickets: readTicketMail(child(root, 'tickets')),
    onCall:
      options.onCall === 'leave-out'
        ? null
        : readOnCall(child(root, 'on-call'), { env, files, problems, targetFile: path, channelKinds }),
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
  const deployedAt = text('deployed-at') ?? null;
  if (endpoint !== undefined) return { kind: 'endpoint', path: endpoint, value: given, deployedAt };
  if (header !== undefined) return { kind: 'header', path: given, name: header, deployedAt };
  return meta === undefined ? null : { kind: 'meta', path: given, name: meta, deployedAt };
}
