import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceFile, finished } from '../../tests/golden/report/run-events.ts';
import type { Evidence } from '../model/event.ts';
import { parseEvent } from '../model/parse-event.ts';
import { sheets } from './screenshot.ts';

const picture = (attempt: number, alarming: boolean, caption = '가격: 4번 중 2번 읽을 수 없음'): Evidence => ({
  kind: 'picture',
  label: 'amounts',
  caption: { ko: caption, en: caption },
  alarming,
  file: evidenceFile(`evidence/AMNT-01/${attempt}-amounts${alarming ? '' : '-2'}.png`),
  width: 664,
  height: 882,
  attempt,
});
const shown = (evidence: readonly Evidence[], which: 'alarming' | 'all'): string =>
  sheets({ evidence }, which)?.toString() ?? '';

test('the sheets of the last attempt are shown, what is wrong first', () => {
  const evidence = [picture(1, true), picture(2, false), picture(2, true)];
  const all = shown(evidence, 'all');
  assert.ok(all.indexOf('2-amounts.png') < all.indexOf('2-amounts-2.png'));
  assert.ok(!all.includes('1-amounts'));
  assert.ok(!shown(evidence, 'alarming').includes('2-amounts-2.png'));
  assert.equal(shown([picture(1, false)], 'alarming'), '');
  assert.equal(shown([], 'all'), '');
});

test('a caption is text, and a file outside of the report is not shown', () => {
  const hostile = shown([picture(1, true, '<img src=x onerror=alert(1)>"')], 'all');
  assert.ok(!hostile.includes('<img src=x'));
  const outside: Evidence = {
    kind: 'picture',
    label: 'amounts',
    caption: { ko: '밖', en: 'outside' },
    alarming: true,
    file: evidenceFile('../secret.png'),
    width: 1,
    height: 1,
    attempt: 1,
  };
  assert.equal(shown([outside], 'all'), '');
});

test('an event with such a picture is read back as it was written', () => {
  const event = finished('AMNT', 'AMNT-01', { status: 'failed', evidence: [picture(1, true)] });
  assert.deepEqual(parseEvent(JSON.parse(JSON.stringify(event))), { event });
});
