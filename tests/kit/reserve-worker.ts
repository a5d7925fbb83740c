import { createRedactor } from '../../runner/base/redact.ts';
import { openJournal } from '../../runner/journal/store.ts';
import { openTargetBook } from '../../runner/payment/book.ts';

/*
 * A process of its own that tries to reserve 100 KRW eight times under a ceiling of 1,000 an hour, each payment ended at once, and
 * prints what it got. Arguments: journal, worker, time.
 */
const [file = '', worker = '', time = ''] = process.argv.slice(2);
const clock = { now: () => Number(time), elapsed: () => 0 };
const journal = openJournal(file, { clock, redactor: createRedactor([]) });
const book = openTargetBook({ journal, targetId: 'demo', clock });
const runId = `run-${worker}`;
// Between two tries, so that on a busy machine they are not used up before the other process has had its turn.
const pause = new Int32Array(new SharedArrayBuffer(4));
const ceilings = { hourKrw: 1_000n, hourCount: null };
for (let index = 0, tries = 0; index < 8 && tries < 4_000; tries += 1) {
  const payment = `pay-${worker}-${index}`;
  const answer = book.reserve({ runId, payment, step: 'P', amountKrw: 100n }, ceilings);
  // Another process is in the middle of a payment: that is single flight, and the same one is tried again.
  if (answer.kind === 'refused' && answer.text.en.startsWith('A payment has no verified end')) {
    Atomics.wait(pause, 0, 0, 2);
    continue;
  }
  index += 1;
  if (answer.kind === 'refused') continue;
  process.stdout.write(`${payment}\n`);
  book.settled({ runId, payment, state: 'VERIFIED_ABSENT' });
}
journal.close();
