import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { isLateAnswer } from './late-answer.ts';

const at = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);

/**
 * A traced page that is busy when the picture after the call is wanted, and is closed before it can be had. Nobody outside can see when the
 * call was answered and only the picture is missing, so it is closed later and later until that moment was met.
 */
const closing = `
  const { launchChromium } = await import(${at('../../tests/kit/chromium.ts')});
  const { isLateAnswer } = await import(${at('late-answer.ts')});
  const told = [];
  process.on('uncaughtException', (error) => told.push(isLateAnswer(error) ? 'late' : String(error)));
  const browser = await launchChromium();
  const busy = () => { setTimeout(() => { for (;;); }); console.log('busy'); return { a: 1 }; };
  let answer;
  for (let patience = 100; told.length === 0 && patience < 20_000; patience *= 2) {
    const context = await browser.newContext();
    await context.tracing.start({ snapshots: true });
    const page = await context.newPage();
    await page.goto('data:text/html,<h1>home</h1>');
    const heard = page.waitForEvent('console');
    const call = page.evaluateHandle(busy).then(() => 'answered', () => 'refused');
    await heard;
    await new Promise((done) => setTimeout(done, patience));
    await context.close();
    answer = await Promise.race([call, new Promise((done) => setImmediate(done, 'unanswered'))]);
  }
  await browser.close();
  console.log(JSON.stringify({ told, answer }));
  process.exit(0);`;

test('a page that goes away before a call for a handle is answered is recognised in what Playwright throws past everybody', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', closing], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  await once(child, 'close');
  assert.deepEqual(JSON.parse(said), { told: ['late'], answer: 'unanswered' });
});

test('every other surprise still ends the driver', () => {
  for (const error of [new Error('Target page, context or browser has been closed'), 'Object with guid', undefined])
    assert.equal(isLateAnswer(error), false);
});
