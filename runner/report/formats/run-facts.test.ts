import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyStatus, store } from '../../../tests/golden/report/run-events.ts';
import type { ReportDoc } from '../../model/report.ts';
import { buildReport } from '../build.ts';
import { closeRun } from '../close.ts';
import { runFacts } from '../../view/run-facts.ts';

const doc = buildReport(store([...everyStatus, { seconds: 8, event: closeRun(store(everyStatus), 'supervisor') }]));
const hour = 3_600_000;
const before = (ms: number): string => new Date(Date.parse(doc.startedAt) - ms).toISOString();

test('the first screen says when the build was deployed, and how long before the run', () => {
  const words = factsOf({ deployedAtStart: before(18 * 60_000 + 4_000), deployedAtEnd: before(18 * 60_000 + 4_000) });
  assert.match(words, /배포 시각Deployed at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d KST \(\+09:00\)/);
  assert.match(words, /실행 시작 18분 4초 전18 min 4 s before the run started/);
  assert.match(factsOf({ deployedAtStart: before(29 * hour) }), /실행 시작 29시간 0분 전/);
  assert.match(factsOf({ deployedAtStart: before(72 * hour) }), /3 days 0 h before the run started/);
});

test('a build that was deployed during the run is told with both times', () => {
  const [first, second] = [before(hour), before(-5_000)];
  const words = factsOf({ fingerprintAtEnd: 'v9', deployedAtStart: first, deployedAtEnd: second });
  assert.match(words, /KST \(\+09:00\) → \d{4}-/);
});

test('where nobody tells the time of the deployment, the report says plainly that it is not known', () => {
  assert.match(
    factsOf({}),
    /배포 시각Deployed at 모름: 대상 파일의 deployment에 .*deployed-at.*not known: the target file/,
  );
  assert.match(factsOf({ deployedAtStart: null }), /not known: the shop’s answer could not be read/);
});

function factsOf(more: Partial<ReportDoc['target']>): string {
  const page = runFacts({ ...doc, target: { ...doc.target, ...more } }).toString();
  return page.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
}
