import assert from 'node:assert/strict';
import { basename } from 'node:path';
import type { Pinned } from '../believed.ts';
import { verifyArchive, type ArchiveOptions } from '../verify-archive.ts';
import { checkpointOf, type SampleArchive } from './archive.ts';

export type Looking = Partial<ArchiveOptions> & { readonly pinned?: Pinned };

/** What verifying a copy of a sample archive finds: `<run> <check>` or `archive`, the state, and all words. Only tests use it. */
export function look(sample: SampleArchive, reports: string, options: Looking = {}) {
  const failed: string[] = [];
  const words: string[] = [];
  const result = verifyArchive(reports, options.pinned ?? { trust: sample.trust }, {
    known: [checkpointOf(sample)],
    nowMs: sample.clock.nowMs,
    ...options,
    onReport: (folder, one) => {
      for (const check of one.checks.filter(({ outcome }) => outcome !== 'passed')) words.push(check.detail.en);
      for (const check of one.checks.filter(({ outcome }) => outcome === 'failed'))
        failed.push(`${basename(folder)} ${check.name}`);
    },
  });
  failed.push(...result.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name));
  words.push(...result.checks.map(({ detail }) => detail.en));
  return { state: result.state, failed, words: words.join('\n') };
}

/** Tampered, by this check, with these words. */
export function assertNoticed(found: ReturnType<typeof look>, check: string, words: RegExp): void {
  assert.equal(found.state, 'tampered', found.words);
  assert.ok(found.failed.includes(check), `${check} among ${found.failed.join(', ')}`);
  assert.match(found.words, words);
}
