import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { listReports } from '../../runner/archive/layout.ts';
import { systemClock } from '../../runner/base/clock.ts';
import { keyPlaces } from '../../runner/sign/key-places.ts';
import { makeSigner } from '../../runner/sign/state.ts';
import { buildCli, type BuiltCli } from '../kit/built-cli.ts';
import { makeCliProject, type CliProject } from '../kit/cli-project.ts';
import { startWitness, type Witness } from '../proofs/kill/witness.ts';

/*
 * Small disks of memory stand in for full and read-only ones; only root may mount them, and permissions would not stop root.
 */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0;
const options = { timeout: 400_000, skip: mayMount ? false : 'only root may mount a small disk' } as const;
const checklist = resolve(import.meta.dirname, '..', 'proofs', 'kill.yaml');
const run = ['run', 'smoke.yaml'];

let cli: BuiltCli;
before(async () => {
  if (mayMount) cli = await buildCli();
});
after(() => {
  if (mayMount) cli.remove();
});

type DiskPlaces = { readonly POSTFLIGHT_STATE: string; readonly POSTFLIGHT_REPORTS: string };

/** A project whose state and reports stand on a disk of its own. */
async function onSmallDisk(
  size: string,
  body: (world: { project: CliProject; disk: string; witness: Witness; env: DiskPlaces }) => Promise<void>,
): Promise<void> {
  const witness = await startWitness(60);
  const project = makeCliProject(cli, witness.url);
  const disk = join(project.folder, 'disk');
  mkdirSync(disk);
  mount(['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]);
  try {
    const env = { POSTFLIGHT_STATE: join(disk, 'state'), POSTFLIGHT_REPORTS: join(disk, 'reports') } as const;
    makeSigner(keyPlaces(env.POSTFLIGHT_STATE), {}, systemClock);
    await body({ project, disk, witness, env });
  } finally {
    await witness.stop();
    spawnSync('umount', ['-l', disk]);
    project.remove();
  }
}

function mount(args: readonly string[]): void {
  const mounted = spawnSync('mount', args, { encoding: 'utf8' });
  assert.equal(mounted.status, 0, mounted.stderr);
}

test('a disk that is full at the start stops the run before its first step', options, async () => {
  await onSmallDisk('8m', async ({ project, witness, env }) => {
    const ended = await project.run(run, env);
    assert.match(
      ended.stderr,
      /^Only \d+ MB are free for .*; 50 MB are needed\. Free some space or name another place/,
    );
    assert.equal(ended.code, 2);
    assert.equal(witness.pages.size, 0);
  });
});

test(
  'a disk that fills up during a run ends it with 4, and a start with room again leaves the report',
  options,
  async () => {
    await onSmallDisk('64m', async ({ project, disk, witness, env }) => {
      project.write('checklist.yaml', readFileSync(checklist, 'utf8'));
      project.write('targets/witness.yaml', `target: witness\nbase-url: ${witness.url}\n`);
      const running = project.run(['run', 'checklist.yaml', '--tracks', '2'], env);
      await witness.hits(4);
      const filler = join(disk, 'filler');
      assert.throws(() => writeFileSync(filler, Buffer.alloc(80_000_000)), /ENOSPC/);
      const ended = await running;
      assert.match(ended.stderr, /The disk is full/);
      assert.match(ended.stderr, /is left open\. Remove the cause, then `postflight recover`/);
      assert.doesNotMatch(`${ended.stdout}${ended.stderr}`, /^\s+at .+:\d+:\d+\)?$/m, 'a stack trace');
      assert.equal(ended.code, 4);
      assert.deepEqual(listReports(env.POSTFLIGHT_REPORTS), []);

      rmSync(filler);
      const recovered = await project.run(['recover'], env);
      assert.match(recovered.stdout, /was closed from its journal: INCONCLUSIVE/);
      assert.equal(recovered.code, 0, recovered.stderr);
      const [folder, ...others] = listReports(env.POSTFLIGHT_REPORTS);
      assert.ok(folder !== undefined && others.length === 0);
      const verified = await project.run(['verify', folder], env);
      assert.equal(verified.code, 0, verified.stdout);
    });
  },
);

for (const name of ['reports', 'state'] as const) {
  test(`a read-only ${name} folder is told before anything runs`, options, async () => {
    await onSmallDisk('64m', async ({ project, disk, witness, env }) => {
      mkdirSync(join(disk, 'reports'));
      mkdirSync(join(disk, 'state', 'locks'), { recursive: true });
      mount(['-o', 'remount,ro', disk]);
      const other = name === 'reports' ? { POSTFLIGHT_STATE: project.state } : { POSTFLIGHT_REPORTS: project.reports };
      const ended = await project.run(run, { ...env, ...other });
      assert.match(ended.stderr, new RegExp(`^The folder cannot be written: .*/${name} — the disk is read-only\\.`));
      assert.equal(ended.code, 2);
      assert.equal(witness.pages.size, 0);
      assert.equal(existsSync(join(disk, 'reports', 'runs')), false);
    });
  });
}
