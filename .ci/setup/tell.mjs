// What the parts of the set-up share: where the project is, how they speak, how they run another program.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const remembered = join(root, 'node_modules', '.postflight-setup.json');

/** Something a person has to put right; told in one paragraph, without a stack. */
export class SetupProblem extends Error {}

/** One line about one thing done. */
export function say(line) {
  process.stdout.write(`setup: ${line}\n`);
}

/** Stops before a syntax error deep inside a package would tell the same less clearly. */
export function refuseOldNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupProblem(`Node 20.19 or newer is needed; this is ${version}. https://nodejs.org/en/download`);
}

/** Runs a program to its end; its output is shown only when it fails, because a good set-up is quiet. */
export function run(command, args, options = {}) {
  const { limitMs = 20 * 60_000, ...rest } = options;
  const done = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
    ...rest,
  });
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error === undefined ? '' : `${done.error.message}\n`}`;
  return { ok: done.status === 0, output };
}

/** The last lines of a program's output: where it says what went wrong. */
export function tail(output, lines = 30) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}

/** The first lines: npm says what is wrong there and how it is used below. */
export function head(output, lines = 20) {
  return output.trim().split('\n').slice(0, lines).join('\n');
}

/** What an earlier set-up found out, so that the next one need not ask again. It lives and dies with node_modules. */
export function recall() {
  try {
    return JSON.parse(readFileSync(remembered, 'utf8'));
  } catch (error) {
    // Absent on a bare clone, unreadable after a crash: both mean that everything is looked at again.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Adds facts to what is remembered. */
export function remember(facts) {
  mkdirSync(dirname(remembered), { recursive: true });
  writeFileSync(remembered, `${JSON.stringify({ ...recall(), ...facts })}\n`);
}

/** True where this process may install system packages. */
export function mayUseApt() {
  return process.getuid?.() === 0 && run('apt-get', ['--version']).ok;
}

/** Installs Debian packages without asking anything. */
export function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lists = run('apt-get', ['update', '-qq'], { env });
  if (!lists.ok) return lists;
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}
