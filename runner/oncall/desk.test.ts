import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '../model/event.ts';
import { retry } from './testing/channel.ts';
import { openNight } from './testing/night.ts';
import { finished, nightOnCall, runId, startMs, taken } from './testing/run.ts';

const page = `${runId}-shop`;
const closed: RunEvent = {
  kind: 'run.closed',
  by: 'supervisor',
  verdict: 'NO-GO',
  exitCode: 1,
  message: { ko: '', en: '' },
};
const aborting: RunEvent = { kind: 'run.aborting', by: 'SIGINT', message: { ko: '중단', en: 'stopped' } };

test('a critical failure is told at once, in the order that a woken person needs', async () => {
  const night = openNight();
  await night.happen(finished('A', 'A-01', 'failed'));
  const [sent] = night.channels.push.sent;
  assert.equal(sent?.to.person, 'kim');
  assert.equal(sent?.atMs, startMs);
  assert.equal(sent?.notice.headline.ko, '[섹션 A] 고객에게 안 됩니다: 제목 A-01');
  assert.equal(sent?.notice.links.acknowledge, `https://oncall.example/a/${sent?.notice.id}`);
  assert.deepEqual(
    sent?.notice.facts.map(({ label }) => label.en),
    ['What', 'Since', 'Re-checked', 'Expected', 'Observed', 'First thing to do', 'Who else knows', 'Target', 'Run'],
  );
  assert.ok(!JSON.stringify(night.pages()).includes('https://oncall.example/a/'), 'no link is ever kept');
});

test('a failure that is looked at again is told after that, with both times', async () => {
  const night = openNight();
  await night.happen(finished('A', 'A-01', 'failed'), { kind: 'step.started', section: 'A', step: 'A-01', attempt: 2 });
  await night.pass(3_000);
  assert.equal(night.channels.push.sent.length, 0);
  await night.happen(finished('A', 'A-01', 'failed', 2));
  const fact = night.channels.push.sent[0]?.notice.facts.find(({ label }) => label.en === 'Re-checked');
  assert.equal(fact?.value.ko, '1차 00:30:00 실패 → 재확인 00:30:03 실패');
});

test('a second look that does not end is waited for no longer than eight seconds', async () => {
  const night = openNight();
  await night.happen(finished('A', 'A-01', 'failed'), { kind: 'step.started', section: 'A', step: 'A-01', attempt: 2 });
  await night.pass(7_999);
  assert.equal(night.channels.push.sent.length, 0);
  await night.pass(1);
  assert.equal(night.channels.push.sent.length, 1);
  assert.match(JSON.stringify(night.channels.push.sent[0]?.notice.facts), /did not end within 8 s/);
});

test('what passes on its second look wakes nobody', async () => {
  const night = openNight();
  await night.happen(
    finished('A', 'A-01', 'failed'),
    { kind: 'step.started', section: 'A', step: 'A-01', attempt: 2 },
    finished('A', 'A-01', 'flaky', 2),
    closed,
  );
  await night.pass(600_000);
  assert.equal(night.channels.push.sent.length, 0);
  assert.ok(night.isDone());
});

test('a known, waived, blocked, inconclusive or minor step wakes nobody', async () => {
  const night = openNight({
    steps: [
      ['A-01', 'critical', 'A'],
      ['A-02', 'minor', 'A'],
      ['A-03', 'minor', 'A'],
    ],
  });
  for (const status of ['known', 'waived', 'blocked', 'inconclusive', 'not-run'] as const)
    await night.happen(finished('A', 'A-01', status));
  await night.happen(finished('A', 'A-02', 'failed'), finished('A', 'A-03', 'failed'), closed);
  await night.pass(600_000);
  assert.deepEqual(night.pages(), []);
});

test('one major failure waits for a second one or for the end of its section', async () => {
  const steps = [
    ['A-01', 'major', 'A'],
    ['B-01', 'major', 'B'],
  ] as const;
  const alone = openNight({ steps });
  await alone.happen(finished('A', 'A-01', 'failed'));
  assert.equal(alone.channels.push.sent.length, 0);
  await alone.happen({ kind: 'section.finished', section: 'A', durationMs: 1 });
  assert.equal(alone.channels.push.sent.length, 1);

  const both = openNight({ steps });
  await both.happen(finished('A', 'A-01', 'failed'));
  await both.happen(finished('B', 'B-01', 'failed'));
  assert.equal(both.channels.push.sent.length, 1);
  assert.match(both.channels.push.sent[0]?.notice.headline.en ?? '', /and 1 more/);
});

test('a cancelled run wakes nobody, unless money moved', async () => {
  const night = openNight();
  await night.happen(finished('A', 'A-01', 'failed'), aborting);
  await night.pass(600_000);
  assert.equal(night.channels.push.sent.length, 0);
  const message = { ko: '승인됨', en: 'approved' };
  await night.happen({ kind: 'guard.tripped', guard: 'outcome', step: 'A-01', message, money: true });
  assert.equal(night.channels.push.sent[0]?.notice.headline.ko, '돈 문제: 승인됨');
});

test('an error of the tool wakes its owners and not the shop’s people', async () => {
  const night = openNight();
  await night.happen(finished('A', 'A-01', 'tool-error'));
  assert.deepEqual(
    night.channels.push.sent.map(({ to }) => to.person),
    ['tool'],
  );
  assert.match(night.channels.push.sent[0]?.notice.headline.en ?? '', /^The checking tool failed \(not the shop\)/);
});

test('later failures change the message at most every ten seconds and interrupt nobody again', async () => {
  const night = openNight();
  await night.happen(finished('A', 'A-01', 'failed'));
  await night.happen(finished('B', 'B-01', 'failed'));
  assert.equal(night.channels.chat.sent.length, 1);
  await night.pass(10_000);
  assert.equal(night.channels.push.sent.length, 1);
  assert.deepEqual(
    night.channels.chat.sent.map(({ notice, updates, atMs }) => [notice.kind, updates, atMs - startMs]),
    [
      ['page', null, 0],
      ['update', 'p1', 10_000],
    ],
  );
  assert.equal(night.channels.mail.sent.length, 1, 'a mail cannot be changed, and another one helps nobody');
});

test('whoever has it is interrupted once more when it gets worse, and only once', async () => {
  const night = openNight({ steps: ['A', 'B', 'C', 'D'].map((section) => [`${section}-01`, 'critical', section]) });
  await night.happen(finished('A', 'A-01', 'failed'));
  await night.say(taken(page));
  await night.happen(finished('B', 'B-01', 'failed'));
  await night.happen(finished('C', 'C-01', 'failed'));
  await night.pass(60_000);
  await night.happen(finished('D', 'D-01', 'failed'));
  await night.pass(60_000);
  assert.deepEqual(
    night.channels.push.sent.map(({ notice, to }) => [notice.kind, to.person, notice.dedupKey]),
    [
      ['page', 'kim', page],
      ['worse', 'kim', `${page}:worse1`],
    ],
  );
  const steps = night.pages().flatMap((event) => (event.kind === 'page.changed' ? [event.steps.length] : []));
  assert.equal(steps.at(-1), 4, 'nothing is lost');
});

test('a lesser page that becomes critical wakes who was left to sleep', async () => {
  const quiet = { from: '22:00', until: '07:00' };
  const base = nightOnCall();
  const onCall = { ...base, people: base.people.map((person) => ({ ...person, quiet })) };
  const steps = [
    ['A-01', 'major', 'A'],
    ['A-02', 'major', 'A'],
    ['B-01', 'critical', 'B'],
  ] as const;
  const night = openNight({ onCall, steps });
  await night.happen(finished('A', 'A-01', 'failed'), finished('A', 'A-02', 'failed'));
  await night.pass(60_000);
  assert.equal(night.channels.push.sent.length, 0);
  assert.equal(night.channels.mail.sent.length, 1);
  await night.happen(finished('B', 'B-01', 'failed'));
  assert.deepEqual(
    night.channels.push.sent.map(({ to }) => to.person),
    ['kim'],
  );
});

test('a resolved page tells everybody who was told, and the desk is done', async () => {
  const night = openNight();
  await night.happen(finished('A', 'A-01', 'failed'), closed);
  assert.equal(night.isDone(), false);
  await night.say({
    kind: 'page.changed',
    page,
    change: 'resolved',
    by: 'kim',
    headline: { ko: '끝', en: 'over' },
    steps: ['A-01'],
  });
  assert.deepEqual(
    night.channels.mail.sent.map(({ notice }) => notice.kind),
    ['page', 'resolved'],
  );
  assert.ok(night.isDone());
});

test('what fails after a page was resolved is a page of its own', async () => {
  const night = openNight();
  await night.happen(finished('A', 'A-01', 'failed'));
  await night.say({
    kind: 'page.changed',
    page,
    change: 'resolved',
    by: 'kim',
    headline: { ko: '', en: '' },
    steps: [],
  });
  await night.happen(finished('B', 'B-01', 'failed'));
  assert.deepEqual(
    night.pages().flatMap((event) => (event.kind === 'page.opened' ? [event.page, event.steps] : [])),
    [page, ['A-01'], `${page}-2`, ['B-01']],
  );
});

test('a send that fails is made again as planned, and is not made when somebody has it by then', async () => {
  const night = openNight();
  night.channels.push.answer = () => retry();
  await night.happen(finished('A', 'A-01', 'failed'));
  await night.pass(20_000);
  const times = night.channels.push.sent.map(({ atMs }) => atMs - startMs);
  assert.deepEqual(times, [0, 2_000, 7_000, 17_000]);
  assert.deepEqual(new Set(night.channels.push.sent.map(({ notice }) => notice.id)).size, 1);
  await night.say(taken(page, 'lee'));
  await night.pass(600_000);
  assert.equal(night.channels.push.sent.length, 4);
});

test('a provider that asks to wait is waited for', async () => {
  const night = openNight();
  night.channels.push.answer = (attempt) =>
    attempt === 1 ? retry(429, 9_000) : { kind: 'accepted', httpStatus: 202, providerId: null, answer: '' };
  await night.happen(finished('A', 'A-01', 'failed'));
  await night.pass(10_000);
  assert.deepEqual(
    night.channels.push.sent.map(({ atMs }) => atMs - startMs),
    [0, 9_000],
  );
});

test('what we say of a try ourselves is kept in both languages', async () => {
  const night = openNight();
  const words = { ko: '이 컴퓨터의 호출함에 남김', en: 'kept in the inbox of this machine' };
  night.channels.push.answer = (attempt) =>
    attempt === 1 ? retry(null, 0) : { kind: 'accepted', httpStatus: null, providerId: null, answer: words.en, words };
  await night.happen(finished('A', 'A-01', 'failed'));
  await night.pass(10_000);
  const said = night
    .pages()
    .flatMap((event) => (event.kind === 'notice.tried' && event.words !== undefined ? [event.words] : []));
  assert.deepEqual(said.slice(0, 1), [{ ko: '안 됨', en: 'no' }]);
  assert.ok(said.some(({ ko }) => ko === words.ko));
});
