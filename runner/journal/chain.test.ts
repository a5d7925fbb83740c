import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { chainStart, hashLine, verifyChain } from './chain.ts';

function makeLines(count: number): readonly string[] {
  const lines: string[] = [];
  let prev = chainStart;
  for (let seq = 1; seq <= count; seq += 1) {
    const event = { kind: 'driver.started', pid: seq };
    const line = JSON.stringify({ runId: '20261122-003012-k3f5q2', seq, at: '2026-11-22T00:30:12.000Z', prev, event });
    lines.push(line);
    prev = hashLine(line);
  }
  return lines;
}

const lines = makeLines(12);
const head = hashLine(lines.at(-1) ?? '');

function brokenLine(changed: readonly string[]): number | null {
  const check = verifyChain(changed, { head });
  return check.ok ? null : check.line;
}

test('an untouched export holds, with or without its head', () => {
  assert.deepEqual(verifyChain(lines, { head }), { ok: true, events: 12, head });
  assert.deepEqual(verifyChain(lines), { ok: true, events: 12, head });
  assert.deepEqual(verifyChain([]), { ok: true, events: 0, head: chainStart });
});

test('any one changed byte of an exported journal is noticed, and the changed line is named', () => {
  const bytes = Buffer.from(lines.join('\n'), 'utf8');
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, difference) => {
      const changed = Buffer.from(bytes);
      changed[place] = (bytes[place] ?? 0) ^ difference;
      const now = changed.toString('utf8').split('\n');
      const line = bytes.subarray(0, place).toString().split('\n').length;
      const found = brokenLine(now);
      assert.ok(found !== null);
      if (now.length === lines.length) assert.equal(found, line);
    }),
    { numRuns: 2000 },
  );
});

test('a line that is missing, doubled or moved is noticed at its place', () => {
  assert.equal(brokenLine(lines.toSpliced(0, 1)), 1);
  assert.equal(brokenLine(lines.toSpliced(5, 1)), 6);
  assert.equal(brokenLine(lines.toSpliced(5, 0, lines[5] ?? '')), 7);
  assert.equal(brokenLine(lines.slice(0, -1)), 11);
  assert.equal(brokenLine([]), 1);
  assert.notEqual(brokenLine([...lines.slice(0, 3), lines[4] ?? '', lines[3] ?? '', ...lines.slice(5)]), null);
});

test('a chain made anew over changed events does not reach the head that the report names', () => {
  const forged = makeLines(11);
  assert.equal(verifyChain(forged).ok, true);
  assert.equal(verifyChain(forged, { head }).ok, false);
});

test('a line of another run is refused even when it is chained', () => {
  const event = { kind: 'driver.started', pid: 13 };
  const alien = JSON.stringify({
    runId: '20261122-003013-k3f5q2',
    seq: 13,
    at: '2026-11-22T00:30:12.000Z',
    prev: head,
    event,
  });
  assert.deepEqual(verifyChain([...lines, alien]), {
    ok: false,
    line: 13,
    problem: { ko: '저널 13번째 줄은 다른 실행의 것입니다.', en: 'Line 13 of the journal belongs to another run.' },
  });
});

test('double keys, spaces, extra keys and other JSON are malformed', () => {
  const first = lines[0] ?? '';
  const forms = [
    first.replace('"seq":1', '"seq":1,"seq":1'),
    first.replace('{', '{ '),
    first.replace('"seq":1', '"seq":1,"extra":1'),
    `${first}\r`,
    'null',
    '[]',
    '',
  ];
  for (const form of forms) assert.equal(brokenLine([form, ...lines.slice(1)]), 1, form);
});

test('what was added to a chain is checked from where the last check ended, and nowhere else', () => {
  for (let known = 1; known < lines.length; known += 1) {
    const after = { events: known, head: hashLine(lines[known - 1] ?? '') };
    const added = lines.slice(known);
    assert.equal(verifyChain(added, { head, after }).ok, true);
    assert.equal(verifyChain(added, { head, after: { ...after, head: chainStart } }).ok, false);
    assert.equal(verifyChain(added, { head, after: { ...after, events: known - 1 } }).ok, false);
    assert.equal(verifyChain(added.slice(1), { after }).ok, added.length === 1);
  }
});
