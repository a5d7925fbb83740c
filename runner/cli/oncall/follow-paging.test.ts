import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onCallStream, type OnCallEvent } from '../../model/oncall.ts';
import { nightJournal } from '../../oncall/testing/journal.ts';
import { nightOnCall, runId, startMs } from '../../oncall/testing/run.ts';
import { openTerminal } from '../terminal.ts';
import { followPaging } from './follow-paging.ts';

function open() {
  let nowMs = startMs;
  const clock = { now: () => nowMs, elapsed: () => nowMs };
  const journal = nightJournal(clock.now);
  const [lines, complaints]: [string[], string[]] = [[], []];
  const terminal = {
    ...openTerminal({ language: 'ko', color: false }, {}),
    line: (text = '') => void lines.push(text),
    complain: (text: string | { readonly ko: string }) =>
      void complaints.push(typeof text === 'string' ? text : text.ko),
  };
  const paging = followPaging({ journal, terminal, stream: runId, onCall: nightOnCall(), clock });
  return {
    lines,
    complaints,
    paging,
    say: (event: OnCallEvent) => journal.append(onCallStream(runId), event),
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

const page: OnCallEvent = {
  kind: 'page.opened',
  page: 'p',
  key: 'shop',
  severity: 'critical',
  headline: { ko: '[검색] 고객에게 안 됩니다', en: 'broken' },
  steps: ['A-01'],
  since: new Date(startMs).toISOString(),
};
const queued: OnCallEvent = {
  kind: 'notice.queued',
  notice: 'n1',
  page: 'p',
  noticeKind: 'page',
  person: 'kim',
  channel: 'push',
  maskedAddress: 'k…',
  path: 'first',
  body: '{}',
};
const tried = (result: 'accepted' | 'refused'): OnCallEvent => ({
  kind: 'notice.tried',
  notice: 'n1',
  attempt: 1,
  result,
  httpStatus: 202,
  providerId: null,
  answer: 'ok',
  nextAt: null,
});

test('a page that was accepted and not acknowledged ends with the phone numbers', () => {
  const night = open();
  for (const event of [page, queued, tried('accepted')]) night.say(event);
  night.paging.end();
  assert.deepEqual(night.lines, [
    '  ☎ 호출: [검색] 고객에게 안 됩니다',
    '  ☎ → KIM: push이(가) 접수함 00:30:00 (아직 확인 아님)',
  ]);
  assert.match(night.complaints[0] ?? '', /아직 아무도 확인하지 않았습니다/);
  assert.match(night.complaints.join('\n'), /KIM 010-0000-0000/);
});

test('nothing accepted within thirty seconds is told as a failed page, with a bell', () => {
  const night = open();
  night.say(page);
  night.pass(30_000);
  night.paging.end();
  assert.ok(night.complaints[0]?.startsWith('\u0007☎ 호출 실패: 30초 동안 어느 채널도 접수하지 않았습니다'));
});

test('somebody who has it leaves nothing to complain of', () => {
  const night = open();
  for (const event of [page, queued, tried('accepted')]) night.say(event);
  const taken = { page: 'p', person: 'kim', name: 'KIM', answer: 'taken', to: null, note: '' } as const;
  night.say({ kind: 'page.acknowledged', method: 'by-voice', ...taken });
  night.paging.end();
  assert.deepEqual(night.complaints, []);
  assert.match(night.lines.at(-1) ?? '', /✓ KIM 맡음 00:30:00 \(by-voice\)/);
});

test('a run that paged nobody waits for nothing', async () => {
  const night = open();
  await night.paging.answered();
  night.paging.end();
  assert.deepEqual([night.lines, night.complaints], [[], []]);
});
