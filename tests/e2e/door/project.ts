import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { systemClock } from '../../../runner/base/clock.ts';
import type { ReportDoc } from '../../../runner/model/report.ts';
import { keyPlaces } from '../../../runner/sign/key-places.ts';
import { makeSigner } from '../../../runner/sign/state.ts';
import { sharedCli } from '../../kit/built-cli.ts';
import { root } from '../../project.ts';
import { removeFolder } from '../../kit/remove-folder.ts';

export type Ended = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly text: string;
};

/** A team's folder: checklists, a configuration that uses the door, and the built package below node_modules beside this project's packages. */
export type Project = {
  readonly folder: string;
  /** Runs the real command line of Playwright Test in the folder. */
  playwright(...args: readonly string[]): Promise<Ended>;
  start(args: readonly string[], env?: NodeJS.ProcessEnv): Started;
  postflight(...args: readonly string[]): Promise<Ended>;
  write(path: string, text: string): void;
  /** Sealed reports, oldest first. */
  reports(): readonly ReportDoc[];
  remove(): void;
};

export type Started = { readonly child: ChildProcess; readonly ended: Promise<Ended>; readonly output: () => string };

export type ProjectFiles = { readonly [path: string]: string };

export async function createProject(
  files: ProjectFiles,
  options: { readonly shop: string; readonly config?: string },
): Promise<Project> {
  const built = await sharedCli();
  const folder = mkdtempSync(join(tmpdir(), 'postflight-door-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const checklists = Object.keys(files).filter((path) => /^checklists\/[^/]+\.yaml$/.test(path));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')))
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  symlinkSync(built.folder, join(folder, 'node_modules', 'postflight'), 'junction');
  write('package.json', '{ "type": "module" }\n');
  write('checklists/targets/demo.yaml', `target: 가게\nbase-url: ${options.shop}\n`);
  write('playwright.config.ts', options.config ?? configText(`{ checklists: ${JSON.stringify(checklists)} }`));
  for (const [path, text] of Object.entries(files)) write(path, text);
  makeSigner(keyPlaces(join(folder, '.postflight')), {}, systemClock);
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Started =>
    startNode(folder, [cli, 'test', ...args], env);
  return {
    folder,
    start,
    playwright: (...args) => start(args).ended,
    postflight: (...args) => startNode(folder, [built.main, ...args], {}).ended,
    write,
    reports: () => readReports(join(folder, 'reports', 'runs')),
    remove() {
      removeFolder(folder);
      built.remove();
    },
  };
}

/** A configuration that imports the door as a team does. */
export function configText(options: string): string {
  return `import { postflightConfig } from 'postflight/playwright';\nexport default postflightConfig(${options});\n`;
}

function startNode(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Started {
  // What the test runner and the caller's terminal put into the environment is none of the project's business.
  const { NODE_TEST_CONTEXT: _context, NODE_OPTIONS: _options, CI: _ci, ...own } = process.env;
  const clean = { ...own, POSTFLIGHT_LANG: 'en', NO_COLOR: '1', FORCE_COLOR: '0', PLAYWRIGHT_HTML_OPEN: 'never' };
  const child = spawn(process.execPath, args, { cwd, env: { ...clean, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({
    code: typeof code === 'number' ? code : null,
    stdout,
    stderr,
    text: stdout + stderr,
  }));
  return { child, ended, output: () => stdout + stderr };
}

function readReports(folder: string): readonly ReportDoc[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('report.json'))
    .sort()
    .map((path) => {
      const doc: ReportDoc = JSON.parse(readFileSync(join(folder, path), 'utf8'));
      return doc;
    });
}

/** How each step of a report ended. */
export function statuses(doc: ReportDoc | undefined): { readonly [step: string]: string } {
  return Object.fromEntries((doc?.steps ?? []).map(({ id, status }) => [id, status]));
}
