import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readChecklist } from '../checklist/read-checklist.ts';
import { readTarget } from '../checklist/read-target.ts';
import { renderDiagnostics } from '../checklist/render.ts';
import { selectSteps } from '../checklist/select-steps.ts';
import { systemClock } from '../base/clock.ts';
import { expectations } from '../expectations/index.ts';
import { severities, type Checklist, type Section, type Severity, type Source } from '../model/checklist.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Target } from '../model/target.ts';
import { SetupError } from '../model/trouble.ts';
import type { Vocabulary } from '../model/verb.ts';
import { channelKinds } from '../oncall/channels/index.ts';
import { verbs } from '../verbs/index.ts';
import type { Surroundings } from './command.ts';
import { text } from './text.ts';

export const vocabulary: Vocabulary = { verbs, expectations };

export type Selecting = {
  readonly target?: string;
  readonly only?: readonly string[];
  readonly tag?: readonly string[];
  readonly severity?: readonly string[];
};

export type PlanInputs = {
  readonly checklist: Checklist;
  readonly target: Target;
  readonly sections: readonly Section[];
};

/** Reads checklist and target and selects steps. Prints all mistakes and returns null when there are any. */
export async function readPlanInputs(
  argument: string,
  selecting: Selecting,
  { terminal, env, workingDirectory }: Surroundings,
  deviceNames: Promise<readonly string[]>,
): Promise<PlanInputs | null> {
  const { file, line } = splitLine(argument);
  const complain = (diagnostics: readonly Diagnostic[], sources: readonly Source[]): null => {
    terminal.complain(renderDiagnostics(diagnostics, sources, { color: terminal.color }));
    terminal.complain(text.lintBad({ count: diagnostics.length }));
    return null;
  };
  const wanted = selecting.target === undefined ? undefined : targetFile(file, selecting.target, workingDirectory);
  const early = wanted === undefined ? undefined : readTarget(wanted, { env, workingDirectory, channelKinds });
  if (early !== undefined && 'diagnostics' in early) return complain(early.diagnostics, early.sources);
  const read = readChecklist(file, {
    vocabulary,
    workingDirectory,
    deviceNames: await deviceNames,
    clock: systemClock,
    ...(early === undefined ? {} : { knownVariables: Object.keys(early.ok.variables) }),
  });
  if ('diagnostics' in read) return complain(read.diagnostics, read.sources);
  const checklist = read.ok;
  const target =
    early ?? readTarget(ownTarget(checklist, file, workingDirectory), { env, workingDirectory, channelKinds });
  if ('diagnostics' in target) return complain(target.diagnostics, target.sources);
  const selected = selectSteps(checklist, {
    ids: selecting.only ?? [],
    tags: selecting.tag ?? [],
    severities: severitiesOf(selecting.severity ?? []),
    lines: line === null ? [] : [{ file: checklist.file, line }],
  });
  if ('diagnostics' in selected) return complain(selected.diagnostics, checklist.sources);
  return { checklist, target: target.ok, sections: selected.sections };
}

/** `release.yaml:57` is the file and a line in it. */
export function splitLine(argument: string): { readonly file: string; readonly line: number | null } {
  const match = /^(.+):(\d+)$/.exec(argument);
  return match?.[1] === undefined ? { file: argument, line: null } : { file: match[1], line: Number(match[2]) };
}

function severitiesOf(wishes: readonly string[]): readonly Severity[] {
  return wishes.map((wish) => {
    const known = severities.find((severity) => severity === wish);
    if (known === undefined) throw new SetupError(text.badSeverity({ wish, known: severities.join(', ') }));
    return known;
  });
}

function ownTarget(checklist: Checklist, file: string, workingDirectory: string): string {
  if (checklist.target === null) throw new SetupError(text.targetMissing({ file }));
  return targetFile(file, checklist.target, workingDirectory);
}

function targetFile(checklistFile: string, target: string, workingDirectory: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(target)) throw new SetupError(text.badTargetName({ target }));
  const folder = join(dirname(resolve(workingDirectory, checklistFile)), 'targets');
  const path = join(folder, `${target}.yaml`);
  if (existsSync(path)) return path;
  const known = existsSync(folder)
    ? readdirSync(folder).flatMap((name) => (name.endsWith('.yaml') ? [name.slice(0, -5)] : []))
    : [];
  throw new SetupError(text.noTargetFile({ target, file: path, known: known.length === 0 ? '—' : known.join(', ') }));
}
