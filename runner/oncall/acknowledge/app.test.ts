import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { dwellMs } from './form-check.ts';
import { onCallStream } from '../../model/oncall.ts';
import { formOf, opened, startAcknowledge, stream } from './testing.ts';
import { linkLifeMs } from './token.ts';

let world: Awaited<ReturnType<typeof startAcknowledge>>;
before(async () => {
  world = await startAcknowledge([
    { ...opened, page: 'gone' },
    { ...opened, page: 'p2' },
    { ...opened, page: 'p3' },
    { ...opened, page: 'p4' },
    { ...opened, page: 'p5' },
  ]);
});
after(() => world.end());

type Press = { readonly answer?: string; readonly to?: string; readonly note?: string };
const phone = 'Mozilla/5.0 (Linux; Android 15; SM-S921N) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36';
const finger = { 'sec-fetch-site': 'same-origin', 'sec-fetch-user': '?1', 'user-agent': phone };

/** Opens a link, waits as a person does, presses, and shows what the browser shows next. */
async function press(url: string, fields: Press, headers: { readonly [name: string]: string } = finger) {
  const form = formOf(await (await fetch(url)).text());
  world.clock.move(dwellMs);
  return send(url, { form, ...fields }, headers);
}

async function send(
  url: string,
  fields: { readonly [name: string]: string },
  headers = finger as { readonly [name: string]: string },
) {
  return fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' });
}

test('a press takes the page, the browser is sent back to it, and the page says who was first', async () => {
  const kim = world.link('kim');
  const answer = await press(kim, { answer: 'taken' });
  assert.equal(answer.status, 303);
  const back = new URL(answer.headers.get('location') ?? '', kim);
  assert.equal(back.href, kim);
  assert.match(await (await fetch(back)).text(), /당신이 맡았습니다/);
  const second = await press(world.link('lee'), { answer: 'taken' });
  assert.equal(second.status, 303);
  const shown = await (await fetch(world.link('lee'))).text();
  assert.match(shown, /김하나 was first and has it/);
  assert.match(shown, /written down/);
  assert.deepEqual(
    world.answers().map(({ person, name, method, answer: said }) => [person, name, method, said]),
    [
      ['kim', '김하나', 'link', 'taken'],
      ['lee', 'Lee Dool', 'link', 'taken'],
    ],
  );
  assert.deepEqual(world.answeredStreams.length, 2);
});

test('pressing again, reloading and a second copy of the link write nothing more', async () => {
  const before = world.answers().length;
  for (const notice of ['n-kim', 'n-kim', 'n-other'])
    assert.equal((await press(world.link('kim', notice), { answer: 'taken' })).status, 303);
  assert.equal(world.answers().length, before);
});

test('two who press at the same moment are both written down, and one of them has it', async () => {
  const links = ['kim', 'lee', 'park'].map((who) => world.link(who, `race-${who}`, 'p2'));
  const forms = await Promise.all(links.map(async (url) => formOf(await (await fetch(url)).text())));
  world.clock.move(dwellMs);
  await Promise.all(links.map((url, index) => send(url, { form: forms[index] ?? '', answer: 'taken' })));
  const texts = await Promise.all(links.map(async (url) => (await fetch(url)).text()));
  assert.equal(texts.filter((page) => /당신이 맡았습니다|You have it/.test(page)).length, 1);
  assert.equal(world.answers().filter(({ page }) => page === 'p2').length, 3);
});

test('declining, handing over to a person of the file, and wanting a rollback say so; nobody else can be named', async () => {
  const link = (who: string) => world.link(who, `p3-${who}`, 'p3');
  assert.equal((await press(link('kim'), { answer: 'declined' })).status, 303);
  assert.match(await (await fetch(link('kim'))).text(), /다음 사람을 부릅니다/);
  assert.equal((await press(link('lee'), { answer: 'handed-over', to: 'mallory' })).status, 400);
  assert.equal((await press(link('lee'), { answer: 'handed-over', to: 'lee' })).status, 400);
  assert.equal((await press(link('lee'), { answer: 'handed-over', to: 'park' })).status, 303);
  assert.match(await (await fetch(link('lee'))).text(), /Handed over to 박세나/);
  const note = `재기동\u0007 중 ${'가'.repeat(300)}`;
  assert.equal((await press(link('park'), { answer: 'rollback-wanted', note })).status, 303);
  assert.match(await (await fetch(link('kim'))).text(), /롤백 요청: 박세나/);
  const said = world.answers().filter(({ page }) => page === 'p3');
  assert.deepEqual(
    said.map(({ person, answer, to }) => [person, answer, to]),
    [
      ['kim', 'declined', null],
      ['lee', 'handed-over', 'park'],
      ['park', 'rollback-wanted', null],
    ],
  );
  assert.equal(Array.from(said[2]?.note ?? '').length, 200);
});

test('no look of any kind acknowledges: GET, HEAD, OPTIONS, prefetch, other methods, and the scanners of five services', async () => {
  const before = world.answers().length;
  const url = world.link('park', 'looked-at');
  const scanners = [
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) SafeLinks/1.0',
    'Mozilla/5.0 (compatible; Google-Safety; +http://www.google.com/bot.html)',
    'TelegramBot (like TwitterBot)',
    'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 BarracudaCentral HeadlessChrome/142.0',
  ];
  for (const agent of scanners) {
    assert.equal((await fetch(url, { headers: { 'user-agent': agent } })).status, 200, agent);
    // One that also runs the page and sends its form, buttons, patience and all.
    assert.equal((await press(url, { answer: 'taken' }, { ...finger, 'user-agent': agent })).status, 403, agent);
  }
  assert.equal((await fetch(url, { method: 'HEAD' })).status, 200);
  assert.equal((await fetch(url, { headers: { 'sec-purpose': 'prefetch', purpose: 'prefetch' } })).status, 200);
  const options = await fetch(url, { method: 'OPTIONS' });
  assert.deepEqual([options.status, options.headers.get('allow')], [204, 'GET, HEAD, POST, OPTIONS']);
  for (const method of ['PUT', 'DELETE', 'PATCH']) assert.equal((await fetch(url, { method })).status, 405, method);
  assert.equal((await fetch(`${url}?answer=taken&form=1`)).status, 200);
  assert.equal(world.answers().length, before);
});

test('a form that no finger on this page sent is shown the page again, and nothing is written', async () => {
  const before = world.answers().length;
  const url = world.link('park', 'forms');
  const { 'sec-fetch-user': _, ...scripted } = finger;
  const cases: readonly [string, () => Promise<Response>, number][] = [
    ['the link alone', () => send(url, { answer: 'taken' }), 400],
    ['a script that submits the form, without a button', () => press(url, {}), 400],
    ['a script that presses the button', () => press(url, { answer: 'taken' }, scripted), 403],
    ['another site', () => press(url, { answer: 'taken' }, { ...finger, 'sec-fetch-site': 'cross-site' }), 403],
    ['an unknown answer', () => press(url, { answer: 'yes' }), 400],
    [
      'a form of another link',
      async () => {
        const form = formOf(await (await fetch(world.link('park', 'other'))).text());
        world.clock.move(dwellMs);
        return send(url, { form, answer: 'taken' });
      },
      400,
    ],
    [
      'a press in the moment of opening',
      async () => send(url, { form: formOf(await (await fetch(url)).text()), answer: 'taken' }),
      429,
    ],
    [
      'json',
      () =>
        fetch(url, {
          method: 'POST',
          headers: { ...finger, 'content-type': 'application/json' },
          body: '{"answer":"taken"}',
        }),
      400,
    ],
  ];
  for (const [name, act, status] of cases) {
    const answer = await act();
    assert.equal(answer.status, status, name);
    assert.match(await answer.text(), /아직 기록하지 않았습니다/, name);
  }
  assert.equal(world.answers().length, before);
});

test('an iPhone, whose browsers never say that a finger pressed, can press; its press without the page’s form cannot', async () => {
  const agent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1';
  const headers = { 'sec-fetch-site': 'same-origin', 'user-agent': agent };
  const url = world.link('kim', 'iphone', 'p4');
  assert.equal((await send(url, { answer: 'taken' }, headers)).status, 400);
  assert.equal((await press(url, { answer: 'taken' }, headers)).status, 303);
});

test('who took it second has it when the first gives it back and they press again', async () => {
  const of = (who: string) => world.link(who, `p5-${who}`, 'p5');
  for (const who of ['kim', 'park']) assert.equal((await press(of(who), { answer: 'taken' })).status, 303);
  assert.equal((await press(of('kim'), { answer: 'declined' })).status, 303);
  assert.match(await (await fetch(of('park'))).text(), /아직 아무도 맡지 않았습니다/);
  assert.equal((await press(of('park'), { answer: 'taken' })).status, 303);
  assert.match(await (await fetch(of('park'))).text(), /당신이 맡았습니다/);
});

test('an old browser or plain http, which says nothing of fingers, can press', async () => {
  const url = world.link('park', 'old-phone');
  assert.equal((await press(url, { answer: 'taken' }, { 'user-agent': phone, origin: 'null' })).status, 303);
});

test('expired, cut, changed and foreign links, unknown pages and other addresses each have a page and a status', async () => {
  const good = world.link('kim', 'life');
  const token = good.slice(good.lastIndexOf('/') + 1);
  const [id, payload, mac] = token.split('.');
  const at = (path: string) => `${world.server.url}${path}`;
  const cases: readonly [string, number, RegExp][] = [
    [at(`/a/${token.slice(0, -9)}`), 404, /주소가 잘렸거나/],
    [at(`/a/${id}.${payload}.${'A'.repeat(43)}`), 403, /서명이 맞지/],
    [at(`/a/zzzzzz.${payload}.${mac}`), 403, /이 서버가 만든 링크가/],
    [world.link('kim', 'n', 'nope'), 404, /호출을 찾을 수 없습니다/],
    [at('/'), 404, /올바른 링크가 아닙니다/],
    [at('/a/'), 404, /올바른 링크가 아닙니다/],
    [at('/a/%E0%A4%A'), 404, /올바른 링크가 아닙니다/],
    [at('/a/../../etc/passwd'), 404, /올바른 링크가 아닙니다/],
    [at(`/a/${'x'.repeat(3_000)}`), 404, /주소가 잘렸거나/],
  ];
  for (const [url, status, words] of cases) {
    const answer = await fetch(url);
    assert.equal(answer.status, status, url);
    const text = await answer.text();
    assert.match(text, words, url);
    assert.match(text, /전화하세요/);
    assert.equal((await send(url, { answer: 'taken', form: 'x' })).status, status, `POST ${url}`);
  }
  world.clock.move(linkLifeMs);
  const expired = await fetch(good, { headers: { 'accept-language': 'en-GB,en' } });
  assert.equal(expired.status, 410);
  assert.match(await expired.text(), /This link has expired/);
  assert.equal((await send(good, { answer: 'taken', form: 'x' })).status, 410);
});

test('every answer forbids scripts, frames, storing and telling the link on, sets no cookie, and is small', async () => {
  for (const url of [world.link('kim', 'head'), `${world.server.url}/a/x`]) {
    const answer = await fetch(url);
    const { headers } = answer;
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.ok(!policy.includes('script-src') && !policy.includes('unsafe'));
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.match(headers.get('x-robots-tag') ?? '', /noindex/);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('set-cookie'), null);
    const text = await answer.text();
    assert.ok(!/<script|javascript:| on\w+=/i.test(text));
    assert.ok(Buffer.byteLength(text) < 15_000);
  }
});

test('hostile text stays text', async () => {
  const text = await (await fetch(world.link('kim', 'hostile'))).text();
  assert.ok(text.includes('하늘홈쇼핑 &lt;b&gt;'));
  assert.ok(!text.includes('쇼핑 <b>'));
});

test('a body that is too long is cut off, and one that never ends does not hold the server', async () => {
  const url = world.link('kim', 'long');
  const answer = await send(url, { answer: 'taken', note: 'x'.repeat(5_000) });
  assert.equal(answer.status, 413);
  const endless = request(url, { method: 'POST', headers: { 'content-length': '100', ...finger } });
  endless.on('error', () => undefined);
  endless.write('answer=');
  assert.equal((await fetch(url)).status, 200);
  endless.destroy();
});

test('guessing is slowed down without slowing whoever has a link', async () => {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 80; attempt += 1)
    statuses.push((await fetch(`${world.server.url}/a/x${attempt}`)).status);
  assert.ok(statuses.includes(429));
  assert.equal((await fetch(world.link('lee', 'calm'))).status, 200);
  const pressed: number[] = [];
  for (let attempt = 0; attempt < 25; attempt += 1)
    pressed.push((await send(world.link('lee', 'storm'), { answer: 'x' })).status);
  assert.deepEqual([pressed[0], pressed.at(-1)], [400, 429]);
  world.clock.move(60_000);
  assert.equal((await send(world.link('lee', 'storm'), { answer: 'x' })).status, 400);
});

test('a resolved page is told, takes no answer and shows no button', async () => {
  const { journal, answers } = world;
  const { headline, steps } = opened;
  journal.append(onCallStream(stream), {
    kind: 'page.changed',
    page: 'gone',
    change: 'resolved',
    by: 'kim',
    headline,
    steps,
  });
  const url = world.link('lee', 'over', 'gone');
  const before = answers().length;
  const text = await (await fetch(url)).text();
  assert.match(text, /Resolved/);
  assert.equal(formOf(text), '');
  assert.equal((await send(url, { answer: 'taken', form: 'x' })).status, 400);
  assert.equal(answers().length, before);
});

test('a journal that cannot be read is told as that, and the words name no folder', async () => {
  const broken = await startAcknowledge();
  const url = broken.link('kim');
  broken.journal.close();
  const answer = await fetch(url);
  assert.equal(answer.status, 503);
  const text = await answer.text();
  assert.match(text, /전화하세요/);
  assert.ok(!text.includes(broken.folder));
  await broken.end();
});
