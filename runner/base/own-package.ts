import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject } from './json.ts';

type OwnPackage = { readonly folder: string; readonly version: string };

/** This package: the nearest package.json of its name above this file. Throws when there is none: a broken installation. */
function ownPackage(): OwnPackage {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const version = readVersion(join(folder, 'package.json'));
    if (version !== null) return { folder, version };
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json of postflight not found');
    folder = parent;
  }
}

/** Version of this package. Throws as ownPackage does. */
export function packageVersion(): string {
  return ownPackage().version;
}

/**
 * A file of this program that is started or loaded by its path, such as `engine/driver`: the source where sources run, else
 * what was built of it. What stands beside a module says nothing: the build puts many modules into one file.
 */
export function programFile(place: string): string {
  const { folder } = ownPackage();
  return import.meta.url.endsWith('.ts')
    ? join(folder, 'runner', `${place}.ts`)
    : join(folder, 'dist', 'runner', `${place}.js`);
}

function readVersion(file: string): string | null {
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
