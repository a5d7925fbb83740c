import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join } from 'node:path';
import { devices } from 'playwright';
import { readChecklist } from '../../runner/checklist/read-checklist.ts';
import { expectations } from '../../runner/expectations/index.ts';
import { verbs } from '../../runner/verbs/index.ts';
import { root } from '../project.ts';
import { checklistFile } from './checklist-side.ts';
import { BenchProblem, readBenchOptions } from './options.ts';
import { median, spread } from './statistics.ts';
import { stepId, suiteSteps } from './step-ids.ts';

/** A step with a table is one step here: the suite writes it as one loop. */
function withoutRow(id: string): string {
  return id.replace(/\[\d+\]$/, '');
}

test('the hand-written suite has exactly the steps of the checklist', () => {
  const read = readChecklist(join(root, checklistFile), {
    vocabulary: { verbs, expectations },
    workingDirectory: root,
    deviceNames: Object.keys(devices),
  });
  assert.ok('ok' in read, 'the demo checklist is right');
  const steps = read.ok.sections.flatMap((section) => section.steps);
  const wanted = [...new Set(steps.map(({ id }) => withoutRow(id)))];
  const written = suiteSteps();
  const ids = written.map(({ id }) => id);
  assert.deepEqual(
    { missing: wanted.filter((id) => !ids.includes(id)), tooMuch: ids.filter((id) => !wanted.includes(id)) },
    { missing: [], tooMuch: [] },
  );
  assert.equal(ids.length, wanted.length, 'no step is written twice');
  const titles = new Map(steps.map(({ id, title }) => [id, title]));
  for (const { id, title } of written) if (titles.has(id)) assert.equal(title, titles.get(id), id);
});

test('a step of the suite is known by the id that its title starts with', () => {
  assert.equal(stepId('HOME-01 시작 화면'), 'HOME-01');
  assert.equal(stepId('COUP-12[2] 교환권'), 'COUP-12[2]');
  assert.equal(stepId('Before Hooks'), null);
});

test('the middle of an even number of values is between the two in the middle', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.equal(
    spread([0.5, 0.75, 1], (value) => value.toFixed(2)),
    '0.75 (0.50–1.00)',
  );
  assert.equal(spread([], String), 'not measured');
});

test('the options of the bench are read, and a mistake is told', () => {
  assert.deepEqual(readBenchOptions([]), { pairs: 5, only: [], guards: false, distanceMs: 40 });
  assert.deepEqual(readBenchOptions(['--only', 'HOME', 'LIVE', '--pairs', '2', '--distance', '0']), {
    pairs: 2,
    only: ['HOME', 'LIVE'],
    guards: false,
    distanceMs: 0,
  });
  for (const args of [['--pairs', '0'], ['--pairs'], ['--only'], ['--distance', '9999'], ['--distance'], ['--fast']])
    assert.throws(() => readBenchOptions(args), BenchProblem);
});
