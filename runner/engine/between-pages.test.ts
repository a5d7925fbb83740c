import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeBetweenPages } from './between-pages.ts';

const refusal = (words: string): Error =>
  new Error(`cdpSession.send: Protocol error (Page.captureScreenshot): ${words}`);

/** Refuses so often before it answers. */
function refusing(times: number, words: string) {
  let asked = 0;
  const take = async (): Promise<string> => {
    asked += 1;
    if (asked <= times) throw refusal(words);
    return 'picture';
  };
  return { take, asked: () => asked };
}

test('a page that is just being replaced is asked again until something is drawn', async () => {
  for (const words of ['Unable to capture screenshot', 'Not attached to an active page'])
    assert.equal(await takeBetweenPages(refusing(3, words).take), 'picture');
});

test('a page of which no picture can ever be had, and every other refusal, is told', async () => {
  const never = refusing(Number.MAX_SAFE_INTEGER, 'Unable to capture screenshot');
  await assert.rejects(takeBetweenPages(never.take), /Unable to capture/);
  assert.ok(never.asked() > 1 && never.asked() <= 20);
  const gone = refusing(1, 'Target closed');
  await assert.rejects(takeBetweenPages(gone.take), /Target closed/);
  assert.equal(gone.asked(), 1);
});
