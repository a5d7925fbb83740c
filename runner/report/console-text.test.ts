import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyStatus, sources, store } from '../../tests/golden/report/run-events.ts';
import { bigRun } from '../../tests/golden/report/big-run.ts';
import { buildReport } from './build.ts';
import { closeRun } from './close.ts';
import { widthOf } from './columns.ts';
import { renderRunSummary } from './console-text.ts';

const doc = buildReport(store([...everyStatus, { seconds: 8, event: closeRun(store(everyStatus), 'supervisor') }]));
const plain = { color: false, language: 'ko', width: 80, sources } as const;

test('a failure shows its place, what was expected and observed in one column, and the checklist line', () => {
  const text = renderRunSummary(doc, plain);
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.includes('SRCH-02 9천만 원이'));
  assert.deepEqual(lines.slice(start, start + 8), [
    '✕ 실패  SRCH-02 9천만 원이 넘는 가격도 읽을 수 있다  [심각] price-team',
    '    가격이 사람이 읽을 수 있는 값이 아닙니다.',
    '    기대  99,900,000,000원',
    '    실제  null원',
    '    checklists/release.yaml:13:13',
    '    12 |         expect:',
    '    13 |           - text: { testid: price, is: "99,900,000,000원" }',
    '       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
  ]);
  const english = renderRunSummary(doc, { ...plain, language: 'en' }).split('\n');
  const expected = english.find((line) => line.includes('Expected')) ?? '';
  const observed = english.find((line) => line.includes('Observed')) ?? '';
  assert.equal(expected.indexOf('99,900'), observed.indexOf('null'));
});

test('a step without expected and observed shows neither label', () => {
  const text = renderRunSummary(doc, plain);
  assert.equal(text.split('기대').length - 1, 1);
});

test('forty blocked steps are a line with their reason, not forty', () => {
  const big = buildReport(store([...bigRun(), { seconds: 42, event: closeRun(store(bigRun()), 'supervisor') }]));
  const lines = renderRunSummary(big, plain).split('\n');
  assert.equal(lines.filter((line) => line.includes('⊘ 막힘') && line.includes('통과하지 못했습니다')).length, 3);
  assert.ok(lines.length < 70);
});

test('the verdict is the first line, and colour is only there when it is asked for', () => {
  assert.match(renderRunSummary(doc, plain), /^NO-GO {2}/);
  assert.ok(!renderRunSummary(doc, plain).includes('\u001b'));
  assert.ok(renderRunSummary(doc, { ...plain, color: true }).startsWith('\u001b[1;31mNO-GO'));
});

test('the verdict sentence keeps within the terminal', () => {
  for (const line of renderRunSummary(doc, { ...plain, width: 60 })
    .split('\n')
    .slice(1, 9))
    assert.ok(widthOf(line) <= 60, line);
});

test('text of a page cannot move the cursor or turn the line', () => {
  const hostile = '\u001b[2J\u001b]0;title\u0007가격\u202e\r\nnull';
  const steps = doc.steps.map((step) => ({
    ...step,
    title: hostile,
    owner: hostile,
    runbook: hostile,
    failure:
      step.failure === null
        ? null
        : { ...step.failure, message: { ko: hostile, en: hostile }, expected: hostile, observed: hostile },
  }));
  assert.doesNotMatch(renderRunSummary({ ...doc, steps }, plain), /(?!\n)\p{Cc}|[\u202a-\u202e]/u);
});

test('a long Korean title and a long line of the checklist keep within 80 columns', () => {
  const title =
    '카드 한도를 넘는 경비행기 결제는 거절되고 실패 화면이 나오며 주문 내역에도 매출에도 남지 않는다 '.repeat(2);
  const steps = doc.steps.map((step) => ({ ...step, title, runbook: null }));
  const line =
    '          - text: { testid: price, is: "99,900,000,000원", message: "가격이 읽을 수 없는 값입니다: 아주 긴 설명" }';
  const long = new Map([...sources].map(([file, text]) => [file, text.replaceAll(/^ {10}- text: .*$/gm, line)]));
  const shown = renderRunSummary({ ...doc, steps }, { ...plain, sources: long });
  assert.match(shown, /99,900,000,000원", mes.*…/);
  for (const each of shown.split('\n')) assert.ok(widthOf(each) <= 80, each);
});
