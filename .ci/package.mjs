// Packs the project, installs the tarball in an empty folder with nothing of ours around it, and uses it as a team would.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'postflight-package-'));
const environment = { ...process.env, npm_config_prefix: join(folder, 'prefix') };
const servers = [];
let passed = 0;
let failed = 0;

try {
  const tarball = pack();
  if (tarball !== undefined && install(tarball)) await useIt();
} finally {
  for (const server of servers) server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function pack() {
  const done = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
  const [packed] = done.status === 0 ? JSON.parse(done.stdout) : [];
  const paths = (packed?.files ?? []).map(({ path }) => path);
  const strange = paths.filter(
    (path) => /\.test\.|^fixtures|^tests|\.tsbuildinfo$|test-kit/.test(path) || path.includes('node_modules'),
  );
  const missing = [
    'dist/runner/cli/main.js',
    'LICENSE',
    'CHANGELOG.md',
    'README.md',
    'docs/archive.md',
    'checklists/checklist.schema.json',
  ].filter((path) => !paths.includes(path));
  check('the tarball holds what a team needs', missing.length === 0, `missing: ${missing.join(', ')}\n${done.stderr}`);
  check('the tarball holds nothing else', strange.length === 0, `not wanted: ${strange.join(', ')}`);
  return packed === undefined ? undefined : join(folder, packed.filename);
}

function install(tarball) {
  // npm 11 asks the installing project which packages may run a script at installation; older ones ignore the field.
  const project = { name: 'a-team', private: true, allowScripts: { 'better-sqlite3': true } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  const done = run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', tarball]);
  return check('the tarball installs', done.status === 0, done.stdout + done.stderr);
}

async function useIt() {
  const example = join('node_modules', 'postflight', 'checklists', 'home-shopping.yaml');
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
  const printed = postflight(['--version']);
  check('--version', printed.stdout.trim() === version, told(printed));
  expectExit('--help', ['--help'], 0);
  const world = await startWorld();
  Object.assign(environment, world);
  expectExit('lint of the example', ['lint', example], 0);
  expectExit('lint of nothing', ['lint', 'no-such-file.yaml'], 2);
  expectExit('keys init', ['keys', 'init'], 0);
  expectExit('a run', ['run', example, '--target', 'demo', '--only', 'HOME'], 0);
  const report = newestReport(join(folder, 'reports', 'runs'));
  if (!check('the run leaves a report', report !== undefined, 'nothing below reports/runs')) return;
  expectExit('verify', ['verify', report], 0);
  const file = join(report, 'report.json');
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  writeFileSync(file, bytes);
  expectExit('verify after one byte was changed', ['verify', report], 1);
}

async function startWorld() {
  const gateway = await startServer('gateway', []);
  const shop = await startServer('shop', ['--gateway', gateway]);
  return {
    POSTFLIGHT_DEMO_SHOP: shop,
    POSTFLIGHT_DEMO_GATEWAY: gateway,
    POSTFLIGHT_DEMO_GATEWAY_HOST: new URL(gateway).host,
    POSTFLIGHT_SECRET_TOSS_TEST_KEY: 'test_sk_demo_sandbox',
  };
}

async function startServer(name, args) {
  const entry = join(root, 'dist', 'fixtures', name, 'main.js');
  const child = spawn(process.execPath, [entry, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  servers.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return JSON.parse(line).url;
}

function newestReport(runs) {
  if (!existsSync(runs)) return undefined;
  const statements = readdirSync(runs, { recursive: true }).filter((path) => String(path).endsWith('report.json'));
  return statements.length === 0 ? undefined : join(runs, String(statements.toSorted().at(-1)), '..');
}

function postflight(args) {
  return run('npx', ['--no-install', 'postflight', ...args]);
}

function expectExit(name, args, code) {
  const done = postflight(args);
  const stack = /^\s+at .*\(.*:\d+:\d+\)$/m.test(done.stderr) ? '\n(a stack trace was printed)' : '';
  check(`${name} exits ${code}`, done.status === code && stack === '', told(done) + stack);
}

function told({ status, stdout, stderr }) {
  return `exit ${status}\n${stdout.slice(-2_000)}${stderr.slice(-2_000)}`;
}

function run(command, args, cwd = folder) {
  return spawnSync(command, args, {
    cwd,
    env: environment,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 500_000,
  });
}

function check(name, holds, why) {
  if (holds) passed += 1;
  else failed += 1;
  process.stdout.write(holds ? `  ok  ${name}\n` : `  FAILED  ${name}\n${why.replaceAll(/^/gm, '    ')}\n`);
  return holds;
}
