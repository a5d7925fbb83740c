import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { findBrowser, launchBrowser } from './browser.ts';
import { maskFields } from './mask-fields.ts';

const wish = { headed: false, debug: false };
const browser = await launchBrowser(findBrowser(wish, process.env), wish);
after(() => browser.close());

const page = `<input name="q" value="이불"><input name="cardNumber" value="4242424242424242"><input autocomplete="cc-csc" value="123">
  <input data-private value="x"><p>4,480원</p>`;

test('card and password fields are drawn as dots, in frames too, whatever the page’s policy; everything else is as it was', async (t) => {
  const server = createServer((request, response) => {
    const frame = request.url === '/' ? '<iframe src="/frame"></iframe>' : '';
    response.setHeader('content-security-policy', "default-src 'self'; style-src 'none'; script-src 'none'");
    response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html>${page}${frame}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const context = await browser.newContext();
  await maskFields(context);
  const opened = await context.newPage();
  await opened.goto(`http://127.0.0.1:${address.port}/`);
  for (const frame of opened.frames()) {
    const drawn = await frame
      .locator('input')
      .evaluateAll((inputs) =>
        inputs.map((input) => getComputedStyle(input).getPropertyValue('-webkit-text-security')),
      );
    assert.deepEqual(drawn, ['none', 'disc', 'disc', 'disc'], frame.url());
    assert.equal(await frame.locator('input').nth(1).inputValue(), '4242424242424242');
    assert.equal(await frame.locator('p').innerText(), '4,480원');
  }
  assert.equal(await opened.locator('style').count(), 0, 'nothing was added to the page');
  await context.close();
});
