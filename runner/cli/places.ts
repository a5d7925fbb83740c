import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text as engineText } from '../engine/text.ts';
import { SetupError } from '../model/trouble.ts';
import { keyPlaces } from '../sign/key-places.ts';

/** Where a command keeps and finds things. Everything of one team's clone lives in two folders. */
export type Places = {
  /** Signed reports, one folder a run. */
  readonly reports: string;
  readonly state: string;
  readonly journal: string;
  readonly locks: string;
  readonly keys: string;
  /** Keys that `verify` believes. */
  readonly trust: string;
};

/** `--reports` (default ./reports) and `--state` (default ./.postflight, or POSTFLIGHT_STATE). */
export function findPlaces(
  options: { readonly reports?: string; readonly state?: string },
  env: NodeJS.ProcessEnv,
  workingDirectory: string,
): Places {
  const state = resolve(workingDirectory, options.state ?? env['POSTFLIGHT_STATE'] ?? '.postflight');
  return {
    reports: resolve(workingDirectory, options.reports ?? env['POSTFLIGHT_REPORTS'] ?? 'reports'),
    state,
    journal: join(state, 'journal.sqlite'),
    locks: join(state, 'locks'),
    ...keyPlaces(state),
  };
}

/** Throws SetupError when a file stands where the state folder should be: what is missing in it would be told misleadingly. */
export function refuseFile(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new SetupError(engineText.folderNotWritable({ folder, why: engineText.folderIsFile() }));
}
