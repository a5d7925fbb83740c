import { join } from 'node:path';
import { isObject } from '../base/json.ts';
import type { EvidenceFile } from '../model/event.ts';
import type { FileProblem } from '../sign/statement.ts';
import { hashFile } from './files.ts';

/** Every evidence file that a report names, wherever it stands in it; new places in the document are found by themselves. */
export function namedFiles(report: unknown): readonly EvidenceFile[] {
  const found = new Map<string, EvidenceFile>();
  const queue: unknown[] = [report];
  while (queue.length > 0) {
    const value = queue.pop();
    if (Array.isArray(value)) for (const inner of value) queue.push(inner);
    if (!isObject(value)) continue;
    const { path, sha256, bytes } = value;
    if (typeof path === 'string' && typeof sha256 === 'string' && typeof bytes === 'number')
      found.set(`${path}\n${sha256}`, { path, sha256, bytes });
    else for (const inner of Object.values(value)) queue.push(inner);
  }
  return [...found.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The named files that are missing from a folder or differ. */
export function findFileProblems(folder: string, files: readonly EvidenceFile[]): readonly FileProblem[] {
  return files.flatMap(({ path, sha256, bytes }): readonly FileProblem[] => {
    const found = hashFile(join(folder, path));
    if (found === null) return [{ path, problem: 'missing' }];
    return found.sha256 === sha256 && found.bytes === bytes ? [] : [{ path, problem: 'different' }];
  });
}
