/** Names of the kernel-released locks (journal/lock.ts) that say who is alive. */
export const supervisorLock = (runId: string): string => `run-${runId}-supervisor`;
export const driverLock = (runId: string): string => `run-${runId}-driver`;
/** One run at a time on a target. */
export const targetLock = (targetId: string): string => `target-${targetId}`;
