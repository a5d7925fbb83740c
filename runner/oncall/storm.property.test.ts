import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Severity } from '../model/checklist.ts';
import type { RunEvent } from '../model/event.ts';
import { accepted, retry } from './testing/channel.ts';
import { openNight, type Night } from './testing/night.ts';
import { finished, runId, taken } from './testing/run.ts';

const page = `${runId}-shop`;
const severities = ['critical', 'major', 'minor'] as const;
const steps: readonly (readonly [string, Severity, string])[] = Array.from({ length: 12 }, (_, index) => [
  `S-${index}`,
  severities[index % 3] ?? 'minor',
  `SEC${index % 4}`,
]);
const closed: RunEvent = {
  kind: 'run.closed',
  by: 'supervisor',
  verdict: 'NO-GO',
  exitCode: 1,
  message: { ko: '', en: '' },
};

type Move =
  | { readonly kind: 'fail' | 'flaky' | 'confirm' | 'known'; readonly step: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'say'; readonly who: 'kim' | 'lee'; readonly answer: 'taken' | 'declined' }
  | { readonly kind: 'resolve' | 'restart' | 'faults' | 'mend' };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('fail', 'flaky', 'confirm', 'known'), step: fc.nat(11) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(0, 500, 9_000, 30_000, 400_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      who: fc.constantFrom('kim', 'lee'),
      answer: fc.constantFrom('taken', 'declined'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('resolve', 'restart', 'faults', 'mend') }) },
);

async function play(night: Night, one: Move, failed: Set<string>): Promise<void> {
  switch (one.kind) {
    case 'pass':
      return void (await night.pass(one.ms));
    case 'restart':
      return night.restart();
    case 'faults':
      for (const channel of Object.values(night.channels))
        channel.answer = (attempt) => (attempt % 2 === 1 ? retry(null) : accepted());
      return;
    case 'mend':
      for (const channel of Object.values(night.channels)) channel.answer = accepted;
      return;
    case 'say':
      if (night.pages().some((event) => event.kind === 'page.opened'))
        await night.say(taken(page, one.who, one.answer));
      return;
    case 'resolve':
      if (night.pages().some((event) => event.kind === 'page.opened'))
        await night.say({
          kind: 'page.changed',
          page,
          change: 'resolved',
          by: 'kim',
          headline: { ko: '', en: '' },
          steps: [],
        });
      return;
    case 'fail':
    case 'flaky':
    case 'confirm':
    case 'known': {
      const [id, severity, section] = steps[one.step] ?? ['', 'minor', ''];
      const again: RunEvent = { kind: 'step.started', section, step: id, attempt: 2 };
      if (one.kind === 'known') return void (await night.happen(finished(section, id, 'known')));
      if (one.kind === 'fail') await night.happen(finished(section, id, 'failed'));
      else
        await night.happen(
          finished(section, id, 'failed'),
          again,
          finished(section, id, one.kind === 'flaky' ? 'flaky' : 'failed', 2),
        );
      if (one.kind !== 'flaky' && severity !== 'minor') failed.add(id);
      if (one.kind === 'flaky') failed.delete(id);
      return;
    }
  }
}

test('whatever happens, no failure is lost and nobody is interrupted twice for one thing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 40 }), async (moves) => {
      const night = openNight({ steps });
      const failed = new Set<string>();
      // A step runs once in a run.
      const played = new Set<number>();
      for (const one of moves) {
        if ('step' in one && played.has(one.step)) continue;
        if ('step' in one) played.add(one.step);
        await play(night, one, failed);
      }
      for (const channel of Object.values(night.channels)) channel.answer = accepted;
      await night.happen(closed);
      await night.pass(20_000);
      const events = night.pages();
      const told = new Set(events.flatMap((event) => ('steps' in event ? event.steps : [])));
      for (const step of failed) assert.ok(told.has(step), `${step} is told`);
      const opened = events.filter((event) => event.kind === 'page.opened');
      const resolved = events.filter((event) => event.kind === 'page.changed' && event.change === 'resolved');
      assert.ok(opened.length <= resolved.length + 1, 'one page at a time');
      const firsts = opened.flatMap((event) => (event.kind === 'page.opened' ? event.steps : []));
      assert.equal(new Set(firsts).size, firsts.length, 'no page is opened for what an earlier one told');
      for (const { page: one } of opened.flatMap((event) => (event.kind === 'page.opened' ? [event] : []))) {
        const worse = events.filter(
          (event) => event.kind === 'page.changed' && event.page === one && event.change === 'worse',
        );
        assert.ok(worse.length <= 1, 'it gets worse once');
      }
      for (const { sent } of Object.values(night.channels)) {
        const firsts = sent
          .filter(({ notice }) => notice.kind === 'page')
          .map(({ notice, to }) => `${notice.dedupKey} ${to.person}`);
        const tries = new Map<string, number>();
        for (const { notice } of sent) tries.set(notice.id, (tries.get(notice.id) ?? 0) + 1);
        for (const [id, count] of tries) {
          const all = sent.filter(({ notice }) => notice.id === id);
          assert.ok(
            all.slice(1).every(({ notice }) => notice.maybeDuplicate),
            `${id} was sent ${count} times and said so`,
          );
        }
        const ids = new Set(sent.filter(({ notice }) => notice.kind === 'page').map(({ notice }) => notice.id));
        assert.equal(ids.size, new Set(firsts).size, 'a person is paged once by a channel');
      }
    }),
    { numRuns: Number(process.env['POSTFLIGHT_PROPERTY_RUNS'] ?? '60') },
  );
});

test('sixty steps that fail at once interrupt each person once, and change messages at most twelve times', async () => {
  const many = Array.from({ length: 60 }, (_, index) => [`M-${index}`, 'critical', `SEC${index % 6}`] as const);
  const night = openNight({ steps: many });
  for (const [step, , section] of many) await night.happen(finished(section, step, 'failed'));
  await night.pass(100_000);
  assert.equal(night.channels.push.sent.length, 1);
  assert.equal(night.channels.mail.sent.length, 1);
  assert.ok(night.channels.chat.sent.length <= 12, `${night.channels.chat.sent.length}`);
  const last = night.pages().findLast((event) => event.kind === 'page.changed');
  assert.equal(last?.kind === 'page.changed' ? last.steps.length : 0, 60);
});

test('a storm of 2,000 failures in 20 runs loses nothing, says nothing twice and stays small', async () => {
  const storms = Array.from({ length: 20 }, () => {
    const many = Array.from({ length: 100 }, (_, index) => [`M-${index}`, 'critical', `SEC${index % 10}`] as const);
    return { many, night: openNight({ steps: many }) };
  });
  for (let index = 0; index < 100; index += 1)
    for (const { many, night } of storms) {
      const [step, , section] = many[index] ?? ['', 'critical', ''];
      await night.happen(finished(section, step, 'failed'));
      if (index % 10 === 0) await night.pass(1_000);
    }
  for (const { night } of storms) {
    await night.pass(20_000);
    const last = night.pages().findLast((event) => event.kind === 'page.changed');
    assert.equal(last?.kind === 'page.changed' ? last.steps.length : 0, 100);
    assert.equal(night.channels.push.sent.length, 1);
    assert.ok(night.pages().length < 60, `${night.pages().length} events for a run`);
  }
});
