import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sweepUnfinished, unfinishedName } from './unfinished.ts';

function folder(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'unfinished-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

const of = (pid: number): string => unfinishedName('report.json').replace(`-${process.pid}-`, `-${pid}-`);

test('what a dead process was writing is taken away; what a living one writes and what is whole stays', (t) => {
  const directory = folder(t);
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const [dead, living] = [of(pid), of(process.ppid)];
  for (const name of [dead, living, 'report.json', '.hidden']) writeFileSync(join(directory, name), 'x');
  sweepUnfinished(directory);
  assert.deepEqual(readdirSync(directory).toSorted(), [living, '.hidden', 'report.json'].toSorted());
});

test('of another machine only what is older than a day is taken away, and so is what an earlier version left', (t) => {
  const directory = folder(t);
  const elsewhere = (id: string): string => `.a.txt.00000000-1-${id}.writing`;
  const [fresh, old, form] = [elsewhere('aaaaaa'), elsewhere('bbbbbb'), '.a.txt.abcdef.writing'];
  for (const name of [fresh, old, form]) writeFileSync(join(directory, name), 'x');
  const long = new Date('2020-01-01T00:00:00Z');
  for (const name of [old, form]) utimesSync(join(directory, name), long, long);
  sweepUnfinished(directory);
  assert.deepEqual(readdirSync(directory), [fresh]);
});

test('a folder that is not there has nothing in it', (t) => {
  sweepUnfinished(join(folder(t), 'none'));
});
