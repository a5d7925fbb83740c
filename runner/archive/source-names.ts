import { names } from './layout.ts';

/**
 * Where each checklist file is kept in the report: its own path below `checklist/`, every byte that is not plain ASCII written as %XX, and
 * `..` as `up`, so that no path leaves the folder. Two files that would share a name get a number.
 */
export function archivedNames(files: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const result = new Map<string, string>();
  for (const file of files) {
    if (result.has(file)) continue;
    const wanted = [names.sources, ...file.split(/[\\/]+/).flatMap(plainSegment)].join('/');
    let name = wanted;
    for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${wanted}~${copy}`;
    // Disks that ignore case would keep only one of two names.
    taken.add(name.toLowerCase());
    result.set(file, name);
  }
  return result;
}

function plainSegment(segment: string): readonly string[] {
  if (segment === '' || segment === '.') return [];
  if (segment === '..') return ['up'];
  let plain = '';
  for (const byte of Buffer.from(segment, 'utf8')) {
    const character = String.fromCharCode(byte);
    const isSafe = /[A-Za-z0-9_+@=,]/.test(character) || (plain !== '' && /[.-]/.test(character));
    plain += isSafe ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return [plain];
}
