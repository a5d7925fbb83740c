import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readTarget } from '../checklist/read-target.ts';
import { renderDiagnostics } from '../checklist/render.ts';
import type { Target } from '../model/target.ts';
import { SetupError } from '../model/trouble.ts';
import type { Surroundings } from './command.ts';
import { text } from './text.ts';

/** Where commands that know no checklist look for targets, first found first. */
const folders = ['checklists/targets', 'targets'] as const;

/** Names of the targets that stand in this folder; a name given by the user is the only one. Throws SetupError for one that is not there. */
export function targetNames(wish: string | undefined, workingDirectory: string): readonly string[] {
  const known = folders.flatMap((folder) => listed(resolve(workingDirectory, folder)));
  if (wish === undefined) return [...new Set(known)].sort();
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(wish)) throw new SetupError(text.badTargetName({ target: wish }));
  if (known.includes(wish)) return [wish];
  const file = join(folders[0], `${wish}.yaml`);
  throw new SetupError(text.noTargetFile({ target: wish, file, known: known.length === 0 ? '—' : known.join(', ') }));
}

/** The target of that name. Prints all mistakes in its file and returns null when there are any. */
export function readNamedTarget(name: string, { env, workingDirectory, terminal }: Surroundings): Target | null {
  const file = folders
    .map((folder) => join(folder, `${name}.yaml`))
    .find((path) => existsSync(resolve(workingDirectory, path)));
  if (file === undefined)
    throw new SetupError(text.noTargetFile({ target: name, file: `${folders[0]}/${name}.yaml`, known: '—' }));
  const read = readTarget(file, { env, workingDirectory });
  if ('ok' in read) return read.ok;
  terminal.complain(renderDiagnostics(read.diagnostics, read.sources, { color: terminal.color }));
  terminal.complain(text.lintBad({ count: read.diagnostics.length }));
  return null;
}

function listed(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => (name.endsWith('.yaml') ? [basename(name, '.yaml')] : []));
}
