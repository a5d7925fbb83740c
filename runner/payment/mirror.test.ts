import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { moneyBench, type MoneyBench } from '../../tests/kit/money-bench.ts';
import { hashLine } from '../journal/chain.ts';
import { Blocked } from '../model/trouble.ts';
import { readMirrorLine } from './mirror-line.ts';
import { openMirror } from './mirror.ts';
import { paymentRecords } from './records.ts';
import { lostStream } from './mirror-union.ts';
import { moveBeforePress } from './write.ts';

/** A bench whose target mirrors into a folder of its own. */
function mirrored(t: TestContext): { bench: MoneyBench; folder: string; file: string } {
  const probe = moneyBench(t);
  const folder = join(probe.folder, 'second-disk');
  mkdirSync(folder);
  const bench = moneyBench(t, { mirror: { kind: 'folder', place: folder } });
  bench.open();
  return { bench, folder, file: join(folder, 'postflight-demo.jsonl') };
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n');
}

test("every payment record stands in the second place with the journal's own number, time and hash", async (t) => {
  const { bench, file } = mirrored(t);
  await bench.go('pay-1', ['PLANNED', 'INTENT', 'CLICKED']);
  bench.book.halt({ cause: 'x', runId: null, payment: null, message: { ko: '경보', en: 'alarm' } });
  await bench.go('pay-1', [['SEEN_UNKNOWN', { screen: 'unknown' }]]);
  const lines = linesOf(file).map((line) => readMirrorLine(line)?.stored);
  const journal = [...bench.journal.events(bench.runId), ...bench.book.events()];
  for (const stored of lines) {
    assert.ok(stored !== undefined);
    assert.equal(hashLine(stored.line), stored.hash);
    assert.ok(
      journal.some(({ hash, seq, runId }) => hash === stored.hash && seq === stored.seq && runId === stored.runId),
    );
  }
  const kinds = lines.map((stored) =>
    stored?.event.kind === 'payment.moved' ? stored.event.state : stored?.event.kind,
  );
  assert.deepEqual(
    new Set(kinds),
    new Set(['CLICKED', 'INTENT', 'PLANNED', 'SEEN_UNKNOWN', 'money.halted', 'money.reserved']),
  );
});

test('a second place that is gone keeps the press from happening, and says so', async (t) => {
  const { bench, folder } = mirrored(t);
  await bench.go('pay-1', ['PLANNED']);
  rmSync(folder, { recursive: true });
  const intent = { payment: 'pay-1', step: 'PAY-pay-1', state: 'INTENT', facts: { amountKrw: '5' } } as const;
  await assert.rejects(moveBeforePress(bench.world(), intent), (error) => {
    assert.ok(error instanceof Blocked && error.guard === 'mirror');
    assert.match(error.text.en, /cannot be written, so nothing was pressed/);
    return true;
  });
  assert.equal(existsSync(folder), false, 'a disk that is not mounted is not made');
  const [record] = paymentRecords(bench.journal.events(bench.runId));
  assert.deepEqual([record?.state, record?.facts['pressed']], ['VERIFIED_ABSENT', 'no']);
});

test('records after the press are kept on this disk while the second place is gone, and go there later', async (t) => {
  const { bench, folder, file } = mirrored(t);
  await bench.go('pay-1', ['PLANNED', 'INTENT', 'CLICKED']);
  const before = linesOf(file).length;
  rmSync(folder, { recursive: true });
  await bench.go('pay-1', [['SEEN_DECLINED', { screen: 'declined' }]]);
  assert.equal(bench.stateOf('pay-1'), 'SEEN_DECLINED');
  mkdirSync(folder);
  await bench.go('pay-1', ['VERIFIED_ABSENT']);
  assert.ok(linesOf(file).length > before, 'everything is there, what was lost with the folder too');
});

test('a torn last line does not spoil the next record, and is not read as one', async (t) => {
  const { bench, file } = mirrored(t);
  await bench.go('pay-1', ['PLANNED']);
  appendFileSync(file, '{"runId":"x","seq":2,"at":"2026');
  await bench.go('pay-1', ['INTENT']);
  const read = await openMirror(bench.target, { journal: bench.journal })?.read();
  const states = read?.flatMap(({ stored }) => (stored.event.kind === 'payment.moved' ? [stored.event.state] : []));
  assert.deepEqual(states, ['PLANNED', 'INTENT']);
});

test('a changed line of the second place is not believed', async (t) => {
  const { bench, file } = mirrored(t);
  await bench.go('pay-1', ['PLANNED', 'INTENT']);
  const [, , line = ''] = linesOf(file);
  const changed = (linesOf(file).at(-1) ?? line).replace('"amountKrw":"200000000"', '"amountKrw":"2"');
  assert.equal(readMirrorLine(changed), null);
});

test('what a lost journal knew comes back from the second place, is settled by the ledger, and halts', async (t) => {
  const { bench: first, folder } = mirrored(t);
  await first.go('pay-1', [
    'PLANNED',
    'INTENT',
    'CLICKED',
    ['SEEN_UNKNOWN', { screen: 'unknown', orderId: 'HS-20261122-0001' }],
  ]);
  // The disk of the journal is gone; a new one is begun on the same machine.
  const bench = moneyBench(t, { mirror: { kind: 'folder', place: folder } });
  await bench.pay('HS-20261122-0001', 200_000_000, 'confirmed');
  const settled = await bench.settle();
  assert.equal(settled.outcome, 'money');
  assert.match(settled.notes[0]?.text.en ?? '', /came back from the second place/);
  const stream = lostStream('demo', first.runId);
  assert.equal(paymentRecords(bench.journal.events(stream))[0]?.state, 'VERIFIED_CANCELLED');
  assert.equal(await bench.ledgerStatus('HS-20261122-0001'), 'CANCELED');
  assert.ok(bench.book.entries().halts.some(({ halt }) => halt === `halt-lost-records-${first.runId}`));
  assert.equal(bench.book.hasOpen(), false);
  // Nothing comes back twice.
  const count = bench.journal.events(stream).length;
  await bench.settle();
  assert.equal(bench.journal.events(stream).length, count);
});

test('a damaged run is settled from the second place', async (t) => {
  const { bench } = mirrored(t);
  await bench.go('pay-1', [
    'PLANNED',
    'INTENT',
    'CLICKED',
    ['SEEN_UNKNOWN', { screen: 'unknown', orderId: 'HS-20261122-0002' }],
  ]);
  await bench.pay('HS-20261122-0002', 200_000_000, 'confirmed');
  bench.damage();
  await bench.settle();
  assert.equal(paymentRecords(bench.journal.events(lostStream('demo', bench.runId)))[0]?.state, 'VERIFIED_CANCELLED');
  assert.equal(await bench.ledgerStatus('HS-20261122-0002'), 'CANCELED');
  assert.ok(bench.book.entries().halts.some(({ halt }) => halt === `halt-journal-${bench.runId}`));
  assert.equal(bench.book.hasOpen(), false);
});

test('an address must answer 2xx in time, and may be one that only takes', async (t) => {
  const probe = moneyBench(t);
  const sent: string[] = [];
  let status = 204;
  const collector = async (_: unknown, init?: RequestInit): Promise<Response> => {
    if (init?.method !== 'POST') return new Response(null, { status: 405 });
    sent.push(typeof init.body === 'string' ? init.body : '');
    return new Response(null, { status });
  };
  const mirror = openMirror(
    { id: 'demo', mirror: { kind: 'http', place: 'https://records.example/postflight' } },
    { journal: probe.journal, fetch: collector },
  );
  assert.ok(mirror !== null);
  probe.open();
  await probe.go('pay-1', ['PLANNED', 'INTENT']);
  assert.deepEqual(await mirror.copy([probe.runId]), { kind: 'copied' });
  assert.equal(sent[0]?.trimEnd().split('\n').length, 2);
  assert.deepEqual(await mirror.copy([probe.runId]), { kind: 'copied' });
  assert.equal(sent.length, 1, 'nothing new is nothing to send');
  status = 503;
  await probe.go('pay-1', ['CLICKED']);
  const failed = await mirror.copy([probe.runId]);
  assert.deepEqual([failed.kind, failed.kind === 'failed' ? failed.why : ''], ['failed', 'it answered 503']);
  assert.equal(await mirror.read(), null);
});
