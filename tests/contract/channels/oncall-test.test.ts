import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { startProvider } from '../../../fixtures/pagers/provider.ts';
import type { Surroundings } from '../../../runner/cli/command.ts';
import { examineOnCall } from '../../../runner/cli/oncall/examine.ts';
import { testChannels } from '../../../runner/cli/oncall/test-channels.ts';
import { systemClock } from '../../../runner/base/clock.ts';
import { createRedactor } from '../../../runner/base/redact.ts';
import { openJournal } from '../../../runner/journal/store.ts';
import { onCallStream } from '../../../runner/model/oncall.ts';
import { SetupError } from '../../../runner/model/trouble.ts';

/* `postflight oncall test` and `oncall doctor` as somebody uses them on the day before a release. */

const secrets = {
  POSTFLIGHT_SECRET_PD: 'pd-routing-key-0123456789abcdef0',
  POSTFLIGHT_SECRET_KEY: 'NCS-key-of-the-shop',
  POSTFLIGHT_SECRET_SOLAPI: 'solapi-secret-value',
};

async function folder(context: TestContext, change: (yaml: string) => string = (yaml) => yaml) {
  const provider = await startProvider();
  const place = mkdtempSync(join(tmpdir(), 'oncall-test-'));
  context.after(async () => {
    await provider.close();
    rmSync(place, { recursive: true });
  });
  for (const name of ['targets', 'on-call']) mkdirSync(join(place, name));
  writeFileSync(
    join(place, 'targets/shop.yaml'),
    'target: 데모\nbase-url: https://shop.example\non-call: ../on-call/shop.yaml\n',
  );
  writeFileSync(
    join(place, 'on-call/shop.yaml'),
    change(`on-call: 배포 당직
people:
  kim: { name: 김서연, phone: 010-1234-5678, addresses: { sms: 010-1234-5678, pd: kim } }
  lee: { name: Lee, phone: 010-2222-3333, language: en, addresses: { sms: 010-2222-3333 } }
channels:
  pd: { kind: pagerduty, routing-key: "\${secret:PD}", endpoint: "${provider.url}", hosts: ["${provider.host}"] }
  sms: { kind: solapi, api-key: "\${secret:KEY}", api-secret: "\${secret:SOLAPI}", sender: 02-1234-5678, endpoint: "${provider.url}", hosts: ["${provider.host}"] }
ladder:
  - { after: 0s, notify: [{ who: all, by: [pd] }] }
second-path: { notify: [{ who: all, by: [sms] }] }
tool-owners: [{ who: lee, by: [sms] }]
public-url: https://pager.shop.example
`),
  );
  const said: string[] = [];
  const around: Surroundings = {
    env: secrets,
    workingDirectory: place,
    terminal: {
      language: 'en',
      color: false,
      width: 100,
      columns: null,
      line: (text = '') => said.push(text),
      say: (text) => said.push(text.en),
      complain: (text) => said.push(typeof text === 'string' ? text : text.en),
      paint: (_, text) => text,
    },
  };
  return { provider, place, around, text: () => said.join('\n') };
}

test('a test really goes out to everybody, and what it proves is said and remembered', async (context) => {
  const { provider, place, around, text } = await folder(context);
  assert.equal(await testChannels(null, { wait: '0' }, around), 0);
  assert.deepEqual(
    provider.calls.filter(({ method }) => method === 'POST').map(({ path }) => path),
    ['/v2/enqueue', '/messages/v4/send', '/messages/v4/send'],
  );
  assert.match(provider.calls[0]?.body ?? '', /"severity":"info"/);
  assert.match(text(), /✓ pd → 김서연 .*accepted HTTP 202/);
  assert.match(text(), /gives no receipts; look at the telephone/);
  assert.match(text(), /No receipt yet/);
  for (const secret of Object.values(secrets)) assert.ok(!text().includes(secret));
  const journal = openJournal(join(place, '.postflight', 'journal.sqlite'), {
    clock: systemClock,
    redactor: createRedactor(),
  });
  const events = journal.events(onCallStream('standing')).map(({ event }) => event);
  journal.close();
  assert.deepEqual(
    events.map((event) => event.kind === 'channel.proven' && [event.channel, event.how, event.result]),
    [
      ['pd', 'test', 'accepted'],
      ['sms', 'test', 'accepted'],
    ],
  );
});

test('a way that does not work is told with the provider’s own words: exit 5', async (context) => {
  const { provider, around, text } = await folder(context);
  provider.script({ kind: 'answer', status: 400, body: '{"message":"Invalid routing key"}' });
  assert.equal(await testChannels('pd', { wait: '0' }, around), 5);
  assert.match(text(), /✕ pd → .*refused — It refused \(HTTP 400\).*Invalid routing key/);
});

test('a receipt that comes is proof of delivery; one that says no is no proof at all', async (context) => {
  const { provider, around, text } = await folder(context);
  const receipt = (status: string, code: string) => ({
    kind: 'answer' as const,
    status: 200,
    body: JSON.stringify({
      messageList: { M4V1: { status, statusCode: code, dateReceived: '2026-11-21T15:41:40.000Z', reason: '' } },
    }),
  });
  provider.script({ kind: 'take' }, receipt('COMPLETE', '4000'));
  assert.equal(await testChannels('sms', { wait: '0', to: 'kim' }, around), 0);
  assert.match(text(), /proof: delivered 2026-11-22 00:41:40 KST/);
  provider.script(
    { kind: 'answer', status: 200, body: '{"statusCode":"2000","messageId":"M4V1"}' },
    receipt('COMPLETE', '3040'),
  );
  assert.equal(await testChannels('sms', { wait: '0', to: 'kim' }, around), 5);
  assert.match(text(), /proof: not delivered .* 3040/);
});

test('a dry run prints the exact request with secrets hidden and sends nothing', async (context) => {
  const { provider, around, text } = await folder(context);
  assert.equal(await testChannels('pd', { wait: '0', dryRun: true, as: 'page' }, around), 0);
  assert.equal(provider.calls.length, 0);
  assert.match(text(), /POST http:\/\/127\.0\.0\.1:\d+\/v2\/enqueue/);
  assert.match(text(), /"routing_key": "\*\*\*"/);
  assert.match(text(), /"severity": "critical"/);
  assert.match(text(), /"summary": "\[긴급\] 보기: 주문할 수 없습니다"/);
  assert.equal(await testChannels('pd', { wait: '0', dryRun: true, as: 'heartbeat' }, around), 0);
  assert.match(text(), /carries no "heartbeat"/);
});

test('the quiet way disturbs nobody', async (context) => {
  const { provider, around } = await folder(context);
  assert.equal(await testChannels(null, { wait: '0', quiet: true }, around), 0);
  assert.deepEqual(
    provider.calls.map(({ method, path }) => `${method} ${path}`),
    ['POST /v2/change/enqueue', 'GET /cash/v1/balance'],
  );
});

test('--resolve closes what the test has opened', async (context) => {
  const { provider, around } = await folder(context);
  assert.equal(await testChannels('pd', { wait: '0', resolve: true }, around), 0);
  const keys = provider.calls.map(({ body }) => /"event_action":"(\w+)","dedup_key":"([^"]+)"/.exec(body)?.slice(1));
  assert.deepEqual(
    keys.map((key) => key?.[0]),
    ['trigger', 'resolve'],
  );
  assert.equal(keys[0]?.[1], keys[1]?.[1]);
});

test('names that there are not get a hint', async (context) => {
  const { around } = await folder(context);
  const said = (pattern: RegExp) => (error: unknown) => error instanceof SetupError && pattern.test(error.text.en);
  await assert.rejects(testChannels('pdd', { wait: '0' }, around), said(/no channel "pdd".*did you mean "pd"/));
  await assert.rejects(
    testChannels('sms', { wait: '0', to: 'kin' }, around),
    said(/nobody called "kin".*did you mean "kim"/),
  );
  await assert.rejects(testChannels('sms', { wait: 'long' }, around), said(/--wait/));
  await assert.rejects(testChannels('pd', { wait: '0', as: 'page' }, around), said(/--dry-run/));
});

test('a misspelt setting is told with its place in the file: exit 2', async (context) => {
  const { around, text } = await folder(context, (yaml) => yaml.replace('routing-key:', 'routing-kee:'));
  assert.equal(await testChannels(null, { wait: '0' }, around), 2);
  assert.match(text(), /shop\.yaml:6:\d+/);
});

test('the doctor says who cannot be woken and what hangs by one thread', async (context) => {
  const good = await folder(context);
  assert.equal(examineOnCall({}, good.around), 0);
  assert.match(good.text(), /Register the sender number/);
  assert.match(good.text(), /Do Not Disturb/);
  const bad = await folder(context, (yaml) =>
    yaml
      .replace('by: [sms] }] }\ntool', 'by: [pd] }] }\ntool')
      .replace('${secret:PD}', '${secret:PAGER}')
      .replace('phone: 010-2222-3333, ', ''),
  );
  assert.equal(examineOnCall({}, bad.around), 5);
  assert.match(bad.text(), /✕ channel pd: .*POSTFLIGHT_SECRET_PAGER/);
});
