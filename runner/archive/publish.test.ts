import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startMail } from '../../tests/kit/mail-server.ts';
import { ledgerFiles } from './ledger/read.ts';
import { publishCheckpoint } from './publish.ts';
import { sampleArchive } from './testing/archive.ts';

const root = mkdtempSync(join(tmpdir(), 'publish-'));
after(() => rmSync(root, { recursive: true, force: true }));

test('each new checkpoint is told to a command and a webhook once; one that fails hears of the next', async () => {
  const archive = sampleArchive(join(root, 'one'));
  await archive.run(0);
  const heard: string[] = [];
  let status = 500;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      heard.push(`${request.headers.authorization ?? ''} ${body}`);
      response.statusCode = status;
      response.end();
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const file = join(root, 'told.txt');
  const write = `process.stdin.pipe(require('node:fs').createWriteStream(${JSON.stringify(file)}, { flags: 'a' }))`;
  const work = {
    reports: archive.reports,
    state: archive.state,
    hooks: [
      { kind: 'command', command: [process.execPath, '-e', write] },
      { kind: 'webhook', url: `http://127.0.0.1:${port}/secret-path` },
    ],
    env: { POSTFLIGHT_ARCHIVE_WEBHOOK_TOKEN: 'hush' },
  } as const;
  const first = await publishCheckpoint(work);
  const checkpoint = readFileSync(ledgerFiles(archive.reports).checkpoint, 'utf8');
  assert.match(first[0]?.en ?? '', /http:\/\/127\.0\.0\.1:\d+ \(HTTP 500\)/);
  assert.doesNotMatch(first[0]?.en ?? '', /secret-path/);
  assert.equal(readFileSync(file, 'utf8'), checkpoint);
  assert.deepEqual(heard, [`Bearer hush ${checkpoint}`]);
  status = 204;
  assert.deepEqual(await publishCheckpoint(work), []);
  assert.deepEqual(await publishCheckpoint(work), []);
  assert.equal(heard.length, 2, 'told again after the failure, and not a third time');
  assert.equal(readFileSync(file, 'utf8'), checkpoint, 'the command was told once');
  await archive.run(1);
  await publishCheckpoint(work);
  assert.equal(heard.length, 3);
  await new Promise((done) => {
    server.close(done);
  });
});

test('a program that does not exist, hangs up or fails is told and never thrown', async () => {
  const archive = sampleArchive(join(root, 'two'));
  await archive.run(0);
  const problems = await publishCheckpoint({
    reports: archive.reports,
    state: archive.state,
    hooks: [
      { kind: 'command', command: [join(root, 'nowhere')] },
      { kind: 'command', command: [process.execPath, '-e', 'process.exit(7)'] },
      { kind: 'email', from: 'a@example.com', to: ['b@example.com'] },
    ],
    env: {},
  });
  assert.equal(problems.length, 3);
  assert.match(problems[0]?.en ?? '', /ENOENT/);
  assert.match(problems[1]?.en ?? '', /exit 7/);
  assert.match(problems[2]?.en ?? '', /POSTFLIGHT_ARCHIVE_SMTP is not set/);
  const [unreadable] = await publishCheckpoint({
    reports: archive.reports,
    state: archive.state,
    hooks: [{ kind: 'email', from: 'a@example.com', to: ['b@example.com'] }],
    env: { POSTFLIGHT_ARCHIVE_SMTP: 'smtp://bot:geheim100%@mail.shop.example' },
  });
  assert.match(unreadable?.en ?? '', /POSTFLIGHT_ARCHIVE_SMTP is no smtps/);
  assert.doesNotMatch(unreadable?.en ?? '', /geheim/);
});

test('the checkpoint arrives by mail, whole, with the ledger’s name and size in the subject', async (t) => {
  const archive = sampleArchive(join(root, 'three'));
  await archive.run(0);
  const server = await startMail();
  t.after(() => server.close());
  const problems = await publishCheckpoint({
    reports: archive.reports,
    state: archive.state,
    hooks: [{ kind: 'email', from: 'ci@example.com', to: ['auditor@example.com'] }],
    env: { POSTFLIGHT_ARCHIVE_SMTP: server.url },
  });
  assert.deepEqual(problems, []);
  const raw = server.taken.at(-1)?.raw ?? '';
  assert.match(raw, /Subject: Postflight ledger postflight\/[a-z2-7]{12}: 4 entries/);
});
