import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../base/limits.ts';
import type { MachineFacts } from '../model/guard.ts';
import { findKeys } from './key-tokens.ts';

/** Folders of the working directory in which settings are kept; nothing below them is read. */
const folders = ['.', 'config', '.config', 'conf', 'env', 'secrets', 'checklists', 'checklists/targets'] as const;
const settingsName = /^\.env(?:\..+)?$|^\.npmrc$|^.+\.(?:env|json|ya?ml|toml|ini|conf|cfg|properties)$/i;

/** Searches the settings files of a working directory for live keys. Bounded; tells what it could not search. */
export function scanMachine(workingDirectory: string): MachineFacts {
  const liveKeys: { file: string; line: number; prefix: string }[] = [];
  const unread: string[] = [];
  let left: number = limits.machineFiles;
  for (const file of folders.flatMap((folder) => settingsIn(workingDirectory, folder, unread))) {
    left -= 1;
    const text = left < 0 ? null : readSettings(join(workingDirectory, file));
    if (text === null) unread.push(file);
    else liveKeys.push(...keysIn(text).map((key) => ({ file, ...key })));
  }
  return { liveKeys, unread };
}

function settingsIn(root: string, folder: string, unread: string[]): readonly string[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    return entries
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && settingsName.test(entry.name))
      .map((entry) => join(folder, entry.name));
  } catch (error) {
    // A folder that is not there holds nothing; one that cannot be listed is told.
    if (!isCode(error, 'ENOENT') && !isCode(error, 'ENOTDIR')) unread.push(folder);
    return [];
  }
}

/** The file's text, or null when it cannot be searched to its end. */
function readSettings(path: string): string | null {
  try {
    if (lstatSync(path).size > limits.machineFileBytes) return null;
    const text = readFileSync(path, 'utf8');
    return text.length > limits.machineFileBytes ? null : text;
  } catch (error) {
    // A link that leads nowhere, or to a folder, holds no text.
    return isCode(error, 'ENOENT') || isCode(error, 'EISDIR') ? '' : null;
  }
}

/** Line by line, so that a person finds the place; the key itself is not kept. */
function keysIn(text: string): readonly { readonly line: number; readonly prefix: string }[] {
  return text.split('\n').flatMap((line, index) =>
    findKeys(line, '')
      .filter(({ mode }) => mode === 'live')
      .map(({ prefix }) => ({ line: index + 1, prefix })),
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
