import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../runner/base/clock.ts';
import { keyPlaces } from '../../../runner/sign/key-places.ts';
import { makeSigner } from '../../../runner/sign/state.ts';
import { postflight, type BuiltCli, type Ended } from '../../kit/built-cli.ts';
import { removeFolder } from '../../kit/remove-folder.ts';

/** A team's folder with a checklist, a key and everything that a run leaves. */
export type Project = {
  readonly folder: string;
  readonly reports: string;
  readonly state: string;
  readonly journal: string;
  readonly trust: string;
  /** Starts a run as a terminal does: leader of its own process group. */
  start(args: readonly string[]): ChildProcess;
  /** Runs another command to its end. */
  command(args: readonly string[]): Promise<Ended>;
  remove(): void;
};

/** Makes the folder. Its name is on the command line of every process that belongs to it, so that none can hide. */
export function makeProject(cli: BuiltCli, checklist: string, shopUrl: string): Project {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-kill-'));
  const state = join(folder, 'state');
  const temporary = join(folder, 'tmp');
  mkdirSync(join(folder, 'targets'));
  mkdirSync(temporary);
  copyFileSync(checklist, join(folder, 'checklist.yaml'));
  writeFileSync(join(folder, 'targets', 'witness.yaml'), `target: witness\nbase-url: ${shopUrl}\n`);
  const places = keyPlaces(state);
  makeSigner(places, {}, systemClock);
  const env = {
    ...process.env,
    POSTFLIGHT_STATE: state,
    POSTFLIGHT_REPORTS: join(folder, 'reports'),
    POSTFLIGHT_LANG: 'en',
    NO_COLOR: '1',
    TMPDIR: temporary,
  };
  return {
    folder,
    reports: join(folder, 'reports'),
    state,
    journal: join(state, 'journal.sqlite'),
    trust: places.trust,
    start: (args) =>
      spawn(process.execPath, [cli.main, ...args], {
        cwd: folder,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    command: (args) => postflight(cli, args, { cwd: folder, env }),
    remove: () => removeFolder(folder),
  };
}
