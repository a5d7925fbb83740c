import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemClock } from '../../base/clock.ts';
import { SetupError } from '../../model/trouble.ts';
import { reportsFolder } from '../testing/sample.ts';
import { openStores } from './config.ts';
import { copyArchive } from './copy.ts';
import { folderStore } from './folder.ts';
import { s3Store } from './s3.ts';
import { StoreError } from './store.ts';

const run = 'runs/2026/11/20261122-003012-k3f5q2';
const files: { readonly [path: string]: string } = {
  'VERIFY.md': '# how',
  'ledger/checkpoint': 'c',
  'ledger/entries.jsonl': '{}\n',
  'trust/keys.json': '{}',
  [`${run}/run.sigstore.json`]: '{"signed":1}',
  [`${run}/report.json`]: '{"가":1}',
  [`${run}/evidence/PAY-03/screen.jpg`]: '\xff\xd8',
};

function archive(t: TestContext): string {
  const reports = reportsFolder(t);
  for (const [path, content] of Object.entries({ ...files, '.staging/x': 'no', '.index/y': 'no' })) {
    mkdirSync(join(reports, path, '..'), { recursive: true });
    writeFileSync(join(reports, path), content);
  }
  return reports;
}

type Held = { readonly body: Buffer; readonly headers: IncomingMessage['headers'] };

/** Speaks as much S3 as a copy needs, signatures unchecked; `refuse` makes it answer like a store in trouble. */
async function bucket(
  t: TestContext,
  refuse: (key: string) => boolean = () => false,
  etag: (body: Buffer) => string = md5,
) {
  const held = new Map<string, Held>();
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const key = decodeURIComponent(url.pathname.replace(/^\/vault\/?/, ''));
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const found = held.get(key);
      if (request.method === 'PUT' && refuse(key)) response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
      else if (request.method === 'PUT') {
        held.set(key, { body, headers: request.headers });
        response.writeHead(200, { etag: `"${md5(body)}"` }).end();
      } else if (request.method === 'GET' && key === '') response.writeHead(200).end(listing(held, url, etag));
      else if (found === undefined) response.writeHead(404).end();
      else
        response
          .writeHead(200, {
            'content-length': String(found.body.length),
            'x-amz-meta-sha256': String(found.headers['x-amz-meta-sha256']),
            ...lockOf(found),
          })
          .end(request.method === 'HEAD' ? undefined : found.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return { held, endpoint: `http://127.0.0.1:${address.port}` };
}

const md5 = (body: Buffer): string => createHash('md5').update(body).digest('hex');

function lockOf({ headers }: Held): { readonly [name: string]: string } {
  const until = headers['x-amz-object-lock-retain-until-date'];
  return typeof until === 'string' ? { 'x-amz-object-lock-retain-until-date': until } : {};
}

function listing(held: ReadonlyMap<string, Held>, url: URL, etag: (body: Buffer) => string): string {
  const prefix = url.searchParams.get('prefix') ?? '';
  const rows = [...held]
    .filter(([key]) => key.startsWith(prefix))
    .map(
      ([key, { body }]) =>
        `<Contents><Key>${key}</Key><LastModified>2026-11-22T00:00:00.000Z</LastModified><ETag>&quot;${etag(body)}&quot;</ETag><Size>${body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
    );
  return `<?xml version="1.0"?><ListBucketResult><Name>vault</Name><KeyCount>${rows.length}</KeyCount><IsTruncated>false</IsTruncated>${rows.join('')}</ListBucketResult>`;
}

const settings = { bucket: 'vault', region: 'us-east-1', prefix: 'team/', accessKeyId: 'k', secretAccessKey: 's' };

test('a bucket gets every file of the archive once, each with its digest and its lock, the ledger last', async (t) => {
  const { held, endpoint } = await bucket(t);
  const lock = { mode: 'COMPLIANCE', days: 30 } as const;
  const store = s3Store('vault', { ...settings, endpoint, lock }, systemClock);
  const reports = archive(t);
  const order: string[] = [];
  const first = await copyArchive(reports, store, (path) => order.push(path));
  assert.deepEqual([first.sent, first.there], [7, 0]);
  assert.deepEqual(
    [...held.keys()].toSorted(),
    Object.keys(files)
      .map((path) => `team/${path}`)
      .toSorted(),
  );
  assert.equal(order[0], `${run}/evidence/PAY-03/screen.jpg`);
  assert.deepEqual(order.slice(-3), [`${run}/run.sigstore.json`, 'ledger/entries.jsonl', 'ledger/checkpoint']);
  const bundle = held.get(`team/${run}/run.sigstore.json`);
  assert.equal(bundle?.headers['x-amz-object-lock-mode'], 'COMPLIANCE');
  assert.match(first.lockedUntil ?? '', /^\d{4}-/);
  assert.deepEqual(await copyArchive(reports, store), { ...first, sent: 0, there: 7 });
  writeFileSync(join(reports, `${run}/run.sigstore.json`), '{"signed":2}');
  assert.equal((await copyArchive(reports, store)).sent, 1, 'a bundle that was stamped since is sent again');
});

test('a copy that was cut off goes on where it stopped, and the ledger is not there before what it speaks of', async (t) => {
  let isDown = true;
  const { held, endpoint } = await bucket(t, (key) => isDown && key.endsWith('report.json'));
  const store = s3Store('vault', { ...settings, endpoint, lock: null }, systemClock);
  const reports = archive(t);
  await assert.rejects(copyArchive(reports, store), StoreError);
  assert.ok(![...held.keys()].some((key) => key.includes('ledger/') || key.endsWith('run.sigstore.json')));
  const before = held.size;
  isDown = false;
  const { sent, there, lockedUntil } = await copyArchive(reports, store);
  assert.deepEqual([sent, there, lockedUntil], [7 - before, before, null]);
});

test('a store whose tags are no digests is asked about each file, and a file that differs is sent again', async (t) => {
  const { held, endpoint } = await bucket(t, undefined, () => 'of-a-key-of-its-own-1');
  const store = s3Store('vault', { ...settings, endpoint, lock: null }, systemClock);
  const reports = archive(t);
  await copyArchive(reports, store);
  assert.equal((await copyArchive(reports, store)).sent, 0);
  const key = `team/${run}/report.json`;
  const kept = held.get(key);
  assert.ok(kept !== undefined);
  held.set(key, { ...kept, headers: { ...kept.headers, 'x-amz-meta-sha256': '0'.repeat(64) } });
  assert.equal((await copyArchive(reports, store)).sent, 1);
});

test('a folder is a store too, and locks nothing', async (t) => {
  const reports = archive(t);
  const root = join(reports, '..', 'nas');
  const store = folderStore('nas', root);
  assert.deepEqual(await copyArchive(reports, store), { sent: 7, there: 0, lockedUntil: null });
  assert.equal(readFileSync(join(root, `${run}/report.json`), 'utf8'), '{"가":1}');
  assert.ok(!existsSync(join(root, '.staging')));
  writeFileSync(join(root, `${run}/report.json`), '{"나":1}');
  assert.deepEqual(await copyArchive(reports, store), { sent: 1, there: 6, lockedUntil: null });
});

test('a mistake in the settings is told with its place, and keys never come from the file', () => {
  const open = (value: unknown, env: NodeJS.ProcessEnv = {}) =>
    openStores(value, { state: '/state', env, clock: systemClock }).map(({ name }) => name);
  const s3 = { endpoint: 'https://s3.test', bucket: 'vault' };
  const keys = { POSTFLIGHT_STORE_MY_VAULT_KEY: 'k', POSTFLIGHT_STORE_MY_VAULT_SECRET: 's' };
  assert.deepEqual(
    open(
      [
        { name: 'nas', folder: 'x' },
        { name: 'my-vault', s3 },
      ],
      keys,
    ),
    ['nas', 'my-vault'],
  );
  for (const bad of [
    {},
    [{ name: 'A', folder: 'x' }],
    [{ name: 'a' }],
    [{ name: 'a', folder: 'x', s3 }],
    [{ name: 'a', s3: { ...s3, secretAccessKey: 'x' } }],
    [{ name: 'a', s3: { ...s3, endpoint: 'file:///etc' } }],
    [{ name: 'a', s3: { ...s3, prefix: '../' } }],
    [{ name: 'a', s3: { ...s3, lock: { mode: 'x', days: 1 } } }],
  ])
    assert.throws(
      () => open(bad, { AWS_ACCESS_KEY_ID: 'k', AWS_SECRET_ACCESS_KEY: 's' }),
      SetupError,
      JSON.stringify(bad),
    );
  assert.throws(() => open([{ name: 'a', s3 }]), SetupError);
});
