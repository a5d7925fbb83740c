import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RunEvent } from '../model/event.ts';
import { statusDue } from './outage.ts';
import { openNight } from './testing/night.ts';
import { finished, nightOnCall, startMs } from './testing/run.ts';

const minuteMs = 60_000;
const audience = [{ who: 'all', by: ['mail'] }];
const onCall = nightOnCall({
  audience,
  lossPerMinuteKrw: 1_200_000n,
  statusEveryMs: 5 * minuteMs,
  ladder: [],
  secondPath: { acceptedWithinMs: 30_000, acknowledgedWithinMs: 300_000, notify: [] },
});
const steps = ['A-01', 'A-02', 'A-03', 'A-04'].map((id) => [id, 'critical', 'A'] as const);

function unreachable(step: string): RunEvent {
  const event = finished('A', step, 'failed');
  assert.ok(event.kind === 'step.finished');
  const problems = [
    { method: 'GET', url: 'https://shop.example/', status: null, error: 'net::ERR_CONNECTION_REFUSED' },
  ];
  return { ...event, network: { ...event.network, problems } };
}

const down = [unreachable('A-01'), unreachable('A-02'), unreachable('A-03')];

function nightOf() {
  const night = openNight({ onCall, steps });
  const mails = () =>
    night.channels.mail.sent.map(({ atMs, notice }) => ({
      minute: Math.floor((atMs - startMs) / minuteMs),
      ...notice,
    }));
  return { ...night, mails };
}

test('three steps in a row without an answer: one page, and the wider list is told at once and then at a steady rhythm', async () => {
  const night = nightOf();
  await night.happen(...down);
  await night.pass(12 * minuteMs);
  const pages = night.pages().filter(({ kind }) => kind === 'page.opened');
  assert.equal(pages.length, 1);
  const statuses = night.mails().filter(({ kind }) => kind === 'status');
  assert.deepEqual([...new Set(statuses.map(({ minute }) => minute))], [0, 5, 10]);
  assert.equal(statuses.length, 3 * onCall.people.length);
  const last = statuses.at(-1);
  assert.equal(last?.headline.ko, '하늘홈쇼핑 접속 불가 10분째');
  const facts = Object.fromEntries((last?.facts ?? []).map(({ label, value }) => [label.en, value.en]));
  assert.equal(facts['Estimated loss'], 'about 12,000,000원');
  assert.equal(facts['Next update'], '2026-11-22 00:45:00 KST (+09:00)');
  assert.match(facts['Being done'] ?? '', /Nobody has it/);
  assert.ok(night.mails().every(({ links }) => links.acknowledge === null));
});

test('what whoever has it is doing stands in the next update; it is over on a person’s word, told once', async () => {
  const night = nightOf();
  await night.happen(...down);
  const page = night.pages().flatMap((event) => (event.kind === 'page.opened' ? [event] : []))[0];
  assert.ok(page !== undefined);
  const doing = { answer: 'taken', to: null, note: '서버팀이 DDoS 차단 중' } as const;
  await night.say({ kind: 'page.acknowledged', page: page.page, person: 'kim', name: 'KIM', method: 'link', ...doing });
  await night.pass(5 * minuteMs);
  const update = night.mails().at(-1);
  assert.ok(update?.facts.some(({ value }) => value.ko === 'KIM: 서버팀이 DDoS 차단 중'));
  await night.say({
    kind: 'page.changed',
    page: page.page,
    change: 'resolved',
    by: '김하나',
    headline: page.headline,
    steps: [],
  });
  await night.pass(30 * minuteMs);
  const over = night.mails().filter(({ kind, dedupKey }) => kind === 'resolved' && dedupKey.endsWith(':status'));
  assert.equal(over.length, onCall.people.length);
  assert.equal(over[0]?.headline.ko, '하늘홈쇼핑: 김하나 님이 해결되었다고 했습니다 (5분 만에)');
});

test('a passing check ends it too; the end of the run does not', async () => {
  const night = nightOf();
  await night.happen(...down);
  await night.pass(6 * minuteMs);
  const before = night.mails().length;
  await night.happen(finished('A', 'A-04', 'passed'));
  await night.pass(30 * minuteMs);
  const after = night
    .mails()
    .slice(before)
    .filter(({ dedupKey }) => dedupKey.endsWith(':status'));
  assert.deepEqual([...new Set(after.map(({ headline }) => headline.ko))], ['하늘홈쇼핑에 다시 접속됩니다 (6분 만에)']);
  const other = nightOf();
  await other.happen(...down, {
    kind: 'run.closed',
    by: 'supervisor',
    verdict: 'NO-GO',
    exitCode: 1,
    message: { ko: '', en: '' },
  });
  await other.pass(11 * minuteMs);
  assert.deepEqual(
    [
      ...new Set(
        other
          .mails()
          .filter(({ kind }) => kind === 'status')
          .map(({ minute }) => minute),
      ),
    ],
    [0, 5, 10],
  );
});

test('a step that fails for its own reasons, or a third party that does not answer, is no outage', async () => {
  const night = nightOf();
  const foreign = unreachable('A-03');
  assert.ok(foreign.kind === 'step.finished');
  const problems = foreign.network.problems.map((one) => ({ ...one, url: 'https://ads.example/' }));
  await night.happen(...down.slice(0, 2), { ...foreign, network: { ...foreign.network, problems } });
  await night.happen(finished('A', 'A-04', 'failed'), unreachable('A-02'), unreachable('A-02'));
  await night.pass(20 * minuteMs);
  assert.deepEqual(
    night.mails().filter(({ kind }) => kind === 'status'),
    [],
  );
});

test('after a pause only the newest update is sent, and a start after a crash sends none twice', async () => {
  const night = nightOf();
  await night.happen(...down);
  night.restart();
  await night.pass(0);
  assert.equal(night.mails().filter(({ kind }) => kind === 'status').length, onCall.people.length);
});

test('whenever it is asked, an update is due at most once in its time, and the next look lies ahead', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 * minuteMs }), { maxLength: 30 }), (waits) => {
      const queued = new Set<string>();
      let nowMs = startMs;
      for (const wait of waits) {
        nowMs += wait;
        const telling = {
          onCall,
          runId: 'r',
          target: { id: 's', title: 's' },
          outage: { sinceMs: startMs, upMs: null },
          page: null,
          nowMs,
        };
        const due = statusDue({ ...telling, isQueued: (id) => queued.has(id) });
        for (const { notice } of due.statuses) queued.add(notice.id);
        assert.ok(due.nextMs !== null && due.nextMs > nowMs && due.nextMs <= nowMs + onCall.statusEveryMs);
        assert.deepEqual(statusDue({ ...telling, isQueued: (id) => queued.has(id) }).statuses, []);
      }
      const rounds = Math.floor((nowMs - startMs) / onCall.statusEveryMs) + 1;
      assert.ok(queued.size <= rounds * onCall.people.length);
    }),
  );
});

test('signs of life leave once at the start and once at the end, to a service that is nobody’s address', async () => {
  const people = onCall.people.map((one) => ({ ...one, addresses: { mail: `${one.id}@mail` } }));
  const beating = nightOnCall({ people, heartbeats: [{ channel: 'chat', on: ['start', 'end'] }] });
  const night = openNight({ onCall: beating, steps });
  await night.pass(minuteMs);
  night.restart();
  await night.happen({ kind: 'run.closed', by: 'supervisor', verdict: 'GO', exitCode: 0, message: { ko: '', en: '' } });
  await night.pass(minuteMs);
  assert.deepEqual(
    night.channels.chat.sent.map(({ notice }) => notice.dedupKey.split(':').at(-1)),
    ['start', 'end'],
  );
  assert.deepEqual(
    night.channels.chat.sent.map(({ to }) => to.person),
    ['-', '-'],
  );
  assert.ok(night.isDone());
});
