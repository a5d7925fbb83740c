import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '../../base/clock.ts';
import { createHider } from './hide.ts';
import type { HttpAnswer } from './http.ts';
import { at, judgeAnswer, type Judging } from './judge.ts';

const clock: Clock = { now: () => Date.parse('2026-11-21T15:41:12.000Z'), elapsed: () => 0 };
const hide = createHider(() => [])(null, null);

function answer(status: number, body: string, retryAfter: string | null = null): HttpAnswer {
  let json: unknown;
  if (body.startsWith('{')) json = JSON.parse(body);
  return { kind: 'answered', status, retryAfter, body, json };
}

function judged(given: HttpAnswer, judging: Partial<Judging> = {}) {
  return judgeAnswer(given, { success: [], idFrom: null, ...judging }, hide, clock);
}

test('the value at a path is found, and nothing that is not there', () => {
  const json = { a: { b: [{ c: 7 }], 'd-e': 0 }, ok: true };
  const rows: readonly (readonly [string, unknown])[] = [
    ['$.a.b[0].c', 7],
    ['a.b[0].c', 7],
    ['$.ok', true],
    ['a.d-e', 0],
    ['$.a.b[1].c', undefined],
    ['$.a.b.c', undefined],
    ['$.constructor', undefined],
    ['$.a.__proto__', undefined],
    ['$', json],
  ];
  for (const [path, wanted] of rows) assert.deepEqual(at(json, path), wanted, path);
  assert.equal(at(undefined, '$.a'), undefined);
});

test('a no inside a 200 is a no; one that passes is tried again; what is not theirs decides nothing', () => {
  const slack: Partial<Judging> = {
    success: [{ path: '$.ok', equals: true }],
    passing: ['ratelimited'],
    idFrom: '$.ts',
  };
  assert.equal(judged(answer(200, '{"ok":true,"ts":"1.2"}'), slack).kind, 'accepted');
  assert.equal(judged(answer(200, '{"ok":false,"error":"invalid_auth"}'), slack).kind, 'refused');
  assert.equal(judged(answer(200, '{"ok":false,"error":"ratelimited"}'), slack).kind, 'retry');
  assert.equal(judged(answer(200, '<html>'), slack).kind, 'retry');
  const aligo: Partial<Judging> = { success: [{ path: '$.code', equals: 0 }] };
  assert.equal(judged(answer(200, '{"code":"0"}'), aligo).kind, 'accepted');
  assert.equal(judged(answer(200, '{"code":-99}'), aligo).kind, 'refused');
  assert.equal(judged(answer(200, '{"code":[0]}'), aligo).kind, 'refused');
});

test('what was done already is done', () => {
  const telegram: Partial<Judging> = {
    success: [{ path: '$.ok', equals: true }],
    alreadyDone: /message is not modified/,
  };
  const body = '{"ok":false,"description":"Bad Request: message is not modified"}';
  assert.equal(judged(answer(400, body), telegram).kind, 'accepted');
  assert.equal(judged(answer(400, '{"ok":false,"description":"chat not found"}'), telegram).kind, 'refused');
  assert.equal(judged(answer(409, ''), { alsoFine: [409] }).kind, 'accepted');
});

test('a provider is waited for as long as it asks, within reason', () => {
  const wait = (given: HttpAnswer, from?: string) => {
    const delivery = judged(given, from === undefined ? {} : { retryAfterFrom: from });
    return delivery.kind === 'retry' ? delivery.retryAfterMs : delivery.kind;
  };
  assert.equal(wait(answer(429, '', '30')), 30_000);
  assert.equal(wait(answer(503, '', 'Sat, 21 Nov 2026 15:41:22 GMT')), 10_000);
  assert.equal(wait(answer(503, '', 'Sat, 21 Nov 2026 15:00:00 GMT')), 0);
  assert.equal(wait(answer(429, '{"parameters":{"retry_after":3.2}}'), '$.parameters.retry_after'), 3_200);
  assert.equal(wait(answer(429, '', '99999999')), 3_600_000);
  assert.equal(wait(answer(429, '', '-5')), null);
});
