import { dirname, join, resolve } from 'node:path';
import { devices } from '@playwright/test';
import { systemClock } from '../../base/clock.ts';
import { readChecklist } from '../../checklist/read-checklist.ts';
import { readTarget } from '../../checklist/read-target.ts';
import { renderDiagnostics } from '../../checklist/render.ts';
import { expectations } from '../../expectations/index.ts';
import type { Checklist } from '../../model/checklist.ts';
import type { Target } from '../../model/target.ts';
import type { Vocabulary } from '../../model/verb.ts';
import { verbs } from '../../verbs/index.ts';

export const vocabulary: Vocabulary = { verbs, expectations };

export type Inputs = { readonly checklist: Checklist; readonly target: Target };

/** Reads a checklist and its target; throws one Error with every mistake, which Playwright prints. */
export function readInputs(file: string, targetName: string | undefined): Inputs {
  const workingDirectory = process.cwd();
  const read = readChecklist(file, {
    vocabulary,
    workingDirectory,
    deviceNames: Object.keys(devices),
    clock: systemClock,
  });
  if ('diagnostics' in read)
    throw new Error(`\n${renderDiagnostics(read.diagnostics, read.sources, { color: false })}`);
  const name = targetName ?? read.ok.target;
  if (name === null)
    throw new Error(`${file} names no target: write target: in it, or pass target to postflightConfig()`);
  const targetFile = join(dirname(resolve(workingDirectory, file)), 'targets', `${name}.yaml`);
  const target = readTarget(targetFile, { env: process.env, workingDirectory });
  if ('diagnostics' in target)
    throw new Error(`\n${renderDiagnostics(target.diagnostics, target.sources, { color: false })}`);
  return { checklist: read.ok, target: target.ok };
}
