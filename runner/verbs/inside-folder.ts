import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { StepFailure } from '../model/trouble.ts';
import type { World } from '../model/verb.ts';
import { text } from './text.ts';

/** The real path of a file of the checklist. Throws StepFailure when it is missing or, links followed, lies outside the folder. */
export async function insideFolder(world: World, file: string): Promise<string> {
  const folder = dirname(resolve(world.step.at.file));
  const wanted = resolve(folder, file);
  try {
    const [real, root] = await Promise.all([realpath(wanted), realpath(folder)]);
    const way = relative(root, real);
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
      throw new StepFailure(text.outsideFolder({ file }));
    return real;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      throw new StepFailure(text.fileMissing({ file }), { cause: error });
    }
    throw error;
  }
}
