import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retry } from './testing/channel.ts';
import { openNight, type Night } from './testing/night.ts';
import { finished, nightOnCall, runId, startMs, taken } from './testing/run.ts';

const page = `${runId}-shop`;
const minute = 60_000;

function calls(night: Night): readonly string[] {
  return Object.values(night.channels)
    .flatMap(({ sent }) => sent)
    .filter(({ notice }) => notice.kind === 'page' || notice.kind === 'escalation')
    .sort((one, other) => one.atMs - other.atMs)
    .map(({ atMs, to, notice }) => `${(atMs - startMs) / 1_000}s ${to.person} ${channelOf(night, notice.id)}`);
}

function channelOf(night: Night, id: string): string {
  return Object.values(night.channels).find(({ sent }) => sent.some(({ notice }) => notice.id === id))?.id ?? '';
}

async function failed(night: Night = openNight()): Promise<Night> {
  await night.happen(finished('A', 'A-01', 'failed'));
  return night;
}

test('nobody answers: rung by rung, the second path after five minutes, three rounds, then silence', async () => {
  const night = await failed();
  await night.pass(120 * minute);
  assert.deepEqual(calls(night), [
    '0s kim push',
    '0s kim mail',
    '0s kim chat',
    '180s lee push',
    '300s lee voice',
    '360s park push',
    '660s kim push',
    '660s kim mail',
    '660s kim chat',
    '840s lee push',
    '1020s park push',
    '1320s kim push',
    '1320s kim mail',
    '1320s kim chat',
    '1500s lee push',
    '1680s park push',
  ]);
});

test('nothing is accepted: the second path begins after thirty seconds', async () => {
  const night = openNight();
  for (const channel of [night.channels.push, night.channels.mail, night.channels.chat]) channel.answer = () => retry();
  await failed(night);
  await night.pass(29_999);
  assert.equal(night.channels.voice.sent.length, 0);
  await night.pass(1);
  assert.deepEqual(
    night.channels.voice.sent.map(({ to }) => to.person),
    ['lee'],
  );
  await night.pass(10 * minute);
  assert.equal(night.channels.voice.sent.length, 1, 'the second path is walked once');
});

test('whoever acknowledges ends the calling, and later rungs are never called', async () => {
  const night = await failed();
  await night.pass(2 * minute);
  await night.say(taken(page));
  await night.pass(25 * minute);
  assert.deepEqual(calls(night), ['0s kim push', '0s kim mail', '0s kim chat']);
});

test('"I cannot take it" calls the next one at once and does not call the same one again in this round', async () => {
  const night = await failed();
  await night.pass(10_000);
  await night.say(taken(page, 'kim', 'declined'));
  await night.pass(5 * minute);
  assert.deepEqual(calls(night).slice(3), ['10s lee push', '190s park push', '300s lee voice']);
});

test('two who decline one after the other reach the third within a moment', async () => {
  const night = await failed();
  await night.say(taken(page, 'kim', 'declined'));
  await night.pass(5_000);
  await night.say(taken(page, 'lee', 'declined'));
  assert.deepEqual(
    night.channels.push.sent.map(({ to, atMs }) => `${(atMs - startMs) / 1_000}s ${to.person}`),
    ['0s kim', '0s lee', '5s park'],
  );
});

test('a page that is handed over calls the named one by every way, and then goes on', async () => {
  const night = await failed();
  await night.say(taken(page));
  await night.pass(minute);
  await night.say(taken(page, 'kim', 'handed-over', 'park'));
  await night.pass(3 * minute);
  assert.deepEqual(calls(night).slice(3), [
    '60s park push',
    '60s park mail',
    '60s park chat',
    '60s park voice',
    '240s lee push',
  ]);
});

test('a hold runs out after thirty minutes without another word, and the ladder goes on', async () => {
  const night = await failed();
  await night.say(taken(page));
  await night.pass(30 * minute - 1);
  assert.equal(night.channels.push.sent.length, 1);
  await night.pass(1);
  assert.equal(night.channels.push.sent.length, 2);
  assert.ok(night.pages().some((event) => event.kind === 'page.changed' && event.change === 'expired'));
});

test('saying it again holds on for another thirty minutes', async () => {
  const night = await failed();
  await night.say(taken(page));
  await night.pass(20 * minute);
  await night.say(taken(page));
  await night.pass(29 * minute);
  assert.equal(night.channels.push.sent.length, 1);
});

test('a provider’s ladder is only watched: one message to it, ours when nobody has it after five minutes', async () => {
  const night = await failed(openNight({ onCall: nightOnCall({ ladderOwner: { channel: 'push' } }) }));
  await night.pass(6 * minute);
  assert.deepEqual(calls(night), ['0s kim push', '0s kim mail', '0s kim chat', '300s lee voice']);
});

test('the rota of the day says who it is, also in a night between two shifts', async () => {
  const shifts = [
    { from: '2026-11-16', person: 'kim' },
    { from: '2026-11-22', person: 'lee' },
    { from: '2026-11-23', person: 'park' },
  ];
  const ladder = [{ afterMs: 0, notify: [{ who: 'rota:shop', by: ['push'] }] }];
  const night = await failed(openNight({ onCall: nightOnCall({ rotas: [{ id: 'shop', shifts }], ladder }) }));
  // 15:30 UTC on the 21st is the 22nd in Korea.
  assert.deepEqual(calls(night), ['0s lee push']);
});

test('after a pause a person is called once for everything that was missed', async () => {
  const night = await failed();
  night.restart();
  await night.pass(0);
  const before = calls(night).length;
  // The machine was off: no look happened for half an hour.
  night.sleep(12 * minute);
  await night.settle();
  const later = calls(night).slice(before);
  assert.deepEqual(new Set(later).size, later.length);
  assert.deepEqual(
    new Set(later),
    new Set(['720s kim push', '720s kim mail', '720s kim chat', '720s lee push', '720s lee voice', '720s park push']),
  );
});

test('a start after a crash goes on where the other one was, and says nothing twice', async () => {
  const night = await failed();
  night.restart();
  await night.settle();
  await night.pass(179_000);
  night.restart();
  await night.pass(2_000);
  assert.deepEqual(calls(night), ['0s kim push', '0s kim mail', '0s kim chat', '180s lee push']);
});

for (const [name, answer] of [
  ['503', () => retry(503)],
  ['429 without a time', () => retry(429)],
  ['a wrong key', () => ({ kind: 'refused', httpStatus: 401, why: { ko: '', en: 'key' } }) as const],
  ['a reset connection', () => retry(null)],
] as const)
  test(`the first channel answers with ${name}: somebody is reached by the second path within 30 s`, async () => {
    const night = openNight();
    for (const channel of [night.channels.push, night.channels.mail, night.channels.chat]) channel.answer = answer;
    await failed(night);
    await night.pass(30_000);
    assert.equal(night.channels.voice.sent[0]?.atMs, startMs + 30_000);
    assert.equal(night.channels.voice.sent[0]?.notice.kind, 'escalation');
  });
