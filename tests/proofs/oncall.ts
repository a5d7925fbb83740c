import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/*
 * `npm run test:oncall`: everything that is promised about being woken, in one command. Rules, ladder and outbox on a clock of their own
 * with many random nights; every channel against its faults; the acknowledge page against machines; then real processes: killed
 * at every record, a supervisor killed, and how soon a page leaves, over 30 runs. About eight minutes on two processors.
 */
const root = resolve(import.meta.dirname, '..', '..');
const folders = [
  'runner/oncall',
  'runner/cli/oncall',
  'runner/console/pager',
  'tests/contract/channels',
  'fixtures/pagers',
];
const tests = [
  ...folders.flatMap((folder) => testsIn(join(root, folder))),
  ...['oncall.test.ts', 'oncall-kill.test.ts'].map((name) => join(root, 'tests', 'e2e', name)),
];
const parts: readonly (readonly [string, readonly string[]])[] = [
  ['rules, ladder, outbox, channels, acknowledge page', ['--test', '--test-reporter=dot', ...tests]],
  ['killed at every record', [join(root, 'tests/proofs/oncall-kill.ts')]],
  ['from the failing assertion to the first byte', [join(root, 'tests/proofs/oncall-latency.ts'), '30']],
];

let failed = 0;
for (const [name, args] of parts) {
  process.stdout.write(`\n— ${name}\n`);
  const env = { ...process.env, POSTFLIGHT_PROPERTY_RUNS: '2000' };
  const ended = spawnSync(process.execPath, ['--import', 'tsx', ...args], { cwd: root, env, stdio: 'inherit' });
  if (ended.status !== 0) failed += 1;
}
process.stdout.write(`\n${parts.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function testsIn(folder: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    // A folder that is not there holds no tests; the others are proven.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => join(folder, name));
}
