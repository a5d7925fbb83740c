import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openArchive } from '../../../runner/archive/open-archive.ts';
import { stagingFolder } from '../../../runner/archive/layout.ts';
import { systemClock } from '../../../runner/base/clock.ts';
import { newRunId } from '../../../runner/base/ids.ts';
import { createRedactor } from '../../../runner/base/redact.ts';
import { openedEvent } from '../../../runner/engine/plan.ts';
import { openJournal } from '../../../runner/journal/store.ts';
import type { Source } from '../../../runner/model/checklist.ts';
import type { Plan } from '../../../runner/model/plan.ts';
import { barePlan } from '../../kit/bare-plan.ts';
import { finish, type BuiltCli, type Ended } from '../../kit/built-cli.ts';
import type { World } from './world.ts';

/** A team's clone in one folder, which is put back as it was before each trial: `reports`, `state`, and a share for copies. */
export type Project = {
  readonly folder: string;
  readonly reports: string;
  readonly state: string;
  readonly world: World;
  /** Runs a command to its end; with `strike` it kills itself before that step of its own. */
  command(args: readonly string[], strike?: number): Promise<Ended>;
  /** A run that began and whose supervisor died: announced, in the journal, with a picture in the staging folder. */
  leaveRun(name: string, daysAgo?: number): string;
  configure(settings: { readonly [key: string]: unknown }): void;
  /** Keeps the folder under this name as it is now; `restore` brings it back. */
  save(name: string): void;
  restore(name: string): void;
};

const strike = pathToFileURL(join(import.meta.dirname, 'strike.mjs')).href;
const announce = join(import.meta.dirname, 'announce.ts');
const tsx = import.meta.resolve('tsx');

/** Opens the project in `root/work`. */
export function openProject(cli: BuiltCli, root: string, world: World): Project {
  const folder = join(root, 'work');
  const [reports, state] = [join(folder, 'reports'), join(folder, 'state')];
  mkdirSync(state, { recursive: true });
  const steps = join(root, 'steps.txt');
  const env = {
    ...process.env,
    POSTFLIGHT_STATE: state,
    POSTFLIGHT_REPORTS: reports,
    POSTFLIGHT_LANG: 'en',
    NO_COLOR: '1',
    AWS_ACCESS_KEY_ID: 'k',
    AWS_SECRET_ACCESS_KEY: 's',
    POSTFLIGHT_ARCHIVE_SMTP: world.mailServer,
  };
  const struck = (at: number): NodeJS.ProcessEnv => ({
    NODE_OPTIONS: `--import ${strike}`,
    POSTFLIGHT_PROOF_STRIKE: String(at),
    POSTFLIGHT_PROOF_BELOW: folder,
    POSTFLIGHT_PROOF_STEPS: steps,
  });
  return {
    folder,
    reports,
    state,
    world,
    command: (args, at) => {
      const program =
        args[0] === 'announce' ? ['--import', tsx, announce, folder, ...args.slice(1)] : [cli.main, ...args];
      const own = at === undefined ? env : { ...env, ...struck(at) };
      return finish(spawn(process.execPath, program, { cwd: folder, env: own, stdio: ['ignore', 'pipe', 'pipe'] }));
    },
    leaveRun: (name, daysAgo = 0) => leaveRun({ reports, state }, name, daysAgo),
    configure: (settings) => writeFileSync(join(state, 'archive.json'), JSON.stringify(settings)),
    save: (name) => {
      rmSync(join(root, name), { recursive: true, force: true });
      cpSync(folder, join(root, name), { recursive: true, preserveTimestamps: true });
    },
    restore: (name) => {
      rmSync(folder, { recursive: true, force: true });
      cpSync(join(root, name), folder, { recursive: true, preserveTimestamps: true });
    },
  };
}

/** A picture's first bytes: what is in it does not matter here. */
const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 3]);

function leaveRun(places: { readonly reports: string; readonly state: string }, name: string, daysAgo: number): string {
  const { reports, state } = places;
  const today = newRunId({ ...systemClock, now: () => systemClock.now() - daysAgo * 86_400_000 });
  const runId = `${today.slice(0, -6)}${name}`;
  openArchive(places, {}, systemClock).desk.opening({ runId, target: 'shop', checklistSha256: 'c'.repeat(64) });
  const journal = openJournal(join(state, 'journal.sqlite'), { clock: systemClock, redactor: createRedactor([]) });
  journal.append(runId, openedEvent(plan(), { version: '0.0.0', door: 'run' }));
  journal.close();
  const evidence = join(stagingFolder(reports, runId), 'evidence', 'SRCH-01');
  mkdirSync(evidence, { recursive: true });
  writeFileSync(join(evidence, '01.png'), picture);
  writeFileSync(join(evidence, 'console.txt'), 'TypeError: x is null\n');
  return runId;
}

/** The bare plan with sources whose digests are their own, as a run freezes them. */
function plan(): Plan {
  const { checklist, target, ...rest } = barePlan();
  const honest = (source: Source): Source => ({
    ...source,
    sha256: createHash('sha256').update(source.text).digest('hex'),
  });
  return {
    ...rest,
    checklist: { ...checklist, sources: checklist.sources.map(honest) },
    target: { ...target, source: honest(target.source) },
  };
}
