import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject } from './json.ts';

/** Version of this package, from the nearest package.json above this file. Throws when there is none: a broken installation. */
export function packageVersion(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const found = readPackage(join(folder, 'package.json'));
    if (found !== null) return found;
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json of postflight not found');
    folder = parent;
  }
}

function readPackage(file: string): string | null {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    // Not at this level; the caller goes one up.
    return null;
  }
  const parsed: unknown = JSON.parse(content);
  return isObject(parsed) && parsed['name'] === 'postflight' && typeof parsed['version'] === 'string'
    ? parsed['version']
    : null;
}
