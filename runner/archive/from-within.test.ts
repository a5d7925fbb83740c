import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkpointFromWithin, keysFromWithin } from './from-within.ts';
import { sampleArchive, type SampleArchive } from './testing/archive.ts';
import { verifyArchive } from './verify-archive.ts';
import { verifyReport } from './verify.ts';

const root = mkdtempSync(join(tmpdir(), 'within-'));
after(() => rmSync(root, { recursive: true, force: true }));
let archive: SampleArchive;
let report = '';
before(async () => {
  archive = sampleArchive(root);
  report = await archive.run(0);
});

test('keys and checkpoints that lie in the archive are told as such, also by a link and for one report of it', () => {
  const { reports } = archive;
  const [keys, checkpoint] = [join(reports, 'trust/keys.json'), join(reports, 'ledger/checkpoint')];
  const link = join(root, 'keys-by-link.json');
  symlinkSync(keys, link);
  const elsewhere = join(root, 'elsewhere.json');
  copyFileSync(keys, elsewhere);
  for (const folder of [reports, `${reports}/`, report]) {
    assert.match(keysFromWithin(keys, folder)?.en ?? '', /come from the archive itself/);
    assert.notEqual(keysFromWithin(link, folder), null);
    assert.notEqual(checkpointFromWithin(checkpoint, folder), null);
    assert.equal(keysFromWithin(elsewhere, folder), null);
  }
});

test('a report that was handed over alone is told when its key came along with it', () => {
  const handed = join(root, 'handed');
  mkdirSync(handed);
  copyFileSync(join(archive.reports, 'trust/keys.json'), join(handed, 'keys.json'));
  assert.notEqual(keysFromWithin(join(handed, 'keys.json'), handed), null);
  assert.equal(keysFromWithin(join(archive.reports, 'trust/keys.json'), handed), null);
});

test('a doubt stands in the last line and changes nothing else', () => {
  const doubts = [{ ko: '의심', en: 'the keys are your own word' }];
  const [plain, doubted] = [[], doubts].map((some) => verifyReport(report, archive, { doubts: some }));
  assert.equal(doubted?.state, plain?.state);
  assert.deepEqual(doubted?.checks.slice(0, -1), plain?.checks.slice(0, -1));
  assert.match(doubted?.checks.at(-1)?.detail.en ?? '', /the keys are your own word/);
  const whole = verifyArchive(archive.reports, archive, { doubts, known: [], nowMs: archive.clock.now() });
  assert.match(whole.checks.at(-1)?.detail.en ?? '', /the keys are your own word/);
  assert.equal(whole.state, 'verified');
});
