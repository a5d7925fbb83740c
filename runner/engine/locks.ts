import { createHash } from 'node:crypto';

/** Names of the kernel-released locks (journal/lock.ts) that say who is alive. */
export const supervisorLock = (runId: string): string => `run-${runId}-supervisor`;
export const driverLock = (runId: string): string => `run-${runId}-driver`;
/** One run at a time on a target. */
export const targetLock = (targetId: string): string =>
  `target-${createHash('sha256').update(targetId).digest('hex').slice(0, 24)}`;
/** A `locks:` name of the checklist, over the workers of Playwright Test. */
export const sectionLock = (name: string): string =>
  `section-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`;
