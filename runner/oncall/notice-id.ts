import { createHash } from 'node:crypto';

/**
 * The same for the same thing said to the same person: a start after a crash finds it queued and does not say it twice, and a
 * provider that sees it twice can tell. A hash, because providers limit length and letters.
 */
export function noticeId(page: string, tag: string): string {
  return `n${createHash('sha256').update(`${page}\n${tag}`).digest('hex').slice(0, 30)}`;
}
