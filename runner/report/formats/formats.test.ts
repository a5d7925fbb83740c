import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import type { Static } from 'typebox';
import { assertGolden } from '../../../tests/golden.ts';
import { bigRun, bigSources } from '../../../tests/golden/report/big-run.ts';
import { everyStatus, sources, store } from '../../../tests/golden/report/run-events.ts';
import { statuses } from '../../model/outcome.ts';
import type { ReportDoc } from '../../model/report.ts';
import { buildReport } from '../build.ts';
import { closeRun } from '../close.ts';
import { reportFormats } from '../index.ts';
import { reportSchema } from '../report.schema.ts';
import { ctrf } from './ctrf.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';

const doc = buildReport(store([...everyStatus, { seconds: 8, event: closeRun(store(everyStatus), 'supervisor') }]));
const golden = (name: string): string => join(import.meta.dirname, '../../../tests/golden/report', name);

/** What the schema accepts is the type the code reads; tsc holds it. */
const asDocument = (valid: Static<typeof reportSchema>): ReportDoc => valid;

for (const format of [json, junit, ctrf]) {
  test(`${format.name} of the run in which every status occurs is the reviewed one`, () => {
    for (const { name, text } of format.render(doc, sources)) assertGolden(golden(name), text);
  });
}

test('every format writes the same bytes for the same document, and no two write the same file', () => {
  const names = reportFormats.flatMap((format) => {
    const [first, second] = [format.render(doc, sources), format.render(doc, sources)];
    assert.deepEqual(first, second);
    return first.map((file) => file.name);
  });
  assert.equal(new Set(names).size, names.length);
});

test('the list of formats is sorted by name', () => {
  const names = reportFormats.map((format) => format.name);
  assert.deepEqual(names, names.toSorted());
});

test('report.json is exactly the document, and its schema holds for runs cut off anywhere', () => {
  const isReport = new Ajv({ strict: true, allowUnionTypes: true }).compile<Static<typeof reportSchema>>(reportSchema);
  const [file] = json.render(doc, sources);
  const parsed: unknown = JSON.parse(file?.text ?? '');
  assert.deepEqual(parsed, doc);
  assert.ok(isReport(parsed), JSON.stringify(isReport.errors));
  assert.equal(asDocument(parsed).runId, doc.runId);
  const events = store(bigRun());
  for (let length = 1; length <= events.length; length += 7) {
    const part: unknown = JSON.parse(JSON.stringify(buildReport(events.slice(0, length))));
    assert.ok(isReport(part), `${length}: ${JSON.stringify(isReport.errors)}`);
  }
  assert.ok(!isReport({ ...doc, verdict: 'FINE' }), 'an unknown verdict is refused');
  assert.ok(!isReport({ ...doc, more: 1 }), 'an unknown key is refused');
});

test('JUnit shows only a passed step as green, and what spoils the verdict never as skipped', () => {
  const text = junit.render(doc, sources)[0]?.text ?? '';
  const cases = text.split('<testcase ').slice(1);
  assert.equal(cases.length, doc.steps.length);
  for (const [index, step] of doc.steps.entries()) {
    const one = cases[index] ?? '';
    const isGreen = !/<(failure|error|skipped) /.test(one);
    assert.equal(isGreen, step.status === 'passed', `${step.id} ${step.status}`);
    const isHarmless = ['flaky', 'known', 'waived'].includes(step.status) || step.reason?.kind === 'condition';
    assert.equal(/<skipped /.test(one), isHarmless, `${step.id} ${step.status}`);
    assert.ok(one.includes(`<property name="status" value="${step.status}"/>`));
  }
});

test('JUnit stays well-formed whatever a page says', () => {
  const hostile = '</failure><script>\u0000\u001b[31m\ud800 ]]> & "quoted"';
  const steps = doc.steps.map((step) => ({
    ...step,
    title: hostile,
    failure: step.failure === null ? null : { ...step.failure, observed: hostile, detail: hostile },
  }));
  const text = junit.render({ ...doc, steps }, new Map())[0]?.text ?? '';
  assert.doesNotMatch(text, /<script|(?![\t\n])\p{Cc}|\p{Cs}/u);
  const open: string[] = [];
  for (const [, close, name, self] of text.matchAll(/<(\/?)([a-z-]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (close === '/') assert.equal(open.pop(), name);
    else if (self !== '/') open.push(name ?? '');
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(text.replaceAll(/&(amp|lt|gt|quot|apos|#10|#9);/g, ''), /&/);
});

/** The keys that the public CTRF schema knows for a test; it refuses all others. */
const ctrfTestKeys =
  'id name status duration start stop suite message trace snippet line rawStatus tags type filePath retries flaky browser device attachments extra'.split(
    ' ',
  );
const integer = { type: 'integer' };
const ctrfSchema = {
  type: 'object',
  required: ['reportFormat', 'specVersion', 'results'],
  properties: {
    reportFormat: { const: 'CTRF' },
    specVersion: { type: 'string', pattern: String.raw`^\d+\.\d+\.\d+$` },
    results: {
      type: 'object',
      required: ['tool', 'summary', 'tests'],
      properties: {
        tool: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } },
        summary: {
          type: 'object',
          required: ['tests', 'passed', 'failed', 'skipped', 'pending', 'other', 'start', 'stop'],
          additionalProperties: integer,
        },
        tests: {
          type: 'array',
          items: {
            type: 'object',
            required: ['name', 'status', 'duration', 'rawStatus'],
            propertyNames: { enum: ctrfTestKeys },
            properties: {
              status: { enum: ['passed', 'failed', 'skipped', 'pending', 'other'] },
              rawStatus: { enum: [...statuses] },
              duration: integer,
              start: integer,
              stop: integer,
              line: integer,
              suite: { type: 'array', minItems: 1, items: { type: 'string' } },
              flaky: { type: 'boolean' },
            },
          },
        },
      },
    },
  },
};

test('CTRF keeps to its public shape, counts every step once, and calls only a passed step passed', () => {
  type Ctrf = {
    readonly results: {
      readonly summary: { readonly [key: string]: number };
      readonly tests: readonly { readonly status: string; readonly rawStatus: string; readonly flaky: boolean }[];
    };
  };
  const isCtrf = new Ajv({ strict: false }).compile<Ctrf>(ctrfSchema);
  const parsed: unknown = JSON.parse(ctrf.render(doc, bigSources)[0]?.text ?? '');
  assert.ok(isCtrf(parsed), JSON.stringify(isCtrf.errors));
  const { summary, tests } = parsed.results;
  const counted = ['passed', 'failed', 'skipped', 'pending', 'other'].reduce(
    (sum, key) => sum + (summary[key] ?? 0),
    0,
  );
  assert.equal(counted, doc.steps.length);
  assert.equal(summary['tests'], doc.steps.length);
  for (const one of tests) {
    assert.equal(one.status === 'passed', one.rawStatus === 'passed', one.rawStatus);
    assert.equal(one.flaky, one.rawStatus === 'flaky');
  }
});
