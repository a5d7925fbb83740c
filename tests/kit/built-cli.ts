import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleProgram } from '../../.ci/setup/bundle.mjs';
import { removeFolder } from './remove-folder.ts';

/** The command line as it is shipped, built into a folder of its own so that nobody's build is disturbed. */
export type BuiltCli = {
  /** The program: `node <main> run …`. */
  readonly main: string;
  /** The package's folder; stands in the command line of every process that the program starts from its own files. */
  readonly folder: string;
  /** A file that is started by its path: `fixtures/shop/main`. */
  program(name: string): string;
  remove(): void;
};

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

const root = resolve(import.meta.dirname, '..', '..');

/** Builds runner/ and fixtures/. Throws with the words of the build when there is no program. */
export async function buildCli(): Promise<BuiltCli> {
  const outer = mkdtempSync(join(tmpdir(), 'postflight-built-'));
  // Where a team has it: what Playwright finds below node_modules it leaves as it is.
  const folder = join(outer, 'node_modules', 'postflight');
  mkdirSync(folder, { recursive: true });
  await bundleProgram(join(folder, 'dist'));
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  for (const name of ['node_modules', 'fixtures']) symlinkSync(join(root, name), join(folder, name), 'junction');
  return builtIn(folder, () => removeFolder(outer));
}

function builtIn(folder: string, remove: () => void): BuiltCli {
  const program = (name: string): string => join(folder, 'dist', `${name}.js`);
  return { main: program('runner/cli/main'), folder, program, remove };
}

/**
 * The program for tests that do not look at who else runs it: `npm test` builds one for all of them and names its folder, as each build
 * costs seconds; a file that is run alone builds its own.
 */
export function sharedCli(env: NodeJS.ProcessEnv = process.env): Promise<BuiltCli> {
  const folder = env[sharedFolder];
  return folder === undefined ? buildCli() : Promise.resolve(builtIn(folder, () => undefined));
}

/** Names the folder of the program that test files share. */
export const sharedFolder = 'POSTFLIGHT_TEST_PROGRAM';

/** Collects what a child prints until it has ended and said all of it; one that was killed is not waited for beyond its end. */
export async function finish(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((done, fail) => {
    child.once('error', fail);
    // What was printed last may come after the end. What a killed one started may hold its output for long.
    child.once('close', (exitCode, exitSignal) => done([exitCode, exitSignal]));
    child.once('exit', (exitCode, exitSignal) => {
      if (exitSignal !== null) done([exitCode, exitSignal]);
    });
  });
  return { code, signal, stdout, stderr };
}

/** Runs the command line to its end. */
export function postflight(
  cli: BuiltCli,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<Ended> {
  return finish(spawn(process.execPath, [cli.main, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] }));
}
