import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../runner/base/clock.ts';
import { stampArchive } from '../../runner/archive/stamp.ts';
import { checkpointOf, sampleArchive } from '../../runner/archive/testing/archive.ts';
import { verifyArchive } from '../../runner/archive/verify-archive.ts';
import { makeAuthority, serveAuthority } from '../../runner/sign/testing/tsa.ts';
import { damage, filesOf, flipBit, seeded, strangersKey } from './archive-damage.ts';

/** What came of damaging an archive: how often, and every damage that was not noticed or that made verifying throw. */
export type DamageResult = { readonly flips: number; readonly changes: number; readonly missed: readonly string[] };

/** Makes a stamped archive of three runs below `root`, damages it again and again, and looks whether `verify` says so each time. */
export async function damageArchive(
  root: string,
  counts: { readonly flips: number; readonly changes: number; readonly seed: number },
  tell: (line: string) => void = () => undefined,
): Promise<DamageResult> {
  const sample = sampleArchive(root, { timestamps: ['http://127.0.0.1:1/'] });
  for (let index = 0; index < 3; index += 1) await sample.run(index);
  const tsa = makeAuthority(join(root, 'tsa'));
  const server = await serveAuthority(tsa);
  const work = { reports: sample.reports, urls: [server.url], authorities: [tsa.authority], clock: systemClock };
  await stampArchive({ ...work, timeoutMs: 20_000, only: null });
  await server.close();
  const known = [checkpointOf(sample)];
  const isWhole = (): boolean => {
    let failed = 0;
    const { checks } = verifyArchive(
      sample.reports,
      { trust: sample.trust },
      {
        known,
        nowMs: sample.clock.nowMs,
        authorities: [tsa.authority],
        onReport: (_folder, result) => {
          // The sample's runs were long before its stamps, which is told for each; anything beyond that is a finding.
          const open = result.checks.filter(({ matters, name }) => matters && name !== 'statement');
          failed += result.state === 'tampered' ? 1 : open.length;
        },
      },
    );
    return failed === 0 && checks.every(({ outcome, matters }) => outcome !== 'failed' && !matters);
  };
  if (!isWhole()) return { flips: 0, changes: 0, missed: ['the untouched archive does not verify'] };
  const random = seeded(counts.seed);
  const missed: string[] = [];
  const files = filesOf(sample.reports);
  const attempt = (what: string): void => {
    try {
      if (isWhole()) missed.push(what);
    } catch (error) {
      missed.push(`${what}: thrown ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  };
  for (let index = 0; index < counts.flips; index += 1) {
    const done = flipBit(sample.reports, files, random);
    attempt(done.what);
    done.undo();
    if (index % 1_000 === 999) tell(`${index + 1} bits flipped, ${missed.length} missed`);
  }
  const pristine = join(root, 'pristine');
  cpSync(sample.reports, pristine, { recursive: true });
  const world = { archive: sample.reports, files, random, stranger: strangersKey(root), pristine };
  for (let index = 0; index < counts.changes; index += 1) {
    const done = await damage(world);
    attempt(done.what);
    done.undo();
    if (index % 100 === 99) tell(`${index + 1} structural changes, ${missed.length} missed`);
  }
  return { flips: counts.flips, changes: counts.changes, missed };
}
