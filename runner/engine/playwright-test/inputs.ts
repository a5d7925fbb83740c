import { dirname, join, resolve } from 'node:path';
import { devices } from '@playwright/test';
import { systemClock } from '../../base/clock.ts';
import { readChecklist } from '../../checklist/read-checklist.ts';
import { readTarget } from '../../checklist/read-target.ts';
import { renderDiagnostics } from '../../checklist/render.ts';
import { expectations } from '../../expectations/index.ts';
import type { Checklist, Source } from '../../model/checklist.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Target } from '../../model/target.ts';
import type { Vocabulary } from '../../model/verb.ts';
import { verbs } from '../../verbs/index.ts';
import { Refusal } from './refusal.ts';
import { text } from './text.ts';

export const vocabulary: Vocabulary = { verbs, expectations };

export type Inputs = { readonly file: string; readonly checklist: Checklist; readonly target: Target };

/** Reads checklists with their targets. Throws one Refusal with every mistake in all of them, as code frames. */
export function readAllInputs(files: readonly string[], targetName: string | null): readonly Inputs[] {
  const inputs: Inputs[] = [];
  const mistakes: string[] = [];
  for (const file of files) {
    try {
      inputs.push(readInputs(file, targetName));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      mistakes.push(error.message);
    }
  }
  if (mistakes.length > 0) throw new Refusal(mistakes.join('\n'));
  return inputs;
}

/** Reads a checklist and its target; throws one Refusal with every mistake. */
export function readInputs(file: string, targetName: string | null): Inputs {
  const workingDirectory = process.cwd();
  const early =
    targetName === null
      ? null
      : accepted(readTarget(targetFile(file, targetName), { env: process.env, workingDirectory }));
  const checklist = accepted(
    readChecklist(file, {
      vocabulary,
      workingDirectory,
      deviceNames: Object.keys(devices),
      clock: systemClock,
      ...(early === null ? {} : { knownVariables: Object.keys(early.variables) }),
    }),
  );
  if (early !== null) return { file, checklist, target: early };
  if (checklist.target === null) throw new Refusal(text.targetMissing({ file }));
  const target = accepted(readTarget(targetFile(file, checklist.target), { env: process.env, workingDirectory }));
  return { file, checklist, target };
}

type Read<T> =
  | { readonly ok: T }
  | { readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly Source[] };

function accepted<T>(read: Read<T>): T {
  if ('ok' in read) return read.ok;
  throw new Refusal(`\n${renderDiagnostics(read.diagnostics, read.sources, { color: false })}`);
}

function targetFile(checklistFile: string, target: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(target)) throw new Refusal(text.badTargetName({ target }));
  return join(dirname(resolve(checklistFile)), 'targets', `${target}.yaml`);
}
