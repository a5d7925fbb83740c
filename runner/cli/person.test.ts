import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { askAtTerminal, type Desk } from './person.ts';
import { openTerminal } from './terminal.ts';

const terminal = { ...openTerminal({ language: 'en', color: false }, {}), say: () => undefined };

function makeDesk(isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY });
  let interrupts = 0;
  const desk: Desk = { input, output, interrupt: () => (interrupts += 1) };
  /** Types when the question stands on the screen. */
  const type = async (keys: string): Promise<void> => {
    for await (const chunk of output) if (String(chunk).includes('y if it holds')) break;
    input.write(keys);
  };
  return { desk, type, interrupts: () => interrupts };
}

const question = { instruction: 'look at the logo', expected: null, timeoutMs: 29_945.715_803 };

test('a person is asked and has the time that is left, whatever fraction of a millisecond that is', async () => {
  const { desk, type } = makeDesk(true);
  const asking = askAtTerminal(terminal, desk).ask(question);
  await type('y\n');
  const answer = await asking;
  assert.ok(answer.kind === 'answered');
  assert.equal(answer.answer, 'passed');
});

test('a no carries what the person saw', async () => {
  const { desk, type } = makeDesk(true);
  const asking = askAtTerminal(terminal, desk).ask(question);
  await type('n it is the old logo\n');
  const answer = await asking;
  assert.ok(answer.kind === 'answered');
  assert.equal(answer.answer, 'failed');
  assert.equal(answer.observed, 'it is the old logo');
});

test('silence is nobody once the time is over, and so is a word that is neither yes nor no', async () => {
  const silent = makeDesk(true);
  assert.equal((await askAtTerminal(terminal, silent.desk).ask({ ...question, timeoutMs: 0.4 })).kind, 'nobody');
  const unclear = makeDesk(true);
  const asking = askAtTerminal(terminal, unclear.desk).ask(question);
  await unclear.type('maybe\n');
  assert.equal((await asking).kind, 'nobody');
});

test('Ctrl+C at a question stops the run and is no answer', async () => {
  const { desk, type, interrupts } = makeDesk(true);
  const asking = askAtTerminal(terminal, desk).ask(question);
  await type('\u0003');
  assert.equal((await asking).kind, 'nobody');
  assert.equal(interrupts(), 1);
});

test('without a terminal nobody is there', async () => {
  const { desk } = makeDesk(false);
  const answer = await askAtTerminal(terminal, desk).ask(question);
  assert.ok(answer.kind === 'nobody');
  assert.match(answer.message.en, /Nobody is there to answer/);
});
