import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '../../runner/base/clock.ts';
import { createRedactor } from '../../runner/base/redact.ts';
import { openJournal } from '../../runner/journal/store.ts';
import { onCallStream, type OnCallEvent } from '../../runner/model/oncall.ts';
import { watchStream } from '../../runner/oncall/watch-page.ts';
import { keyPlaces } from '../../runner/sign/key-places.ts';
import { makeSigner } from '../../runner/sign/state.ts';
import { sharedCli, type BuiltCli } from '../kit/built-cli.ts';
import { answering, urlOf } from '../kit/small-server.ts';
import { removeFolder } from '../kit/remove-folder.ts';

let cli: BuiltCli;
let folder: string;
let shop: Server;

// The port 9 answers nobody: the channel is there and cannot be proven.
const onCall = (schedule: string): string => `on-call: night
people:
  kim: { name: 김하나, phone: 010-0000-0000, addresses: { desk: kim, hook: kim } }
  lee: { name: Lee, language: en, addresses: { desk: lee } }
channels:
  desk: { kind: local }
  hook: { kind: webhook, url: "http://127.0.0.1:9/x", hosts: ["127.0.0.1:9"], body: { json: { text: "{{headline}}" } } }
ladder:
  - { after: 0s, notify: [{ who: kim, by: [desk, hook] }] }
second-path: { notify: [{ who: lee, by: [desk] }] }
tool-owners: [{ who: lee, by: [desk] }]
${schedule}`;

before(async () => {
  cli = await sharedCli();
  folder = mkdtempSync(join(tmpdir(), 'postflight-oncall-'));
  shop = await answering(200);
  for (const name of ['targets', 'on-call']) mkdirSync(join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'checks', 'targets'), { recursive: true });
  mkdirSync(join(folder, 'checks', 'on-call'), { recursive: true });
  const target = `target: the shop\nbase-url: ${urlOf(shop)}\non-call: ../on-call/shop.yaml\n`;
  for (const place of ['.', 'checks']) {
    writeFileSync(join(folder, place, 'targets', 'shop.yaml'), target);
    writeFileSync(join(folder, place, 'on-call', 'shop.yaml'), onCall(''));
  }
  writeFileSync(join(folder, 'targets', 'nobody.yaml'), `target: nobody\nbase-url: ${urlOf(shop)}\n`);
  writeFileSync(
    join(folder, 'checks', 'smoke.yaml'),
    `checklist: smoke
target: shop
sections:
  - id: HOME
    title: home
    steps:
      - { id: HOME-1, title: the home page answers, do: [{ goto: / }], expect: [{ title: shop }] }
`,
  );
  makeSigner(keyPlaces(join(folder, 'state')), {}, systemClock);
});
after(() => {
  shop.closeAllConnections();
  shop.close();
  removeFolder(folder);
  cli.remove();
});

function start(args: readonly string[]): ChildProcess {
  const places = { POSTFLIGHT_STATE: join(folder, 'state'), POSTFLIGHT_REPORTS: join(folder, 'reports') };
  // What a watchdog starts ends at once, so that no test leaves a process behind.
  const env = { ...process.env, ...places, POSTFLIGHT_LANG: 'en', NO_COLOR: '1', POSTFLIGHT_ONCALL_LIMIT: '1' };
  return spawn(process.execPath, [cli.main, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(...args: readonly string[]): Promise<{ code: number; said: string }> {
  const child = start(args);
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code]: unknown[] = await once(child, 'close');
  return { code: Number(code), said };
}

function inJournal<T>(look: (journal: ReturnType<typeof openJournal>) => T): T {
  const journal = openJournal(join(folder, 'state', 'journal.sqlite'), {
    clock: systemClock,
    redactor: createRedactor(),
  });
  try {
    return look(journal);
  } finally {
    journal.close();
  }
}

function eventsOf<K extends OnCallEvent['kind']>(
  stream: string,
  kind: K,
): readonly Extract<OnCallEvent, { kind: K }>[] {
  const isOf = (event: { kind: string }): event is Extract<OnCallEvent, { kind: K }> => event.kind === kind;
  return inJournal((journal) =>
    journal
      .events(onCallStream(stream))
      .map(({ event }) => event)
      .filter(isOf),
  );
}

test('a run does not start while a channel is unproven, names it and why; a named person may answer for that', async () => {
  const refused = await run('run', 'checks/smoke.yaml');
  assert.equal(refused.code, 5, refused.said);
  assert.match(refused.said, /Paging: 1 of 2 channels proven/);
  assert.match(refused.said, /channel "hook" is not proven: /);
  assert.deepEqual(
    inJournal((journal) => journal.runs()),
    [],
  );

  const nameless = await run('run', 'checks/smoke.yaml', '--unproven-paging', 'because');
  assert.equal(nameless.code, 2, nameless.said);

  const begun = await run('run', 'checks/smoke.yaml', '--unproven-paging', '김하나: the hook is being mended');
  assert.equal(begun.code, 0, begun.said);
  const [only] = inJournal((journal) => journal.runs());
  const overridden = eventsOf(only?.runId ?? '', 'proof.overridden');
  assert.deepEqual(
    overridden.map(({ person, reason, channels }) => [person, reason, channels]),
    [['김하나', 'the hook is being mended', ['hook']]],
  );
  // What was proven a moment ago is not asked again; what failed is.
  const proven = eventsOf('standing', 'channel.proven').map(({ channel, result }) => `${channel} ${result}`);
  assert.deepEqual(
    proven.filter((one) => one.startsWith('desk')),
    ['desk accepted'],
  );
  assert.deepEqual(new Set(proven.slice(1)), new Set(['hook retry']));
});

test('words given by telephone need a page, a name and the admission that they were spoken', async () => {
  assert.equal((await run('oncall', 'ack', '--person', 'kim')).code, 2);
  const none = await run('oncall', 'ack', '--person', 'kim', '--by-voice');
  assert.equal(none.code, 2);
  assert.match(none.said, /No page is open/);
  assert.equal((await run('oncall', 'resolve', '--person', 'kim')).code, 2);
});

test('a watchdog pages once for a run that was due, takes words about it, and knows who has nobody to page', async () => {
  const nobody = await run('watchdog', '--target', 'nobody');
  assert.equal(nobody.code, 2);
  assert.match(nobody.said, /nobody to page/);
  assert.equal((await run('watchdog', '--target', 'shop')).code, 0);

  const hourMs = 60 * 60_000;
  const dueMs = systemClock.now() + 2 * hourMs;
  const kst = new Date(dueMs + 9 * hourMs).toISOString();
  const stream = watchStream('shop', systemClock.now());
  const words = `schedule: { days: [sun, mon, tue, wed, thu, fri, sat], at: "${kst.slice(11, 16)}" }`;
  writeFileSync(join(folder, 'on-call', 'shop.yaml'), onCall(words));
  assert.equal((await run('watchdog', '--target', 'shop')).code, 0, 'what is not due yet is not missed');

  // A run of an earlier test is a scheduled one for an hour; this target has none.
  writeFileSync(
    join(folder, 'targets', 'late.yaml'),
    `target: late\nbase-url: ${urlOf(shop)}\non-call: ../on-call/late.yaml\n`,
  );
  const past = new Date(systemClock.now() + 9 * hourMs - 20 * 60_000).toISOString().slice(11, 16);
  writeFileSync(join(folder, 'on-call', 'late.yaml'), onCall(words.replace(/"\d\d:\d\d"/, `"${past}"`)));
  for (const time of ['once', 'twice']) {
    const late = await run('watchdog', '--target', 'late');
    assert.equal(late.code, 1, `${time}: ${late.said}`);
    assert.match(late.said, /has not begun/);
  }
  const days = [systemClock.now(), systemClock.now() - 24 * hourMs].map((ms) => watchStream('late', ms));
  const pages = days.flatMap((day) => eventsOf(day, 'page.opened').map(({ page }) => ({ day, page })));
  assert.equal(pages.length, 1);
  assert.equal(eventsOf(stream, 'page.opened').length, 0);

  const said = await run('oncall', 'ack', '--person', '김하나', '--by-voice', '--note', 'starting it now');
  assert.equal(said.code, 0, said.said);
  const [answer] = eventsOf(pages[0]?.day ?? '', 'page.acknowledged');
  assert.deepEqual([answer?.person, answer?.method, answer?.note], ['kim', 'by-voice', 'starting it now']);
  const over = await run('oncall', 'resolve', '--person', 'lee');
  assert.equal(over.code, 0, over.said);
  assert.equal(eventsOf(pages[0]?.day ?? '', 'page.changed').at(-1)?.by, 'Lee');
});

test('the acknowledge pages and the pager say where they are, and end when they are told to', async () => {
  for (const [words, path, status] of [
    [['oncall', 'serve', '--port', '0'], '/a/x', 404],
    [['oncall', 'pager', '--port', '0'], '/', 200],
  ] as const) {
    const child = start(words);
    const [said]: unknown[] = await once(child.stdout ?? child, 'data');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(said))?.[0] ?? '';
    assert.equal((await fetch(`${url}${path}`)).status, status);
    child.kill('SIGTERM');
    const [code]: unknown[] = await once(child, 'close');
    assert.equal(code, 0);
  }
  assert.equal((await run('oncall', 'serve', '--port', 'x')).code, 2);
  const renewed = await run('oncall', 'renew-key', '--forget');
  assert.equal(renewed.code, 0, renewed.said);
});
