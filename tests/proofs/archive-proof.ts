import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../runner/base/clock.ts';
import { addApproval, addFacts } from '../../runner/archive/addenda/add.ts';
import { eraseFiles, expireReport } from '../../runner/archive/retention/erase.ts';
import { createRedactor } from '../../runner/base/redact.ts';
import { stampArchive } from '../../runner/archive/stamp.ts';
import { checkpointOf, sampleArchive, type SampleArchive } from '../../runner/archive/testing/archive.ts';
import { verifyArchive } from '../../runner/archive/verify-archive.ts';
import { makeAuthority, serveAuthority } from '../../runner/sign/testing/tsa.ts';
import type { Authority } from '../../runner/sign/time/authorities.ts';
import { damage, filesOf, flipBit, seeded, strangersKey, type Damage } from './archive-damage.ts';

/** What came of damaging an archive: how often, and every damage that was not noticed or that made verifying throw. */
export type DamageResult = { readonly flips: number; readonly changes: number; readonly missed: readonly string[] };

type Counts = { readonly flips: number; readonly changes: number; readonly seed: number };
type Tell = (line: string) => void;

/**
 * Makes a stamped archive of four runs below `root`, with addenda, an approval, an erased file and a removed report, damages it again and
 * again, and looks whether `verify` says so each time.
 */
export async function damageArchive(root: string, counts: Counts, tell: Tell = () => undefined): Promise<DamageResult> {
  const { sample, authority } = await stampedArchive(root);
  const isWhole = wholeness(sample, authority);
  if (!isWhole()) return { flips: 0, changes: 0, missed: ['the untouched archive does not verify'] };
  const random = seeded(counts.seed);
  const missed: string[] = [];
  const files = filesOf(sample.reports);
  const attempt = (done: Damage): void => {
    try {
      if (isWhole()) missed.push(done.what);
    } catch (error) {
      missed.push(`${done.what}: thrown ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    done.undo();
  };
  for (let index = 1; index <= counts.flips; index += 1) {
    attempt(flipBit(sample.reports, files, random));
    if (index % 1_000 === 0) tell(`${index} bits flipped, ${missed.length} missed`);
  }
  const pristine = join(root, 'pristine');
  cpSync(sample.reports, pristine, { recursive: true });
  const world = { archive: sample.reports, files, random, stranger: strangersKey(root), pristine };
  for (let index = 1; index <= counts.changes; index += 1) {
    attempt(await damage(world));
    if (index % 100 === 0) tell(`${index} structural changes, ${missed.length} missed`);
  }
  return { flips: counts.flips, changes: counts.changes, missed };
}

async function stampedArchive(root: string) {
  const sample = sampleArchive(root, { timestamps: ['http://127.0.0.1:1/'] });
  const folders: string[] = [];
  for (let index = 0; index < 4; index += 1) folders.push(await sample.run(index));
  await liveIn(sample, folders);
  const tsa = makeAuthority(join(root, 'tsa'));
  const server = await serveAuthority(tsa);
  const work = { reports: sample.reports, urls: [server.url], authorities: [tsa.authority], clock: systemClock };
  await stampArchive({ ...work, timeoutMs: 20_000, only: null });
  await server.close();
  return { sample, authority: tsa.authority };
}

const at = '2026-11-22T01:00:00.000Z';

/** What happens to an archive over the years: a decision and its approval, a file erased, a report removed. */
async function liveIn(sample: SampleArchive, [first = '', second = '']: readonly string[]): Promise<void> {
  const { reports, signer, trust } = sample;
  const { desk } = sample.open();
  const adding = { reports, folder: second, signer, trust, redactor: createRedactor(), desk, now: () => at };
  const said = { type: 'decision', key: 'd', at, by: '김지원', about: 'ci', text: '유지', decision: 'GO' } as const;
  await addFacts(adding, [{ ...said, files: [] }]);
  await addApproval(adding, ({ added }, bound) => ({
    ...bound,
    verdict: 'NO-GO',
    decision: 'GO',
    decider: { name: '김지원', account: 'ci', at, reason: '유지' },
    approver: { name: '박서준', account: 'desk', at, reason: '확인' },
    decisionSha256: added.at(-1)?.statementSha256 ?? '',
  }));
  const why = { key: 'k', by: '이수민', reason: '보존 기간이 끝남' };
  await eraseFiles(adding, ['evidence/SRCH-01/01.png'], why);
  await expireReport({ ...adding, folder: first }, { ...why, key: 'e' });
}

/** Looks at the whole archive; false when anything failed or could not be checked. */
function wholeness(sample: SampleArchive, authority: Authority): () => boolean {
  const known = [checkpointOf(sample)];
  return () => {
    let findings = 0;
    const { checks } = verifyArchive(
      sample.reports,
      { trust: sample.trust },
      {
        known,
        nowMs: sample.clock.nowMs,
        authorities: [authority],
        onReport: (_folder, result) => {
          // The sample's runs were long before its stamps, which is told for each; anything beyond that is a finding.
          const open = result.checks.filter(({ matters, name }) => matters && name !== 'statement');
          findings += result.state === 'tampered' ? 1 : open.length;
        },
      },
    );
    return findings === 0 && checks.every(({ outcome, matters }) => outcome !== 'failed' && !matters);
  };
}
