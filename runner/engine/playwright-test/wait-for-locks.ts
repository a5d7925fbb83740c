import { setTimeout as sleep } from 'node:timers/promises';
import { acquireLock, type Lock } from '../../journal/lock.ts';
import type { Section } from '../../model/checklist.ts';
import { sectionLock } from '../locks.ts';

/**
 * Waits for the locks of sections over all processes of this machine. Playwright keeps its own workers apart by the test's
 * `lock`; this holds for other runs, too. Returns early, with what it has, when the wait is aborted.
 */
export async function waitForLocks(
  folder: string,
  sections: readonly Section[],
  abort: AbortSignal,
): Promise<readonly Lock[]> {
  const taken: Lock[] = [];
  // One order for everybody, so that two never wait for each other.
  const names = [...new Set(sections.flatMap((section) => section.locks))].sort();
  for (const name of names) {
    while (!abort.aborted) {
      const lock = acquireLock(folder, sectionLock(name));
      if (lock !== null) {
        taken.push(lock);
        break;
      }
      await sleep(pollMs);
    }
  }
  return taken;
}

const pollMs = 100;
