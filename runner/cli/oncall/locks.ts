import { createHash } from 'node:crypto';
import { isRunId } from '../../base/ids.ts';

/** Who pages for a run or a target; the kernel releases it with the process. */
export function onCallLock(stream: string): string {
  if (isRunId(stream)) return `oncall-${stream}`;
  return `oncall-${createHash('sha256').update(stream).digest('hex').slice(0, 24)}`;
}
