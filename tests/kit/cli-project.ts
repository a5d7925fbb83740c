import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../runner/base/clock.ts';
import { keyPlaces } from '../../runner/sign/key-places.ts';
import { makeSigner } from '../../runner/sign/state.ts';
import { postflight, type BuiltCli, type Ended } from './built-cli.ts';
import { removeFolder } from './remove-folder.ts';

/** A team's folder as the command line finds it: a checklist, a target, a key; each test breaks one thing in it. */
export type CliProject = {
  readonly folder: string;
  readonly reports: string;
  readonly state: string;
  write(name: string, text: string): void;
  start(args: readonly string[]): ChildProcess;
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
  /** What was printed, with everything that differs from run to run taken out. */
  plain(text: string): string;
  remove(): void;
};

const checklist = `checklist: smoke
target: shop
sections:
  - id: HOME
    title: home
    steps:
      - { id: HOME-1, title: the home page answers, do: [{ goto: / }], expect: [{ title: shop }] }
`;

export function makeCliProject(cli: BuiltCli, shopUrl: string): CliProject {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-cli-'));
  const state = join(folder, 'state');
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'targets'));
  write('smoke.yaml', checklist);
  write('targets/shop.yaml', `target: the shop\nbase-url: ${shopUrl}\n`);
  makeSigner(keyPlaces(state), {}, systemClock);
  const own = {
    ...process.env,
    POSTFLIGHT_STATE: state,
    POSTFLIGHT_REPORTS: join(folder, 'reports'),
    POSTFLIGHT_LANG: 'en',
    NO_COLOR: '1',
  };
  return {
    folder,
    reports: join(folder, 'reports'),
    state,
    write,
    start: (args) =>
      spawn(process.execPath, [cli.main, ...args], { cwd: folder, env: own, stdio: ['ignore', 'pipe', 'pipe'] }),
    run: (args, env = {}) => postflight(cli, args, { cwd: folder, env: { ...own, ...env } }),
    plain: (text) =>
      text
        .replaceAll(folder, '{PROJECT}')
        .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:{PORT}')
        .replaceAll(/\b\d{8}-\d{6}-[a-z2-7]{6}\b/g, '{RUN}')
        .replaceAll(/\d+ MB\b/g, '{SIZE}'),
    remove: () => removeFolder(folder),
  };
}
