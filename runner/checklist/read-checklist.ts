import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { systemClock, type Clock } from '../base/clock.ts';
import { dayInKorea } from '../base/date.ts';
import { limits } from '../base/limits.ts';
import type { Checklist, Device, Source } from '../model/checklist.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Vocabulary } from '../model/verb.ts';
import { checkNames, targetVariableNames } from './check-names.ts';
import { checkNeeds, expandNeeds } from './check-needs.ts';
import { checkShape } from './check-shape.ts';
import { Files, type ReadFile } from './files.ts';
import { NestedFacts } from './nested.ts';
import { resolveOverlays } from './overlay.ts';
import { parseYaml } from './parse-yaml.ts';
import { Problems } from './problems.ts';
import { readKnownIssue } from './read-approvals.ts';
import { useFlow } from './read-flow.ts';
import { readMask } from './read-mask.ts';
import { readSection } from './read-sections.ts';
import { deviceOf, readDefaults, readPolicy, readVariables, regional } from './read-settings.ts';
import type { Sections } from './sections.ts';
import { Reading } from './reading.ts';
import { ChecklistShape } from './shapes.ts';
import { didYouMean } from './suggest.ts';
import { child, entryOf, itemsOf, startOf, textOf, without, type MapNode, type Node } from './tree.ts';

export type ReadOptions = {
  readonly vocabulary: Vocabulary;
  /** Base of the paths that people see; `extends` may not leave it. */
  readonly workingDirectory: string;
  /** Names of Playwright's devices. */
  readonly deviceNames: readonly string[];
  /** Default: `flows/` beside the checklist. */
  readonly flowsDirectory?: string;
  /** Names of the target's variables, when the target is known; otherwise those of the target that the checklist names. */
  readonly knownVariables?: readonly string[];
  /** Tells which waivers are over. */
  readonly clock?: Clock;
};

/** A checklist, or everything that is wrong with it together with the texts that code frames need. Fits `Parsed<Checklist>`. */
export type ReadResult<T> =
  | { readonly ok: T }
  | { readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly Source[] };

/** Reads a checklist with its bases, flows and data files. Never throws for what is in a file. */
export function readChecklist(file: string, options: ReadOptions): ReadResult<Checklist> {
  const problems = new Problems();
  const files = new Files(options.workingDirectory, problems);
  const path = resolve(options.workingDirectory, file);
  const read = files.read({ path, named: file, at: startOf(files.display(path)), within: null });
  const tree = read === undefined ? undefined : parseYaml(read.text, read.display, problems);
  const checklist =
    read === undefined || tree === undefined ? undefined : build(tree, read, { files, problems, options });
  if (problems.count > 0 || checklist === undefined)
    return { diagnostics: problems.sorted(files.order), sources: files.sources };
  return { ok: { ...checklist, sources: files.sources } };
}

type Parts = { readonly files: Files; readonly problems: Problems; readonly options: ReadOptions };

function build(tree: Node, read: ReadFile, { files, problems, options }: Parts): Checklist | undefined {
  if (tree.kind !== 'map') {
    problems.add('E_VALUE', tree.at, 'a checklist is a map of keys', 'begin with "checklist: title"');
    return undefined;
  }
  const root = resolveOverlays(tree, read, files, problems);
  const keyAt = entryOf(root, 'checklist')?.keyAt ?? startOf(read.display);
  checkShape(without(root, ['mask']), ChecklistShape, { name: 'a checklist', keyAt }, problems);
  const flowsDirectory = options.flowsDirectory ?? join(dirname(read.absolute), 'flows');
  const reading = new Reading({ vocabulary: options.vocabulary, files, problems, flowsDirectory, useFlow });
  const today = dayInKorea((options.clock ?? systemClock).now());
  const readDevice = (node: Node | undefined): Device | null => deviceOf(node, options.deviceNames, problems);
  const all: Sections = {
    reading,
    facts: new NestedFacts(reading.verbs),
    defaults: readDefaults(reading, child(root, 'defaults')),
    today,
    mask: readMask(root, problems),
    readDevice,
    needs: [],
    ids: [],
  };
  const variables = readVariables(reading, child(root, 'variables'));
  const sections = itemsOf(child(root, 'sections')).flatMap((node) => readSection(all, node) ?? []);
  const knownIssues = itemsOf(child(root, 'known-issues')).flatMap(
    (node) => readKnownIssue(reading, node, today) ?? [],
  );
  checkWhole(root, sections, problems);
  checkNeeds(sections, all.needs, problems);
  checkIssues(root, sections, problems);
  checkTarget(root, read, problems);
  checkNames(reading, options.knownVariables ?? targetVariableNames(root, read));
  return {
    title: textOf(child(root, 'checklist')) ?? '',
    file: read.display,
    device: readDevice(child(root, 'device')) ?? { name: 'Galaxy S24' },
    locale: regional(root, 'locale', 'ko-KR', problems),
    timezone: regional(root, 'timezone', 'Asia/Seoul', problems),
    target: textOf(child(root, 'target')) ?? null,
    variables,
    policy: readPolicy(child(root, 'policy')),
    knownIssues,
    sections: expandNeeds(sections),
    sources: [],
  };
}

function checkWhole(root: MapNode, sections: Checklist['sections'], problems: Problems): void {
  // A base that could not be read, or an overlay that went wrong, is the reason then.
  const broken = problems.count > 0 && (child(root, 'extends') !== undefined || sections.length === 0);
  const entry = entryOf(root, 'sections');
  const at = entry?.keyAt ?? entryOf(root, 'checklist')?.keyAt ?? startOf(root.at.file);
  if (itemsOf(entry?.value).length === 0 && (entry === undefined || entry.value.kind === 'list') && !broken) {
    problems.add('E_KEY_MISSING', at, 'a checklist needs at least one section', 'add "sections:" with a list');
  }
  const steps = sections.reduce((sum, section) => sum + section.steps.length, 0);
  if (steps > limits.stepsPerChecklist)
    problems.add('E_TOO_MANY', at, `${steps} steps; ${limits.stepsPerChecklist} is the limit`, 'split the checklist');
}

function checkIssues(root: MapNode, sections: Checklist['sections'], problems: Problems): void {
  const ids = new Set(
    sections.flatMap((section) => section.steps.flatMap((step) => [step.id, step.id.replace(/\[\d+\]$/, '')])),
  );
  for (const node of itemsOf(child(root, 'known-issues'))) {
    const step = child(node, 'step');
    const id = textOf(step);
    if (step !== undefined && id !== undefined && !ids.has(id))
      problems.add('E_KNOWN_ISSUE_STEP', step.at, `there is no step "${id}"`, didYouMean(id, ids, 'steps'));
  }
}

function checkTarget(root: MapNode, read: ReadFile, problems: Problems): void {
  const node = child(root, 'target');
  const name = textOf(node);
  if (node === undefined || name === undefined) return;
  const folder = join(dirname(read.absolute), 'targets');
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((each) => each.endsWith('.yaml'))
        .map((each) => each.slice(0, -'.yaml'.length))
        .sort()
    : [];
  if (!names.includes(name))
    problems.add(
      'E_TARGET_UNKNOWN',
      node.at,
      `there is no target file targets/${name}.yaml`,
      didYouMean(name, names, 'targets'),
    );
}
