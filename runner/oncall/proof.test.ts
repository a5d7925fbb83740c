import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OnCallEvent } from '../model/oncall.ts';
import { proofEvent, proveChannels, readOverride, wakingChannels, youngProofs } from './proof.ts';
import { accepted, fakeChannel, retry } from './testing/channel.ts';
import { nightJournal } from './testing/journal.ts';
import { nightOnCall, startMs } from './testing/run.ts';

const onCall = nightOnCall({ provenWithinMs: 60_000 });
const now = (): number => startMs;

test('every channel that ever wakes anybody must be proven: ladder, second path, owners of the tool', () => {
  assert.deepEqual(wakingChannels(onCall), ['push', 'mail', 'chat', 'voice']);
  const narrow = nightOnCall({ ladder: [], secondPath: { ...onCall.secondPath, notify: [] } });
  assert.deepEqual(wakingChannels(narrow), ['push']);
});

test('a proof counts while it is young, held, and its channel is set as it was', () => {
  let nowMs = startMs;
  const journal = nightJournal(() => nowMs);
  const write = (event: OnCallEvent): unknown => journal.append('oncall:standing', event);
  const names = (ms = nowMs, of = onCall): readonly string[] =>
    youngProofs(of, journal.events('oncall:standing'), ms).map(({ channel }) => channel);
  const good = { channel: 'push', result: 'accepted', detail: { ko: '', en: '' }, provenAt: null } as const;
  write(proofEvent(onCall, good, 'test'));
  assert.deepEqual(names(), ['push']);
  assert.deepEqual([names(startMs + 59_999), names(startMs + 60_000)], [['push'], []]);
  assert.deepEqual(names(startMs - 1), [], 'a clock that was set back proves nothing');
  const changed = nightOnCall({ channels: [{ id: 'push', kind: 'fake', settings: { url: 'other' } }] });
  assert.deepEqual(names(startMs, changed), []);
  nowMs += 1;
  write(proofEvent(onCall, { ...good, result: 'retry' }, 'preflight'));
  assert.deepEqual(names(), [], 'what failed since is not proven');
});

test('channels are proven side by side; one that hangs, throws or cannot be opened names itself and holds up nobody', async () => {
  const push = fakeChannel('push', now);
  const late = { ...fakeChannel('mail', now), prove: () => new Promise<never>(() => undefined) };
  const broken = { ...fakeChannel('chat', now), prove: () => Promise.reject(new Error('no socket')) };
  const busy = { ...fakeChannel('voice', now), prove: () => Promise.resolve(retry(503)) };
  const channels = new Map([push, late, broken, busy].map((one) => [one.id, one]));
  const problems = [{ channel: 'sms', why: { ko: '키가 없습니다', en: 'no key' } }];
  const proofs = await proveChannels(['push', 'mail', 'chat', 'voice', 'sms', 'gone'], { channels, problems }, 50);
  assert.deepEqual(
    proofs.map(({ channel, result }) => [channel, result]),
    [
      ['push', 'accepted'],
      ['mail', 'retry'],
      ['chat', 'refused'],
      ['voice', 'retry'],
      ['sms', 'refused'],
      ['gone', 'refused'],
    ],
  );
  assert.match(proofs[2]?.detail.en ?? '', /no socket/);
  assert.equal(proofs[4]?.detail.ko, '키가 없습니다');
  assert.equal(accepted().kind, 'accepted');
});

test('an override needs a name and a reason', () => {
  assert.deepEqual(readOverride('김하나: 슬랙 점검 중: 전화로 연락'), {
    person: '김하나',
    reason: '슬랙 점검 중: 전화로 연락',
  });
  for (const wish of ['', ':', '김하나', '김하나:', ': 까닭', '  :  ']) assert.equal(readOverride(wish), null, wish);
});
