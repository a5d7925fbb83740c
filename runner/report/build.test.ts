import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  everyStatus,
  finished,
  opened,
  planned,
  screenshot,
  started,
  store,
} from '../../tests/golden/report/run-events.ts';
import { bigRun } from '../../tests/golden/report/big-run.ts';
import { Bug } from '../base/assert.ts';
import type { RunEvent, StepFinished } from '../model/event.ts';
import { statuses } from '../model/outcome.ts';
import type { ReportDoc, ReportStep } from '../model/report.ts';
import { buildReport } from './build.ts';
import { closeRun } from './close.ts';

const home = {
  id: 'HOME',
  title: '홈',
  needs: [],
  steps: [planned('HOME-01', '열린다', 3), planned('HOME-02', '보인다', 6)],
};
const cart = { id: 'CART', title: '장바구니', needs: ['HOME'], steps: [planned('CART-01', '담긴다', 9)] };
const order = { id: 'ORDR', title: '주문', needs: ['CART-01'], steps: [planned('ORDR-01', '주문된다', 12)] };
const failure = { message: { ko: '없다', en: 'missing' }, at: home.steps[0]?.at ?? planned('X', 'x', 1).at };
const lost: RunEvent = { kind: 'browser.lost', message: { ko: '사라짐', en: 'gone' } };
const aborting: RunEvent = { kind: 'run.aborting', by: 'jiyeon', message: { ko: '중단', en: 'stop' } };

function report(events: readonly RunEvent[], sections = [home, cart, order]): ReportDoc {
  return buildReport(stored(events, sections));
}

function stored(events: readonly RunEvent[], sections = [home, cart, order]): ReturnType<typeof store> {
  return store([opened(sections), ...events].map((event, index) => ({ seconds: index, event })));
}

function stepOf(doc: ReportDoc, id: string): ReportStep {
  const step = doc.steps.find((one) => one.id === id);
  assert.ok(step !== undefined, `${id} is in the report`);
  return step;
}

function endOf(doc: ReportDoc, id: string): readonly [status: string, reason: string | undefined] {
  const { status, reason } = stepOf(doc, id);
  return [status, reason?.kind];
}

test('the same events give the same bytes', () => {
  const events = store(everyStatus);
  assert.equal(JSON.stringify(buildReport(events)), JSON.stringify(buildReport(events)));
});

test('a run without its opening is a bug of the caller, not a report', () => {
  assert.throws(() => buildReport([]), Bug);
  assert.throws(() => buildReport(store([{ seconds: 0, event: lost }])), Bug);
});

test('a step that started when the browser was lost is a tool error, whatever came later', () => {
  const doc = report([started('HOME', 'HOME-01'), lost, aborting]);
  assert.deepEqual(endOf(doc, 'HOME-01'), ['tool-error', 'tool']);
});

test('a step in progress when the run was aborted is aborted, also when the driver is lost afterwards', () => {
  const driverLost: RunEvent = {
    kind: 'driver.lost',
    pid: 7,
    exitCode: null,
    signal: 'SIGKILL',
    message: { ko: '사라짐', en: 'gone' },
  };
  const doc = report([started('HOME', 'HOME-01'), aborting, driverLost]);
  assert.deepEqual(endOf(doc, 'HOME-01'), ['aborted', 'aborted']);
  assert.equal(doc.exitCode, 130);
});

test('a step that started before recovery closed the run is a tool error, and such a run is never GO', () => {
  const before = [started('HOME', 'HOME-01'), finished('HOME', 'HOME-01'), started('HOME', 'HOME-02')];
  const doc = report([...before, closeRun(stored(before, [home]), 'recovery')], [home]);
  assert.deepEqual(endOf(doc, 'HOME-02'), ['tool-error', 'tool']);
  assert.deepEqual(
    [doc.verdict, doc.exitCode, doc.ending.by, doc.ending.complete],
    ['INCONCLUSIVE', 4, 'recovery', false],
  );
});

test('steps after the end of a run are not-reached', () => {
  const doc = report([started('HOME', 'HOME-01'), finished('HOME', 'HOME-01')]);
  assert.deepEqual(endOf(doc, 'HOME-02'), ['not-run', 'not-reached']);
  assert.deepEqual(endOf(doc, 'CART-01'), ['not-run', 'not-reached']);
});

test('unreached steps are blocked when what they need did not pass, through the whole chain of needs', () => {
  const doc = report([started('HOME', 'HOME-01'), finished('HOME', 'HOME-01', { status: 'failed', failure })]);
  assert.deepEqual(endOf(doc, 'HOME-02'), ['not-run', 'not-reached']);
  assert.deepEqual(endOf(doc, 'CART-01'), ['blocked', 'need']);
  assert.deepEqual(endOf(doc, 'ORDR-01'), ['blocked', 'need']);
});

test('a need that the engine itself left out blocks, unless its own condition said so', () => {
  const left = (kind: 'condition' | 'not-reached'): RunEvent => {
    const message = { ko: '까닭', en: 'why' };
    const reason = kind === 'condition' ? { kind, condition: 'onAir', message } : { kind, message };
    return finished('CART', 'CART-01', { status: 'not-run', reason });
  };
  assert.deepEqual(endOf(report([left('not-reached')]), 'ORDR-01'), ['blocked', 'need']);
  assert.deepEqual(endOf(report([left('condition')]), 'ORDR-01'), ['not-run', 'not-reached']);
});

test('steps of a section whose setup failed are blocked', () => {
  const problem: RunEvent = {
    kind: 'section.problem',
    section: 'HOME',
    part: 'setup',
    status: 'failed',
    failure,
    evidence: [],
  };
  const doc = report([{ kind: 'section.started', section: 'HOME', track: 1 }, problem]);
  assert.deepEqual(endOf(doc, 'HOME-01'), ['blocked', 'need']);
  assert.equal(doc.sections[0]?.status, 'not-passed');
  assert.equal(doc.incidents[0]?.kind, 'section.setup');
});

test('of two attempts the last counts, both are counted, and the evidence of both is kept', () => {
  const doc = report([
    started('HOME', 'HOME-01'),
    finished('HOME', 'HOME-01', { status: 'failed', failure, durationMs: 300 }),
    started('HOME', 'HOME-01', 2),
    finished('HOME', 'HOME-01', { attempt: 2, status: 'flaky', durationMs: 200 }),
  ]);
  const step = stepOf(doc, 'HOME-01');
  assert.deepEqual([step.status, step.attempts, step.durationMs], ['flaky', 2, 500]);
  assert.deepEqual(step.failure, failure, 'a flaky step shows what went wrong the first time');
  assert.deepEqual(
    step.evidence.flatMap((one) => (one.kind === 'missing' ? [] : [one.file.path])),
    ['evidence/HOME-01/screen.jpg', 'evidence/HOME-01/network.jsonl', 'evidence/HOME-01/screen-2.jpg'],
  );
});

const afterFailure: readonly StepFinished['status'][] = [
  'passed',
  'waived',
  'not-run',
  'blocked',
  'inconclusive',
  'tool-error',
  'aborted',
];
for (const status of afterFailure) {
  test(`a failure that was seen stands when a later event says ${status}`, () => {
    const doc = report([
      started('HOME', 'HOME-01'),
      finished('HOME', 'HOME-01', { status: 'failed', failure }),
      started('HOME', 'HOME-01', 2),
      finished('HOME', 'HOME-01', { attempt: 2, status, evidence: [screenshot('HOME-01', 2)] }),
    ]);
    assert.equal(stepOf(doc, 'HOME-01').status, 'failed');
    assert.equal(doc.verdict, 'NO-GO');
    assert.ok(doc.incidents.some((one) => one.kind === 'failure-kept'));
  });
}

test('a failure stands when its confirmation never ended', () => {
  const doc = report([
    started('HOME', 'HOME-01'),
    finished('HOME', 'HOME-01', { status: 'failed', failure }),
    started('HOME', 'HOME-01', 2),
    lost,
  ]);
  assert.deepEqual([stepOf(doc, 'HOME-01').status, stepOf(doc, 'HOME-01').attempts], ['failed', 2]);
  assert.equal(doc.ending.complete, false);
});

test('events after run.closed change nothing but are told', () => {
  const before = [started('HOME', 'HOME-01'), finished('HOME', 'HOME-01', { status: 'failed', failure })];
  const closed = closeRun(stored(before, [home]), 'supervisor');
  const doc = report(
    [...before, closed, finished('HOME', 'HOME-01', { status: 'flaky' }), finished('HOME', 'HOME-02')],
    [home],
  );
  assert.equal(stepOf(doc, 'HOME-01').status, 'failed');
  assert.equal(stepOf(doc, 'HOME-02').status, 'not-run');
  assert.deepEqual(
    doc.incidents.map((one) => one.kind),
    ['late-event', 'late-event'],
  );
});

test('a stored verdict that the events do not bear out is an incident, and the worse one is reported', () => {
  const steps = [
    started('HOME', 'HOME-01'),
    finished('HOME', 'HOME-01'),
    started('HOME', 'HOME-02'),
    finished('HOME', 'HOME-02'),
  ];
  const honest = closeRun(stored(steps, [home]), 'supervisor');
  assert.deepEqual([honest.verdict, honest.exitCode], ['GO', 0]);
  const gloomy = report([...steps, { ...honest, verdict: 'NO-GO', exitCode: 1 }], [home]);
  assert.deepEqual([gloomy.verdict, gloomy.exitCode], ['NO-GO', 1]);
  const failed = [started('HOME', 'HOME-01'), finished('HOME', 'HOME-01', { status: 'failed', failure })];
  const rosy = report([...failed, { ...honest }], [home]);
  assert.deepEqual([rosy.verdict, rosy.exitCode], ['NO-GO', 1]);
  for (const doc of [gloomy, rosy])
    assert.deepEqual(
      doc.incidents.map((one) => one.kind),
      ['verdict-mismatch'],
    );
  assert.deepEqual(report([...steps, honest], [home]).incidents, []);
});

test('a run is closed once', () => {
  const events = store(everyStatus);
  const twice = store([...everyStatus, { seconds: 9, event: closeRun(events, 'supervisor') }]);
  assert.throws(() => closeRun(twice, 'recovery'), Bug);
});

test('a build that changed during the run spoils a GO and is an incident', () => {
  const doc = report(
    [
      { kind: 'target.identified', at: 'start', fingerprint: 'v1', source: 'x' },
      started('HOME', 'HOME-01'),
      finished('HOME', 'HOME-01'),
      started('HOME', 'HOME-02'),
      finished('HOME', 'HOME-02'),
      { kind: 'target.identified', at: 'end', fingerprint: 'v2', source: 'x' },
    ],
    [home],
  );
  assert.equal(doc.verdict, 'INCONCLUSIVE');
  assert.ok(doc.incidents.some((one) => one.kind === 'build-changed'));
});

test('a payment seen only on the screen is open; the ledger closes it', () => {
  const moved = (state: 'CLICKED' | 'SEEN_DECLINED' | 'VERIFIED_DECLINED'): RunEvent => ({
    kind: 'payment.moved',
    payment: 'pay-1',
    step: 'HOME-01',
    state,
    facts: { [state]: '1' },
  });
  const steps = [
    started('HOME', 'HOME-01'),
    finished('HOME', 'HOME-01'),
    started('HOME', 'HOME-02'),
    finished('HOME', 'HOME-02'),
  ];
  assert.equal(
    closeRun(stored([...steps, moved('CLICKED'), moved('SEEN_DECLINED')], [home]), 'supervisor').exitCode,
    4,
  );
  assert.equal(
    closeRun(stored([...steps, moved('CLICKED'), moved('VERIFIED_DECLINED')], [home]), 'supervisor').exitCode,
    0,
  );
  const doc = report([moved('CLICKED'), moved('VERIFIED_DECLINED')]);
  assert.deepEqual(
    doc.payments[0]?.history.map((one) => one.state),
    ['CLICKED', 'VERIFIED_DECLINED'],
  );
  assert.deepEqual(doc.payments[0]?.facts, { CLICKED: '1', VERIFIED_DECLINED: '1' });
});

for (const [name, entries] of [
  ['the run in which every status occurs', everyStatus],
  ['a run of 120 steps', bigRun()],
] as const) {
  test(`${name}, killed after any event, claims only what happened`, () => {
    const events = store(entries);
    for (let length = 1; length <= events.length; length += 1) {
      const seen = events.slice(0, length);
      const doc = buildReport(seen);
      const statusSum = statuses.reduce((sum, status) => sum + doc.summary[status], 0);
      assert.equal(doc.summary.total, statusSum);
      assert.equal(doc.summary.total, doc.steps.length);
      assert.notEqual(doc.verdict, 'GO', 'nobody closed it');
      for (const step of doc.steps) {
        const own = seen.flatMap(({ event }) =>
          event.kind === 'step.finished' && event.step === step.id ? [event.status] : [],
        );
        if (step.status === 'passed' || step.status === 'failed')
          assert.ok(own.includes(step.status), `${step.id} at ${length}`);
        if (own.includes('failed'))
          assert.ok(['failed', 'flaky', 'known'].includes(step.status), `${step.id} at ${length}`);
      }
    }
  });
}

test('the run in which every status occurs has every status in its summary', () => {
  const { summary } = buildReport(store(everyStatus));
  for (const status of statuses) assert.ok(summary[status] > 0, status);
});
