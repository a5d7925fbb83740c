import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBench, type Bench } from '../../tests/kit/word-bench.ts';
import type { LocatorArgs } from '../model/locator.ts';
import { describe, locate } from './locate.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const html = `
  <h1 id="h1">상품</h1><h2 id="h2">상품</h2>
  <label for="q">검색</label><input id="q" placeholder="찾기" title="검색창">
  <button id="b1">담기</button><a id="a1" href="#">담기</a><div id="d1">담기</div>
  <img id="i1" alt="로고" src="data:,">
  <ul><li id="l1" data-testid="card">이불 <b>특가</b></li><li id="l2" data-testid="card">베개</li><li id="l3" data-testid="card">이불 커버</li></ul>`;

const table: readonly (readonly [LocatorArgs, readonly string[]])[] = [
  [{ role: 'heading', name: '상품' }, ['h1', 'h2']],
  [{ role: 'heading', level: 2 }, ['h2']],
  [{ label: '검색', exact: true }, ['q']],
  [{ placeholder: '찾기' }, ['q']],
  [{ title: '검색창' }, ['q']],
  [{ alt: '로고' }, ['i1']],
  [{ text: '담기', exact: true }, ['b1', 'a1', 'd1']],
  [{ name: '담기' }, ['b1', 'a1']],
  [{ name: '담', exact: true }, []],
  [{ testid: 'card' }, ['l1', 'l2', 'l3']],
  [{ testid: 'card', nth: 2 }, ['l2']],
  [{ testid: 'card', nth: 'first' }, ['l1']],
  [{ testid: 'card', nth: 'last' }, ['l3']],
  [{ testid: 'card', 'has-text': '이불' }, ['l1', 'l3']],
  [{ testid: 'card', 'has-not-text': '이불' }, ['l2']],
  [{ testid: 'card', has: { text: '특가' } }, ['l1']],
  [{ css: 'li', within: { role: 'list' }, 'has-text': '베개' }, ['l2']],
  [{ css: '#h1, #h2' }, ['h1', 'h2']],
];

test('each locator finds what it says, in the page and inside a frame', async () => {
  bench.serve({ '/inner': html });
  const world = await bench.world(`${html}<iframe src="/inner"></iframe>`);
  const frame = world.page.frameLocator('iframe');
  await frame.locator('#l3').waitFor();
  for (const [args, ids] of table) {
    for (const root of [world.page, frame]) {
      const found = await locate(root, args).evaluateAll((elements) => elements.map((element) => element.id));
      assert.deepEqual(found, ids, describe(args));
    }
  }
});

test('a locator is described in one short line', () => {
  const lines: readonly (readonly [LocatorArgs, string])[] = [
    [{ role: 'button', name: '로그인', nth: 2 }, 'role=button name="로그인" (2nd)'],
    [{ testid: 'card', nth: 11 }, 'testid="card" (11th)'],
    [{ testid: 'card', nth: 'last', 'has-text': '이불' }, 'testid="card" has-text="이불" (last)'],
    [{ css: 'li', within: { role: 'list' }, has: { text: '특가' } }, 'css="li" has [text="특가"] within [role=list]'],
  ];
  for (const [args, line] of lines) assert.equal(describe(args), line);
});
