import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { serveBucket } from '../../../tests/kit/s3-bucket.ts';
import { systemClock } from '../../base/clock.ts';
import { SetupError } from '../../model/trouble.ts';
import { reportsFolder } from '../testing/sample.ts';
import { openStores } from './config.ts';
import { copyArchive } from './copy.ts';
import { folderStore } from './folder.ts';
import { s3Store } from './s3.ts';
import { StoreError, type Store } from './store.ts';

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

/** A bucket for one test; see serveBucket. */
async function bucket(t: TestContext, ...how: Parameters<typeof serveBucket>) {
  const served = await serveBucket(...how);
  t.after(() => served.close());
  return served;
}

const settings = { bucket: 'vault', region: 'us-east-1', prefix: 'team/', accessKeyId: 'k', secretAccessKey: 's' };

test('an archive of more files than one report may have is copied whole', async (t) => {
  const reports = archive(t);
  const many = 100_050;
  for (const index of [1, 2]) {
    const folder = join(reports, `${run.slice(0, -1)}${index}`, 'evidence');
    mkdirSync(folder, { recursive: true });
    assert.equal(spawnSync('sh', ['-c', `cd "$1" && seq ${many / 2} | xargs touch`, 'sh', folder]).status, 0);
  }
  const taken = new Set<string>();
  const store: Store = {
    name: 'memory',
    list: async () => new Map(),
    put: async ({ path }) => void taken.add(path),
    isSame: async () => false,
    lockedUntil: async () => null,
  };
  const { sent } = await copyArchive(reports, store);
  assert.deepEqual([sent, taken.size], [many + 7, many + 7]);
});

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

test('a copy that fails ends when nothing is being sent any more, and has begun nothing new', async (t) => {
  let arrive = (): void => undefined;
  const slow = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const put: string[] = [];
  const store: Store = {
    name: 'vault',
    list: async () => new Map(),
    put: async ({ path }) => {
      put.push(path);
      if (path.endsWith('report.json')) throw new StoreError('SlowDown');
      await slow;
    },
    isSame: async () => false,
    lockedUntil: async () => null,
  };
  const reports = archive(t);
  for (const name of ['w', 'x', 'y', 'z']) writeFileSync(join(reports, `${run}/${name}.json`), name);
  rmSync(join(reports, `${run}/evidence`), { recursive: true });
  let isOver = false;
  const copying = copyArchive(reports, store).finally(() => {
    isOver = true;
  });
  const refused = assert.rejects(copying, StoreError);
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  assert.equal(isOver, false, 'three files are still on their way');
  arrive();
  await refused;
  assert.equal(put.length, 4);
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
  assert.deepEqual(
    readdirSync(join(root, '.staging')),
    [],
    'what is staged is not copied, and nothing half written stays',
  );
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
