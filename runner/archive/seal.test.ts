import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadKey } from '../sign/keys.ts';
import { parseTrust } from '../sign/trust.ts';
import { walk } from './files.ts';
import { listReports, listStaged, reportFolder, signerFile, stagingFolder, trustFolder } from './layout.ts';
import { SealError } from './seal-error.ts';
import { sealRun, sealSteps } from './seal.ts';
import { reportsFolder, sampleSealing, stage } from './testing/sample.ts';
import { verifyReport } from './verify.ts';

const runId = '20261122-003012-k3f5q2';

test('a sealed run is one folder with every document, the evidence, the frozen checklist and the sums', async (t) => {
  const reports = reportsFolder(t);
  const sealing = sampleSealing(reports);
  const folder = await sealRun(sealing);
  assert.equal(folder, join(reports, 'runs', '2026', '11', runId));
  assert.deepEqual(walk(folder).files, [
    'SHA256SUMS',
    'SHA256SUMS.sig',
    'checklist.yaml',
    'checklist/checklists/%EB%A6%B4%EB%A6%AC%EC%8A%A4.yaml',
    'ctrf.json',
    'environment.json',
    'evidence/SRCH-01/01.png',
    'evidence/SRCH-02/console.txt',
    'journal.jsonl',
    'junit.xml',
    'payments.jsonl',
    'report.html',
    'report.json',
    'run.sigstore.json',
  ]);
  assert.deepEqual(listReports(reports), [folder]);
  assert.deepEqual(listStaged(reports), []);
  const trust = parseTrust(readFileSync(join(trustFolder(reports), 'keys.json'), 'utf8'));
  assert.deepEqual(
    trust.keys.map((key) => key.keyId),
    [sealing.signer.keyId],
  );
  assert.equal(
    readFileSync(join(trustFolder(reports), signerFile(sealing.signer.keyId)), 'utf8'),
    sealing.signer.publicPem,
  );
  assert.equal(verifyReport(folder, { trust }).state, 'verified');
});

test('sealing again changes nothing', async (t) => {
  const reports = reportsFolder(t);
  const sealing = sampleSealing(reports);
  const folder = await sealRun(sealing);
  const before = readFileSync(join(folder, 'run.sigstore.json'), 'utf8');
  assert.equal(await sealRun(sealing), folder);
  assert.equal(readFileSync(join(folder, 'run.sigstore.json'), 'utf8'), before);
});

for (const leak of ['token=hunter2-secret', 'card 4242 4242 4242 4242'])
  test(`a text file with "${leak}" stops the seal, names the file and the line, and nothing is archived`, async (t) => {
    const reports = reportsFolder(t);
    const sealing = sampleSealing(reports);
    stage(reports, runId, 'evidence/SRCH-02/network.jsonl', Buffer.from(`{}\n{"x":"${leak}"}\n`));
    await assert.rejects(
      sealRun(sealing),
      (error) =>
        error instanceof SealError &&
        error.text.en.includes('line 2 of evidence/SRCH-02/network.jsonl') &&
        !error.text.en.includes(leak),
    );
    assert.equal(existsSync(reportFolder(reports, runId)), false);
    assert.deepEqual(listStaged(reports), [runId]);
    rmSync(join(stagingFolder(reports, runId), 'evidence/SRCH-02/network.jsonl'));
    assert.equal(verifyReport(await sealRun(sealing), { publicKeyPem: sealing.signer.publicPem }).state, 'verified');
  });

test('evidence that was lost or changed before sealing is told in the signed statement', async (t) => {
  const reports = reportsFolder(t);
  const sealing = sampleSealing(reports);
  const staging = stagingFolder(reports, runId);
  rmSync(join(staging, 'evidence/SRCH-01'), { recursive: true });
  writeFileSync(join(staging, 'evidence/SRCH-02/console.txt'), 'another text');
  const result = verifyReport(await sealRun(sealing), { publicKeyPem: sealing.signer.publicPem });
  assert.equal(result.state, 'incomplete');
  assert.deepEqual(
    result.checks
      .filter((check) => check.files.length > 0)
      .map(({ name, outcome, files }) => ({ name, outcome, files })),
    [{ name: 'files', outcome: 'not-checked', files: ['evidence/SRCH-01/01.png', 'evidence/SRCH-02/console.txt'] }],
  );
});

test('a link in the staging folder or a name with a space stops the seal', async (t) => {
  for (const [name, words] of [
    ['evidence/link.txt', /no plain file/],
    ['evidence/two words.txt', /without spaces/],
  ] as const) {
    const reports = reportsFolder(t);
    const sealing = sampleSealing(reports);
    symlinkSync('/etc/hostname', join(stagingFolder(reports, runId), name));
    await assert.rejects(sealRun(sealing), (error) => error instanceof SealError && words.test(error.text.en));
  }
});

test('a journal that does not hold, or is not the one of the report, is not sealed', async (t) => {
  const reports = reportsFolder(t);
  const sealing = sampleSealing(reports);
  const changed = sealing.journalLines.map((line) => line.replace('"pid":3', '"pid":9'));
  for (const journalLines of [changed, sealing.journalLines.slice(0, 4), []])
    await assert.rejects(
      sealRun({ ...sealing, journalLines }),
      (error) => error instanceof SealError && /journal does not hold/.test(error.text.en),
    );
});

test('checklist files outside the working folder, of one name, or of odd names each have their own place', async (t) => {
  const reports = reportsFolder(t);
  const sealing = sampleSealing(reports);
  const files = [
    '../shared/flow.yaml',
    '/abs/flow.yaml',
    'a b.yaml',
    'A%20b.yaml',
    'a%20b.yaml',
    '.hidden.yaml',
    'flow.yaml',
  ];
  const sources = files.map((file) => ({ file, sha256: '0'.repeat(64), text: `# ${file}\n` }));
  const folder = await sealRun({ ...sealing, sources });
  const kept = walk(folder).files.filter((path) => path.startsWith('checklist/'));
  assert.equal(kept.length, files.length);
  const texts = kept.map((path) => readFileSync(join(folder, path), 'utf8').slice(2, -1));
  assert.deepEqual(texts.sort(), files.toSorted());
  // Their digests are made up here, and told as such; nothing is missing or left over.
  assert.equal(verifyReport(folder, { publicKeyPem: sealing.signer.publicPem }).state, 'incomplete');
});

for (const step of sealSteps)
  test(`a kill after "${step}" leaves no half of a report, and the next call completes it once`, async (t) => {
    const reports = reportsFolder(t);
    const sealing = sampleSealing(reports);
    const keyFile = join(reports, '..', 'key.pem');
    const script = `
      const { sealRun } = await import(${JSON.stringify(new URL('seal.ts', import.meta.url).href)});
      const { sampleSealing } = await import(${JSON.stringify(new URL('testing/sample.ts', import.meta.url).href)});
      const { generateKey } = await import(${JSON.stringify(new URL('../sign/keys.ts', import.meta.url).href)});
      const onStep = (step) => step === ${JSON.stringify(step)} && process.kill(process.pid, 'SIGKILL');
      await sealRun({ ...sampleSealing(${JSON.stringify(reports)}), signer: generateKey(${JSON.stringify(keyFile)}), onStep });`;
    const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    assert.equal(child.signal, 'SIGKILL', child.stderr);
    const isThere = step === 'moved' || step === 'recorded';
    assert.equal(existsSync(reportFolder(reports, runId)), isThere);
    assert.deepEqual(listStaged(reports), isThere ? [] : [runId]);

    const signer = loadKey(keyFile);
    const folder = await sealRun({ ...sealing, signer });
    assert.deepEqual(listReports(reports), [folder]);
    assert.deepEqual(listStaged(reports), []);
    assert.equal(verifyReport(folder, { publicKeyPem: signer.publicPem }).state, 'verified');
    assert.deepEqual(readdirSync(join(folder, '..')), [runId]);
  });

test('a kill between making a folder and writing into it does not keep the report from being sealed', async (t) => {
  const reports = reportsFolder(t);
  const sealing = sampleSealing(reports);
  for (const empty of ['checklist/checklists', 'evidence/SRCH-09'])
    mkdirSync(join(stagingFolder(reports, runId), empty), { recursive: true });
  const folder = await sealRun(sealing);
  assert.equal(existsSync(join(folder, 'evidence/SRCH-09')), false);
  assert.equal(verifyReport(folder, { publicKeyPem: sealing.signer.publicPem }).state, 'verified');
});

test('what a killed write left behind is not signed', async (t) => {
  const reports = reportsFolder(t);
  const sealing = sampleSealing(reports);
  stage(reports, runId, '.report.json.abcdef.writing', Buffer.from('{'));
  stage(reports, runId, 'checklist/old.yaml', Buffer.from('stale'));
  const folder = await sealRun(sealing);
  assert.deepEqual(
    walk(folder).files.filter((path) => path.includes('writing') || path.includes('old')),
    [],
  );
  assert.equal(verifyReport(folder, { publicKeyPem: sealing.signer.publicPem }).state, 'verified');
});
