import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { failureOf, run, startBench, type Bench } from '../../tests/kit/word-bench.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

/** Long enough for one look and its words, short enough for a test that is to fail. */
const soon = { budgetMs: 400 };

test('click presses the one control with that name', async () => {
  const world = await bench.world(
    '<button onclick="document.title=\'pressed\'">장바구니 담기</button><a href="#x">장바구니</a>',
  );
  await run(world, 'click', { name: '장바구니 담기', exact: true });
  assert.equal(await world.page.title(), 'pressed');
});

test('click says what is similar when nothing has that name', async () => {
  const world = await bench.world('<button>장바구니에 담기</button><a href="/">홈</a>', soon);
  const { text } = await failureOf(run(world, 'click', { name: '장바구니 담기', exact: true }));
  assert.match(text.ko, /name="장바구니 담기"을\(를\) .* 찾지 못했습니다.*"장바구니에 담기"/);
  assert.match(text.en, /was not found on http:.* Did you mean "장바구니에 담기"\?/);
});

test('what is missing because the part of the page around it is missing is told so', async () => {
  const world = await bench.world('<ul aria-label="찜한 상품"><li><button>삭제</button></li></ul>', soon);
  const inList = (list: string) => ({
    name: '담기',
    within: { role: 'listitem', within: { role: 'list', name: list } },
  });
  const { text } = await failureOf(run(world, 'click', inList('상품 목록')));
  assert.match(text.ko, /찾지 못했습니다\. role=list name="상품 목록"부터 화면에 없습니다\./);
  assert.match(text.en, /was not found on .*\. Already role=list name="상품 목록" is not there\./);
  const inside = await failureOf(run(world, 'click', inList('찜한 상품')));
  assert.doesNotMatch(inside.text.ko, /부터 화면에 없습니다/);
});

test('click lists the elements when several match', async () => {
  const world = await bench.world('<button id="a">담기</button><button>담기</button>', soon);
  const { text, observed } = await failureOf(run(world, 'click', { role: 'button', name: '담기' }));
  assert.match(text.en, /role=button name="담기" matches 2 elements/);
  assert.equal(observed, '<button#a> "담기"\n<button> "담기"');
});

test('click presses the one that nth and within point at', async () => {
  const world = await bench.world(
    '<ul><li>이불 <button onclick="document.title=\'이불\'">담기</button></li><li>베개 <button onclick="document.title=\'베개\'">담기</button></li></ul>',
  );
  await run(world, 'click', { role: 'button', name: '담기', within: { role: 'listitem', 'has-text': '베개' } });
  assert.equal(await world.page.title(), '베개');
  await run(world, 'click', { role: 'button', name: '담기', nth: 1 });
  assert.equal(await world.page.title(), '이불');
});

test('click waits for a button that appears late and is enabled later', async () => {
  const world = await bench.world(`<div id="place"></div><script>
    setTimeout(() => { place.innerHTML = '<button disabled onclick="document.title=1">결제</button>'; }, 80);
    setTimeout(() => { place.firstChild.disabled = false; }, 200);</script>`);
  await run(world, 'click', { name: '결제' });
  assert.equal(await world.page.title(), '1');
});

test('click names a button that stays disabled, and one that stays hidden', async () => {
  const world = await bench.world(
    '<button disabled>품절</button><button style="visibility:hidden">숨음</button>',
    soon,
  );
  assert.match(
    (await failureOf(run(world, 'click', { text: '품절' }))).text.en,
    /is visible but disabled: <button> "품절"/,
  );
  const hidden = await bench.world('<button style="visibility:hidden">숨음</button>', soon);
  assert.match((await failureOf(run(hidden, 'click', { text: '숨음' }))).text.en, /exists but is not visible/);
});

test('click says what covers a button that cannot be reached', async () => {
  const world = await bench.world(
    '<button>열기</button><div id="cover" style="position:fixed;inset:0">기다려 주세요</div>',
    soon,
  );
  const { text, detail } = await failureOf(run(world, 'click', { name: '열기' }));
  assert.match(text.en, /<div id="cover">.*intercepts pointer events/);
  assert.ok(detail !== undefined && !detail.includes('\u001b'), 'no terminal colours in the report');
});

test('click finds its button again when a script replaces it during the wait', async () => {
  const world = await bench.world(`<div id="place"><button disabled>담기</button></div><script>
    let n = 0; const timer = setInterval(() => { n++;
      place.innerHTML = '<button' + (n < 8 ? ' disabled' : '') + ' onclick="document.title=\\'ok\\'">담기</button>';
      if (n === 8) clearInterval(timer); }, 20);</script>`);
  await run(world, 'click', { name: '담기' });
  assert.equal(await world.page.title(), 'ok');
});

test('click goes on when the page navigates during the wait', async () => {
  bench.serve({ '/next': '<button onclick="document.title=\'there\'">다음</button>' });
  const world = await bench.world('<script>setTimeout(() => location.assign("/next"), 120)</script>');
  await run(world, 'click', { name: '다음' });
  assert.equal(await world.page.title(), 'there');
});

test('click reaches into open shadow roots, and takes a button and a count', async () => {
  const world = await bench.world(`<x-shop></x-shop><script>
    customElements.define('x-shop', class extends HTMLElement { connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = '<button ondblclick="document.title=\\'twice\\'">담기</button>'; } });</script>`);
  await run(world, 'click', { role: 'button', name: '담기', times: 2 });
  assert.equal(await world.page.title(), 'twice');
});

test('an error of a page that is gone is not a failure of the step', async () => {
  const world = await bench.world('<p>빈 페이지</p>', { budgetMs: 3_000 });
  setTimeout(() => void world.page.close(), 100);
  await assert.rejects(run(world, 'click', { name: '없음' }), { message: /has been closed/ });
});

test('fill puts a value in a field and never repeats it in a failure', async () => {
  const world = await bench.world('<label>검색 <input></label><label>잠금 <input readonly></label>', { budgetMs: 900 });
  await run(world, 'fill', { label: '검색', value: '이불' });
  assert.equal(await world.page.getByLabel('검색').inputValue(), '이불');
  const failure = await failureOf(run(world, 'fill', { label: '잠금', value: 'hunter2!' }));
  assert.doesNotMatch(JSON.stringify(failure.text) + failure.detail, /hunter2/);
  assert.match(failure.text.en, /not editable/);
});

test('select chooses by label or value, and says when there is no such option', async () => {
  const html =
    '<label>색상 <select><option value="i">아이보리</option><option value="b">검정</option></select></label>';
  const world = await bench.world(html, { budgetMs: 700 });
  await run(world, 'select', { label: '색상', option: '검정' });
  assert.equal(await world.page.getByLabel('색상').inputValue(), 'b');
  await run(world, 'select', { label: '색상', value: 'i' });
  assert.equal(await world.page.getByLabel('색상').inputValue(), 'i');
  const { text, observed } = await failureOf(run(world, 'select', { label: '색상', option: '빨강' }));
  assert.match(text.ko, /"빨강" 항목이 없습니다/);
  assert.match(observed ?? '', /아이보리.*검정/);
});

test('check ticks and unticks, and refuses what is no checkbox', async () => {
  const world = await bench.world('<label><input type="checkbox"> 전체 동의</label><button>확인</button>', {
    budgetMs: 800,
  });
  await run(world, 'check', { name: '전체 동의', exact: true });
  assert.equal(await world.page.getByRole('checkbox').isChecked(), true);
  await run(world, 'check', { label: '전체 동의', checked: false });
  assert.equal(await world.page.getByRole('checkbox').isChecked(), false);
  assert.match((await failureOf(run(world, 'check', { name: '확인' }))).text.en, /Not a checkbox/i);
});

test('press goes to the focused element or to the one that is named', async () => {
  const world = await bench.world('<input aria-label="검색" onkeydown="document.title=event.key">', { budgetMs: 900 });
  await run(world, 'press', { key: 'Escape', label: '검색' });
  assert.equal(await world.page.title(), 'Escape');
  await run(world, 'press', { key: 'Enter' });
  assert.equal(await world.page.title(), 'Enter');
  assert.match((await failureOf(run(world, 'press', { key: '없는키' }))).text.en, /Pressing 없는키 failed/);
});

test('hover shows what appears under the mouse, and fails when nothing is there', async () => {
  const world = await bench.world('<div onmouseenter="document.title=\'over\'">카테고리</div>', soon);
  await run(world, 'hover', { text: '카테고리', exact: true });
  assert.equal(await world.page.title(), 'over');
  assert.match((await failureOf(run(world, 'hover', { text: '없는 것' }))).text.ko, /찾지 못했습니다/);
});

test('scroll moves to an end, by pixels and to an element', async () => {
  const world = await bench.world('<div style="height:3000px">위</div><p>아래</p>', { budgetMs: 900 });
  const y = (): Promise<number> => world.page.evaluate(() => Math.round(window.scrollY));
  await run(world, 'scroll', { to: 'bottom' });
  assert.ok((await y()) > 1_000);
  await run(world, 'scroll', { to: 'top' });
  assert.equal(await y(), 0);
  await run(world, 'scroll', { by: { y: 120 } });
  assert.equal(await y(), 120);
  await run(world, 'scroll', { text: '아래' });
  assert.ok((await y()) > 1_000);
  assert.match((await failureOf(run(world, 'scroll', { text: '없는 것' }))).text.en, /was not found/);
});

test("upload takes a file of the checklist's folder and none outside it", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postflight-upload-'));
  try {
    await writeFile(join(folder, 'bed.txt'), '침대');
    const world = await bench.world('<input type="file" aria-label="사진" style="display:none">', {
      file: join(folder, 'list.yaml'),
    });
    await run(world, 'upload', { label: '사진', files: ['bed.txt'] });
    assert.equal(
      await world.page
        .locator('input')
        .evaluate((input) => (input instanceof HTMLInputElement ? input.files?.[0]?.name : '')),
      'bed.txt',
    );
    assert.match(
      (await failureOf(run(world, 'upload', { label: '사진', files: ['../../etc/hostname'] }))).text.en,
      /outside the checklist's folder|No such file/,
    );
    assert.match(
      (await failureOf(run(world, 'upload', { label: '사진', files: ['none.txt'] }))).text.en,
      /No such file: none.txt/,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
