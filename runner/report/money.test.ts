import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { assertGolden } from '../../tests/golden.ts';
import { moneyRun } from '../../tests/golden/report/money-run.ts';
import { sources, store } from '../../tests/golden/report/run-events.ts';
import { reportPage } from '../view/document.ts';
import { buildReport } from './build.ts';
import { closeRun } from './close.ts';
import { renderRunSummary } from './console-text.ts';
import { ctrf } from './formats/ctrf.ts';
import { junit } from './formats/junit.ts';
import { reportSchema } from './report.schema.ts';

const events = store([...moneyRun, { seconds: 8, event: closeRun(store(moneyRun), 'supervisor') }]);
const doc = buildReport(events);
const isReport = new Ajv({ strict: true, allowUnionTypes: true }).compile(reportSchema);

test('each layer is told as armed, tripped or not applicable with its reason', () => {
  const told = doc.money?.guards.map(({ layer, state, trips, reason }) => [layer, state, trips, reason === null]);
  assert.deepEqual(told, [
    ['L0', 'armed', 0, true],
    ['L1', 'armed', 0, true],
    ['L2', 'armed', 0, true],
    ['L3', 'armed', 0, true],
    ['L4', 'not-applicable', 0, false],
    ['L5', 'armed', 0, true],
    ['L7', 'armed', 0, true],
    ['L8', 'tripped', 1, true],
  ]);
});

test('refused requests of one kind are counted together, and what only one record saw is kept', () => {
  assert.deepEqual(
    doc.network?.requests.map(({ by, host, count }) => [by, host, count]),
    [
      ['proxy', 'pay.live-gateway.example', 2],
      ['recorded', 'cdn.analytics.example', 1],
    ],
  );
  assert.equal(doc.network?.compared?.missing.length, 1);
});

test('a canary proof is told with who made it and who used it', () => {
  const [canary] = doc.money?.canaries ?? [];
  assert.deepEqual([canary?.payment, canary?.state], ['pay-1', 'used']);
  assert.deepEqual(
    canary?.history.map(({ payment }) => payment),
    ['pay-1', 'pay-2'],
  );
});

test('such a run cut off anywhere is still a report, and one of an older version is too', () => {
  for (let length = 1; length <= events.length; length += 1) {
    const part: unknown = JSON.parse(JSON.stringify(buildReport(events.slice(0, length))));
    assert.ok(isReport(part), `${length}: ${JSON.stringify(isReport.errors)}`);
  }
  const { money: _money, network: _network, ...older } = doc;
  assert.ok(isReport(older), JSON.stringify(isReport.errors));
  assert.ok(reportPage(older, sources).toString().includes('id="verdict"'));
});

test('open halts and tickets stand before the verdict, with what to do next, and lifted halts with person and reason', () => {
  const page = reportPage(doc, sources).toString();
  const at = (text: string): number => {
    const found = page.indexOf(text);
    assert.notEqual(found, -1, `${text} stands in the page`);
    return found;
  };
  for (const text of ['T-20261120-A9P4', 'T-20261122-7K3M', '200,000,000원', 'tickets ack T-20261120-A9P4', '박민호'])
    assert.ok(at(text) < at('id="verdict"'), text);
  assert.ok(at('Not paid: shown only') > at('id="payments"'));
});

test('results for other tools name what stands open, and only then', () => {
  for (const format of [ctrf, junit]) {
    const text = format.render(doc, sources)[0]?.text ?? '';
    for (const name of ['halt-4d1', 'T-20261120-A9P4', 'T-20261122-7K3M']) assert.ok(text.includes(name), name);
    const quiet = buildReport(store(moneyRun.slice(0, 1)));
    assert.ok(!format.render(quiet, sources)[0]?.text.includes('openTickets'));
  }
});

for (const language of ['ko', 'en'] as const) {
  test(`the terminal says it first (${language})`, () => {
    const text = renderRunSummary(doc, { color: false, language, width: 100 });
    assertGolden(join(import.meta.dirname, `../../tests/golden/report/money.${language}.txt`), `${text}\n`);
  });
}

test('a run on a target on which nothing stands says nothing of it', () => {
  const quiet = store(moneyRun.filter(({ event }) => event.kind !== 'money.standing'));
  assert.ok(!reportPage(buildReport(quiet), sources).toString().includes('id="standing"'));
});
