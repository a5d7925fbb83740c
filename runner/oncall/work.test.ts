import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onCallStream } from '../model/oncall.ts';
import { fakeChannel } from './testing/channel.ts';
import { nightJournal } from './testing/journal.ts';
import { nightOnCall, plannedRun, runId, startMs, taken } from './testing/run.ts';
import { workOnCall } from './work.ts';

test('a run whose process is gone wakes the owners of the tool before the work is over', async () => {
  let nowMs = startMs;
  // Half a second goes by at every look, so that nothing waits in earnest.
  const now = (): number => (nowMs += 500);
  const journal = nightJournal(() => nowMs);
  journal.append(runId, plannedRun([['A-01', 'critical', 'A']]));
  const push = fakeChannel('push', () => nowMs);
  const stream = onCallStream(runId);
  push.answer = () => {
    const page = journal.events(stream).flatMap(({ event }) => (event.kind === 'page.opened' ? [event.page] : []))[0];
    if (page !== undefined) journal.append(stream, taken(page, 'tool'));
    return { kind: 'accepted', httpStatus: 202, providerId: 'p', answer: '' };
  };
  await workOnCall({
    journal,
    clock: { now, elapsed: now },
    runId,
    onCall: nightOnCall(),
    target: { id: 'shop', title: '하늘홈쇼핑' },
    channels: new Map([['push', push]]),
    link: () => null,
    random: () => 0.5,
    isRunAlive: () => false,
    ending: new AbortController().signal,
    limitMs: 60_000,
    pid: 1,
    onPage: () => undefined,
  });
  assert.deepEqual(
    push.sent.map(({ to, notice }) => [to.person, notice.kind]),
    [['tool', 'page']],
  );
});
