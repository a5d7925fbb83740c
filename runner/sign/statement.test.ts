import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statuses, type Status, type Verdict } from '../model/outcome.ts';
import { findDisagreements, isAttested } from './attested.ts';
import { encodeStatement } from './in-toto.ts';
import { buildStatement, readStatement, type Attested } from './statement.ts';

const message = { ko: '조건', en: 'a condition' };

function makeDoc(verdict: Verdict, ended: readonly Status[], commit: string | null = null): Attested {
  const count = (status: Status) => ended.filter((one) => one === status).length;
  return {
    runId: '20261122-003012-k3f5q2',
    verdict,
    exitCode: 0,
    summary: {
      total: ended.length,
      passed: count('passed'),
      failed: count('failed'),
      flaky: count('flaky'),
      known: count('known'),
      blocked: count('blocked'),
      'not-run': count('not-run'),
      waived: count('waived'),
      inconclusive: count('inconclusive'),
      'tool-error': count('tool-error'),
      aborted: count('aborted'),
    },
    startedAt: '2026-11-22T00:30:12.000Z',
    finishedAt: '2026-11-22T00:31:12.000Z',
    tool: { name: 'postflight', version: '0.1.0' },
    operator: { user: 'u', host: 'h', node: 'n', platform: 'p' },
    target: { id: 't', baseUrl: 'http://shop/', fingerprintAtStart: commit, fingerprintAtEnd: commit },
    journal: { events: 1, head: 'a'.repeat(64) },
    steps: ended.map((status, index) => ({
      id: `S-${index}-${status}`,
      status,
      reason: status === 'not-run' ? { kind: 'not-reached', message } : null,
    })),
    payments: [],
  };
}

const build = (doc: Attested) => buildStatement({ doc, files: [], configuration: [], problems: [], archive: null });

const results: readonly (readonly [Verdict, readonly Status[], string])[] = [
  ['GO', ['passed'], 'PASSED'],
  ['GO', ['passed', 'waived'], 'WARNED'],
  ['GO', ['passed', 'known'], 'WARNED'],
  ['GO', ['passed', 'flaky'], 'WARNED'],
  ['NO-GO', ['passed', 'failed'], 'FAILED'],
  ['INCONCLUSIVE', ['passed'], 'FAILED'],
];
for (const [verdict, ended, want] of results)
  test(`${verdict} with ${ended.join(' and ')} is ${want}`, () =>
    assert.equal(build(makeDoc(verdict, ended)).predicate.result, want));

test('every step stands in exactly one list, whatever its status', () => {
  const { predicate } = build(makeDoc('NO-GO', statuses));
  const listed = [
    ...predicate.passedTests,
    ...predicate.warnedTests,
    ...predicate.failedTests,
    ...predicate.liveVerification.notRun.map(({ id }) => id),
  ];
  assert.deepEqual(listed.toSorted(), statuses.map((status, index) => `S-${index}-${status}`).toSorted());
  assert.deepEqual(predicate.passedTests, ['S-0-passed']);
  assert.deepEqual(
    predicate.liveVerification.notRun.map(({ reason }) => reason),
    ['blocked', 'a condition'],
  );
});

test('the release is a subject by commit when the same build answered from start to end', () => {
  const commit = 'd20a'.repeat(10);
  assert.deepEqual(build(makeDoc('GO', [], commit)).subject, [
    { name: 'release', uri: 'http://shop/', digest: { gitCommit: commit } },
  ]);
  assert.deepEqual(build(makeDoc('GO', [], 'build-17')).subject, []);
  const doc = makeDoc('GO', [], commit);
  assert.deepEqual(build({ ...doc, target: { ...doc.target, fingerprintAtEnd: 'e'.repeat(40) } }).subject, []);
});

test('a statement read back agrees with its report, and with no report in which a field differs', () => {
  const doc = makeDoc('NO-GO', statuses);
  const read = readStatement(encodeStatement(build(doc)));
  assert.ok(read !== null);
  assert.deepEqual(findDisagreements(read, doc), []);
  assert.deepEqual(findDisagreements(read, { ...doc, finishedAt: '2027-01-01T00:00:00.000Z' }), [
    'liveVerification.closedAt',
  ]);
  assert.deepEqual(findDisagreements(read, { ...doc, steps: doc.steps.slice(1) }), ['passedTests']);
});

test('bytes that are not exactly as we write them are no statement, though they mean the same', () => {
  const bytes = encodeStatement(build(makeDoc('GO', ['passed'])));
  const text = bytes.toString('utf8');
  const others = [
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
    Buffer.from(`${text}\n`),
    Buffer.from(text.replace('{"_type"', '{ "_type"')),
    Buffer.from(text.replace('{"_type"', '{"_type":"other","_type"')),
    Buffer.concat([bytes.subarray(0, -2), Buffer.from([0xff]), bytes.subarray(-2)]),
  ];
  for (const [index, other] of others.entries()) assert.equal(readStatement(other), null, `${index}`);
});

test('a report that lacks what a statement is built from is no report', () => {
  const doc: object = makeDoc('GO', ['passed']);
  assert.equal(isAttested(JSON.parse(JSON.stringify(doc))), true);
  for (const broken of [
    null,
    [],
    {},
    { ...doc, steps: [null] },
    { ...doc, steps: [{ id: 1 }] },
    { ...doc, summary: {} },
    { ...doc, target: {} },
    { ...doc, journal: {} },
  ])
    assert.equal(isAttested(broken), false);
});
