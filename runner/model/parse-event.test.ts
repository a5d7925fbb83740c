import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Static } from 'typebox';
import type { RunEvent } from './event.ts';
import { eventSchemas } from './event-schema.ts';
import { parseEvent } from './parse-event.ts';

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };
type FromSchema = { [K in keyof typeof eventSchemas]: Static<(typeof eventSchemas)[K]> }[keyof typeof eventSchemas];

// Compiled, not run: a key that the type has and the schema has not (or the other way round) fails `tsc` here.
const typeFitsSchema = (event: Mutable<RunEvent>): FromSchema => event;
const schemaFitsType = (event: FromSchema): RunEvent => event;

const message = { ko: '멈췄습니다', en: 'stopped' };
const at = { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 5 };
const file = { path: 'evidence/A-01/01.png', sha256: 'a'.repeat(64), bytes: 12 };

const finished: RunEvent = {
  kind: 'step.finished',
  section: 'A',
  step: 'A-01',
  attempt: 1,
  status: 'failed',
  durationMs: 12.5,
  failure: { message, at, expected: '1', observed: '2' },
  reason: { kind: 'guard', guard: 'ceilings', message },
  evidence: [
    { kind: 'screenshot', file, width: 1, height: 2, pageUrl: 'http://shop/', attempt: 1 },
    { kind: 'missing', what: 'screenshot', why: 'page closed', attempt: 2 },
  ],
  network: {
    requests: 1,
    bytes: 2,
    problems: [{ method: 'GET', url: '/x', status: null, error: 'reset' }],
    file: null,
  },
  console: { messages: 1, errors: ['boom'], file },
};

const events: readonly RunEvent[] = [
  finished,
  { kind: 'driver.lost', pid: 7, exitCode: null, signal: 'SIGKILL', message },
  { kind: 'payment.moved', payment: 'p1', step: 'A-01', state: 'INTENT', facts: { amount: '1000', any: 'text' } },
  { kind: 'run.closed', by: 'recovery', verdict: 'INCONCLUSIVE', exitCode: 4, message },
];

for (const event of events)
  test(`a ${event.kind} event survives being written and read`, () => {
    assert.deepEqual(parseEvent(JSON.parse(JSON.stringify(event))), { event });
    assert.equal(schemaFitsType(typeFitsSchema(JSON.parse(JSON.stringify(event)))).kind, event.kind);
  });

const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ['a kind of the future', { kind: 'run.teleported' }, /unknown kind "run.teleported"/],
  ['an inherited name as kind', { kind: 'constructor' }, /unknown kind "constructor"/],
  ['no kind', {}, /unknown kind nothing/],
  ['no object', null, /unknown kind/],
  ['a missing key', { kind: 'driver.started' }, /driver\.started must have required property 'pid'/],
  ['an extra key', { kind: 'driver.started', pid: 1, extra: 1 }, /must NOT have additional properties/],
  ['a status that does not exist', { ...finished, status: 'skipped' }, /step\.finished\/status/],
  [
    'a state that does not exist',
    { kind: 'payment.moved', payment: 'p', step: 's', state: 'PAID', facts: {} },
    /\/state/,
  ],
];
for (const [name, json, problem] of refused)
  test(`${name} is refused`, () => {
    const parsed = parseEvent(json);
    assert.ok('problem' in parsed);
    assert.match(parsed.problem, problem);
  });
