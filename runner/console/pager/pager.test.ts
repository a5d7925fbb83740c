import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium } from '../../../tests/kit/chromium.ts';
import type { Notice } from '../../model/channel.ts';
import { onCallStream, type OnCallEvent } from '../../model/oncall.ts';
import { noticeOf, opened, startAcknowledge, stream } from '../../oncall/acknowledge/testing.ts';
import { inboxFile, readInbox } from '../../oncall/channels/local-inbox.ts';
import { createLocal } from '../../oncall/channels/local.ts';
import { servePager } from './serve.ts';

let browser: Browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser.close());

type Acknowledge = Awaited<ReturnType<typeof startAcknowledge>>;
let world: Acknowledge & { folder: string };
let pager: Awaited<ReturnType<typeof servePager>>;
let send: (person: string, change?: Partial<Notice>) => Promise<unknown>;
beforeEach(async () => {
  world = await startAcknowledge();
  const folder = join(world.folder, 'pager');
  const { journal, clock, keys } = world;
  pager = await servePager({ journal, clock, keys, folder, onAnswered: () => undefined }, 0);
  const channel = createLocal({ clock }).open({ id: 'desk', settings: {}, secret: () => '', fetch, folder });
  send = (person, change = {}) => {
    const to = { person, name: person === 'kim' ? '김하나' : 'Lee Dool', language: 'ko' as const, address: person };
    return channel.send(noticeOf(change), to, { signal: AbortSignal.timeout(60_000), updates: null });
  };
});
afterEach(async () => {
  await pager.close();
  await world.end();
});

const phone = {
  viewport: { width: 390, height: 800 },
  userAgent: 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36',
} as const;

function say(change: Pick<Extract<OnCallEvent, { kind: 'page.acknowledged' }>, 'person' | 'answer'>): void {
  const event: OnCallEvent = {
    kind: 'page.acknowledged',
    page: 'p1',
    name: '김하나',
    method: 'by-voice',
    to: null,
    note: '',
    ...change,
  };
  world.journal.append(onCallStream(stream), event);
}

const standings = (html: string): readonly string[] =>
  [...html.matchAll(/<article id="[^"]*" class="(\w+)"/g)].map((match) => match[1] ?? '');
const inbox = async (person = ''): Promise<string> =>
  (await fetch(`${pager.url}/inbox?lang=en&person=${person}`)).text();

test('a notice is on the disk before it counts as accepted, without its link, and is shown to its person alone', async () => {
  const accepted = await send('kim', {
    links: { acknowledge: 'https://x/a/secret', run: null, runbook: null, picture: null },
  });
  assert.deepEqual(accepted, {
    kind: 'accepted',
    httpStatus: null,
    providerId: 'n0',
    answer: 'kept in the inbox of this machine',
    words: { ko: '이 컴퓨터의 호출함에 남김', en: 'kept in the inbox of this machine' },
  });
  const file = inboxFile(join(world.folder, 'pager'));
  assert.ok(!readFileSync(file, 'utf8').includes('secret'));
  assert.deepEqual(standings(await inbox('kim')), ['ringing']);
  assert.deepEqual(standings(await inbox('lee')), []);
});

test('a line that a crash cut off loses nothing that came before or after it', async () => {
  await send('kim', { id: 'n1' });
  const folder = join(world.folder, 'pager');
  appendFileSync(inboxFile(folder), '{"at":"2026-11-21T15:41:12.0');
  await send('kim', { id: 'n2' });
  assert.deepEqual(
    readInbox(folder).map(({ notice }) => notice.id),
    ['n1', 'n2'],
  );
});

test('it rings until somebody has the page, for whoever gave it back the next one rings, and it is over when it is over', async () => {
  await send('kim', { id: 'k1' });
  await send('lee', { id: 'l1', kind: 'escalation' });
  assert.deepEqual(standings(await inbox()), ['ringing', 'ringing']);
  say({ person: 'kim', answer: 'declined' });
  assert.deepEqual([standings(await inbox('kim')), standings(await inbox('lee'))], [['declined'], ['ringing']]);
  say({ person: 'lee', answer: 'taken' });
  assert.deepEqual(standings(await inbox()), ['held', 'held']);
  world.clock.move(1_000);
  const at = new Date(world.clock.now()).toISOString();
  await send('lee', { id: 'l2', kind: 'worse', dedupKey: 'p1:worse1', at });
  assert.deepEqual([standings(await inbox('lee')), standings(await inbox('kim'))], [['ringing'], ['held']]);
  world.clock.move(1_000);
  world.journal.append(onCallStream(stream), {
    kind: 'page.changed',
    page: 'p1',
    change: 'resolved',
    by: null,
    headline: opened.headline,
    steps: [],
  });
  assert.deepEqual(standings(await inbox()), ['resolved', 'resolved']);
});

test('what wakes nobody lies there quietly, and the same notice twice is one', async () => {
  for (const kind of ['test', 'status', 'heartbeat'] as const) await send('kim', { id: kind, kind, dedupKey: kind });
  await send('kim', { id: 'test', kind: 'test', dedupKey: 'test' });
  assert.deepEqual(standings(await inbox()), ['message', 'message', 'message']);
});

test('a visitor turns the sound on, hears it ring, ignores it, and takes the page with one press', async () => {
  await send('kim');
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('console', (message) => wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(`${pager.url}/?lang=ko&person=kim`);
  await page.waitForFunction(() => document.documentElement.dataset['ringing'] === '1');
  assert.match(await page.title(), /^\(1\)/);
  assert.equal(await page.evaluate(() => document.documentElement.dataset['rings']), undefined);
  await page.getByRole('button', { name: '소리 켜기' }).click();
  await page.waitForFunction(() => Number(document.documentElement.dataset['rings'] ?? 0) > 0);
  await page.getByRole('button', { name: '무시' }).click();
  await page.waitForFunction(() => document.documentElement.dataset['ringing'] === '0');
  // Ignoring is no answer: the page is still nobody's.
  assert.deepEqual(world.answers(), []);
  await page.getByRole('link', { name: '열기' }).click();
  world.clock.move(1_000);
  await page.getByRole('button', { name: '제가 맡습니다' }).click();
  await page.getByText('당신이 맡았습니다').waitFor();
  assert.deepEqual(
    world.answers().map(({ person, method }) => [person, method]),
    [['kim', 'local']],
  );
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a server that goes away is told on the screen, for it rings no more', async () => {
  await send('kim');
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.goto(pager.url);
  await page.waitForFunction(() => document.documentElement.dataset['ringing'] === '1');
  await pager.close();
  await page.getByRole('alert').waitFor();
  const { journal, clock, keys } = world;
  pager = await servePager(
    { journal, clock, keys, folder: join(world.folder, 'pager'), onAnswered: () => undefined },
    pager.port,
  );
  await page.getByRole('alert').waitFor({ state: 'hidden' });
  await context.close();
});

test('another name for this machine opens nothing, and hostile text stays text', async () => {
  await send('kim', { headline: { ko: '<script>alert(1)</script>', en: '"><img src=x>' } });
  const answer = await fetch(`${pager.url}/?person=%22%3E%3Cscript%3E`);
  const text = await answer.text();
  assert.ok(!text.includes('<script>alert') && !text.includes('"><script>') && !text.includes('<img'));
  assert.match(answer.headers.get('content-security-policy') ?? '', /script-src 'self'/);
  for (const path of ['/', '/inbox', '/pager.js', '/a/x'])
    assert.equal(await statusUnder('evil.example', path), 403, path);
  assert.equal(await statusUnder(`localhost:${pager.port}`, '/'), 200);
});

/** fetch does not let one lie about the host. */
function statusUnder(host: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(`${pager.url}${path}`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asking.on('error', reject);
    asking.end();
  });
}
