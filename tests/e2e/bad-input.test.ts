import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { listReports } from '../../runner/archive/layout.ts';
import { systemClock } from '../../runner/base/clock.ts';
import { createRedactor } from '../../runner/base/redact.ts';
import { targetLock } from '../../runner/engine/locks.ts';
import { acquireLock } from '../../runner/journal/lock.ts';
import { openJournal } from '../../runner/journal/store.ts';
import { keyPlaces } from '../../runner/sign/key-places.ts';
import { makeSigner } from '../../runner/sign/state.ts';
import { assertGolden } from '../golden.ts';
import { sharedCli, finish, type BuiltCli, type Ended } from '../kit/built-cli.ts';
import { makeCliProject, type CliProject } from '../kit/cli-project.ts';
import { answering, urlOf } from '../kit/small-server.ts';
import { markNewer } from '../kit/newer-journal.ts';

/*
 * What a release engineer at 00:30 reads when something around the run is wrong: one message that says what happened, where, and what
 * to do; never a stack trace, never something half-written.
 */

const golden = resolve(import.meta.dirname, '..', 'golden', 'cli');
let cli: BuiltCli;
let shop: Server;
let broken: Server;
/** An address where nothing listens any more. */
let nobody = '';

before(async () => {
  cli = await sharedCli();
  shop = await answering(200);
  broken = await answering(503);
  const gone = await answering(200);
  nobody = urlOf(gone);
  await new Promise((done) => gone.close(done));
});

after(() => {
  cli.remove();
  for (const server of [shop, broken]) server.close();
});

type Case = {
  readonly name: string;
  readonly args: readonly string[];
  readonly code: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Breaks the folder; what it returns is undone afterwards. */
  readonly spoil?: (project: CliProject) => void | (() => void);
};

const run = ['run', 'smoke.yaml'];
const step = (body: string): string =>
  `checklist: smoke\ntarget: shop\nsections:\n  - id: HOME\n    title: home\n    steps:\n      - id: HOME-1\n        title: one\n${body}`;

const cases: readonly Case[] = [
  { name: 'checklist-missing', args: ['run', 'smok.yaml'], code: 2 },
  { name: 'checklist-is-a-folder', args: ['run', 'targets'], code: 2 },
  { name: 'checklist-empty', args: run, code: 2, spoil: (project) => project.write('smoke.yaml', '') },
  {
    name: 'checklist-wrong-types',
    args: run,
    code: 2,
    spoil: (project) => project.write('smoke.yaml', 'checklist: 7\ntarget: shop\nsections: all of them\n'),
  },
  {
    name: 'verb-unknown',
    args: run,
    code: 2,
    spoil: (project) =>
      project.write('smoke.yaml', step('        do: [{ clik: buy }]\n        expect: [{ title: shop }]\n')),
  },
  { name: 'only-nothing', args: [...run, '--only', 'NOPE'], code: 2 },
  { name: 'tag-nothing', args: [...run, '--tag', 'nope'], code: 2 },
  { name: 'severity-unknown', args: [...run, '--severity', 'urgent'], code: 2 },
  { name: 'target-unknown', args: [...run, '--target', 'shpo'], code: 2 },
  { name: 'target-bad-name', args: [...run, '--target', '../../etc/passwd'], code: 2 },
  {
    name: 'target-env-missing',
    args: run,
    code: 2,
    spoil: (project) => project.write('targets/shop.yaml', 'target: the shop\nbase-url: ${env:NO_SUCH_SHOP}\n'),
  },
  {
    name: 'shop-not-running',
    args: run,
    code: 2,
    spoil: (project) => project.write('targets/shop.yaml', `target: the shop\nbase-url: ${nobody}\n`),
  },
  {
    name: 'shop-answers-503',
    args: run,
    code: 2,
    spoil: (project) => project.write('targets/shop.yaml', `target: the shop\nbase-url: ${urlOf(broken)}\n`),
  },
  { name: 'reports-is-a-file', args: run, code: 2, spoil: (project) => project.write('reports', 'not a folder') },
  { name: 'state-is-a-file', args: [...run, '--state', 'smoke.yaml'], code: 2 },
  { name: 'locks-is-a-file', args: run, code: 2, spoil: (project) => project.write('state/locks', 'not a folder') },
  {
    name: 'key-missing',
    args: run,
    code: 2,
    spoil: (project) => rmSync(join(project.state, 'keys'), { recursive: true }),
  },
  { name: 'key-passphrase-wrong', args: run, code: 2, env: { POSTFLIGHT_KEY_PASSPHRASE: 'wrong' }, spoil: encryptKey },
  { name: 'key-passphrase-missing', args: run, code: 2, spoil: encryptKey },
  {
    name: 'journal-foreign',
    args: run,
    code: 2,
    spoil: (project) => project.write('state/journal.sqlite', 'these are not the bytes of a journal'.repeat(40)),
  },
  { name: 'journal-newer', args: run, code: 2, spoil: (project) => markNewer(makeJournal(project)) },
  { name: 'browser-nowhere', args: run, code: 2, env: { POSTFLIGHT_CHROMIUM: '/nowhere/chromium' } },
  {
    name: 'browser-is-no-browser',
    args: run,
    code: 2,
    env: { POSTFLIGHT_CHROMIUM: './not-a-browser' },
    spoil: (project) => {
      project.write('not-a-browser', '#!/bin/sh\nexit 0\n');
      chmodSync(join(project.folder, 'not-a-browser'), 0o755);
    },
  },
  { name: 'option-unknown', args: [...run, '--trakcs', '2'], code: 2 },
  { name: 'command-unknown', args: ['rum', 'smoke.yaml'], code: 2 },
  { name: 'command-missing', args: [], code: 2 },
  { name: 'argument-missing', args: ['run'], code: 2 },
  { name: 'tracks-none', args: [...run, '--tracks', '0'], code: 2 },
  { name: 'language-unknown', args: ['--lang', 'jp', ...run], code: 2 },
  { name: 'run-in-progress', args: run, code: 2, spoil: holdTarget },
  { name: 'verify-no-such-folder', args: ['verify', 'reports/nothing'], code: 2 },
  { name: 'verify-a-file', args: ['verify', 'smoke.yaml'], code: 2 },
  { name: 'archive-is-a-file', args: ['archive', 'list', '--reports', 'smoke.yaml'], code: 2 },
  { name: 'verify-not-a-report', args: ['verify', 'targets'], code: 1 },
  { name: 'recover-nothing', args: ['recover'], code: 0 },
];

for (const one of cases) {
  test(`${one.name}: one clear message, exit ${one.code}, nothing half-written`, { timeout: 120_000 }, async () => {
    await tryCase(one, 'en');
  });
}

const korean = [
  'checklist-missing',
  'shop-not-running',
  'key-missing',
  'browser-nowhere',
  'run-in-progress',
  'tracks-none',
];
for (const one of cases.filter(({ name }) => korean.includes(name))) {
  test(`${one.name}: the same in Korean`, { timeout: 120_000 }, async () => {
    await tryCase(one, 'ko');
  });
}

async function tryCase({ name, args, code, env, spoil }: Case, language: 'en' | 'ko'): Promise<void> {
  const project = makeCliProject(cli, urlOf(shop));
  try {
    const undo = spoil?.(project) ?? (() => undefined);
    const ended = await project.run(args, { ...env, POSTFLIGHT_LANG: language });
    undo();
    assertNoTrace(ended);
    const file = join(golden, language === 'en' ? `${name}.txt` : `${name}.ko.txt`);
    assertGolden(file, project.plain(`exit ${ended.code}\n${ended.stdout}${ended.stderr}`));
    assert.equal(ended.code, code);
    assert.deepEqual(reportsOf(project), []);
  } finally {
    project.remove();
  }
}

test('a name that no name server knows is told as such', { timeout: 120_000 }, async () => {
  const project = makeCliProject(cli, 'https://shop.invalid');
  try {
    const ended = await project.run(run);
    // Without a network the name server itself is missing.
    assert.match(
      ended.stderr,
      /https:\/\/shop\.invalid.*DNS: (the name does not exist|no answer from the name server)/,
    );
    assert.equal(ended.code, 2);
    assertNoTrace(ended);
    assert.deepEqual(reportsOf(project), []);
  } finally {
    project.remove();
  }
});

test(
  'a step for a person without a terminal is inconclusive, and says that nobody was there',
  { timeout: 120_000 },
  async () => {
    const project = makeCliProject(cli, urlOf(shop));
    try {
      project.write(
        'smoke.yaml',
        step('        do: [{ goto: / }, { manual: is the logo the new one? }]\n        expect: [{ title: shop }]\n'),
      );
      const ended = await project.run(run);
      assert.match(ended.stdout, /Nobody is there to answer/);
      assert.match(ended.stdout, /INCONCLUSIVE/);
      assert.equal(ended.code, 4);
      assertNoTrace(ended);
    } finally {
      project.remove();
    }
  },
);

test('a port that is taken is told by the demo shop, without a stack trace', { timeout: 120_000 }, async () => {
  const { port } = new URL(urlOf(shop));
  const args = [cli.program('fixtures/shop/main'), '--port', port];
  const child = spawn(process.execPath, args, { cwd: cli.folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = await finish(child);
  assert.match(`${ended.stdout}${ended.stderr}`, new RegExp(`port.* ${port}|${port}.* port`, 'i'));
  assert.notEqual(ended.code, 0);
  assertNoTrace(ended);
});

test(
  'a reader that goes away does not end a run: its report is written all the same',
  { timeout: 120_000 },
  async () => {
    const project = makeCliProject(cli, urlOf(shop));
    try {
      const child = project.start(run);
      child.stdout?.destroy();
      child.stderr?.destroy();
      const code = await new Promise((done) => child.once('exit', done));
      assert.equal(code, 0);
      assert.equal(listReports(project.reports).length, 1);
    } finally {
      project.remove();
    }
  },
);

test(
  'a checklist that this user may not read is told with its place',
  {
    timeout: 120_000,
    skip: process.getuid?.() === 0 ? 'permissions do not bind root' : false,
  },
  async () => {
    const project = makeCliProject(cli, urlOf(shop));
    try {
      chmodSync(join(project.folder, 'smoke.yaml'), 0);
      const ended = await project.run(run);
      assert.match(ended.stderr, /^smoke\.yaml:1:1 {2}E_FILE_UNREADABLE/);
      assert.equal(ended.code, 2);
      assertNoTrace(ended);
    } finally {
      project.remove();
    }
  },
);

function assertNoTrace({ stdout, stderr }: Ended): void {
  assert.doesNotMatch(`${stdout}${stderr}`, /^\s+at .+:\d+:\d+\)?$/m, 'a stack trace');
}

/** What stands in the reports folder and is no lock. */
function reportsOf({ reports }: CliProject): readonly string[] {
  if (!existsSync(reports) || !statSync(reports).isDirectory()) return [];
  return readdirSync(reports, { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('.staging'));
}

function makeJournal({ state }: CliProject): string {
  const file = join(state, 'journal.sqlite');
  openJournal(file, { clock: systemClock, redactor: createRedactor([]) }).close();
  return file;
}

function encryptKey({ state }: CliProject): void {
  rmSync(join(state, 'keys'), { recursive: true });
  rmSync(join(state, 'trust'), { recursive: true });
  makeSigner(keyPlaces(state), { POSTFLIGHT_KEY_PASSPHRASE: 'right' }, systemClock);
}

function holdTarget({ state }: CliProject): () => void {
  mkdirSync(join(state, 'locks'), { recursive: true });
  const lock = acquireLock(join(state, 'locks'), targetLock('shop'));
  assert.ok(lock !== null);
  return () => lock.release();
}

test('output that a full disk cut off is told and is no success', { skip: !existsSync('/dev/full') }, async () => {
  const full = openSync('/dev/full', 'w');
  try {
    const child = spawn(process.execPath, [cli.main, '--lang', 'en', 'schema'], { stdio: ['ignore', full, 'pipe'] });
    let told = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (told += text));
    const code = await new Promise((done) => child.once('close', done));
    assert.equal(code, 4);
    assert.match(told, /could not be written \(ENOSPC\)/);
  } finally {
    closeSync(full);
  }
});
