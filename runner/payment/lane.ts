import { createHash } from 'node:crypto';
import { acquireLock, type Lock } from '../journal/lock.ts';

/** Name of the kernel lock under which one payment of a target is made, from its guards to its verified end. */
export const moneyLock = (targetId: string): string =>
  `money-${createHash('sha256').update(targetId).digest('hex').slice(0, 24)}`;

/** The right to pay, cancel and settle on this target, or null while another process of this machine holds it. Ends with its process. */
export function holdMoneyLane(lockFolder: string, targetId: string): Lock | null {
  return acquireLock(lockFolder, moneyLock(targetId));
}
