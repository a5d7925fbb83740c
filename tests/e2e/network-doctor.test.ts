import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '../../runner/base/clock.ts';
import { keyPlaces } from '../../runner/sign/key-places.ts';
import { makeSigner } from '../../runner/sign/state.ts';
import { sharedCli, type BuiltCli } from '../kit/built-cli.ts';
import { urlOf } from '../kit/small-server.ts';

let cli: BuiltCli;
let folder: string;
let shop: Server;
let cdn: Server;
let gateway: Server;
const asked: string[] = [];

before(async () => {
  cli = await sharedCli();
  folder = mkdtempSync(join(tmpdir(), 'postflight-doctor-'));
  cdn = await serve('cdn', () => '');
  gateway = await serve('gateway', () => '');
  shop = await serve('shop', (path) =>
    path === '/list'
      ? `<img src="${urlOf(cdn)}/a.png"><script>fetch('/order', { method: 'POST' }).catch(() => {})</script>`
      : `<script src="${urlOf(gateway)}/sdk.js"></script><iframe src="${urlOf(gateway)}/window"></iframe>`,
  );
  mkdirSync(join(folder, 'targets'));
  writeFileSync(
    join(folder, 'targets', 'shop.yaml'),
    `target: shop
base-url: ${urlOf(shop)}
gateway:
  kind: toss
  base-url: ${urlOf(gateway)}
  secret-key: KEY
  lane: sandbox
  ceilings: { step: 1000, run: 1000 }
`,
  );
  writeFileSync(
    join(folder, 'smoke.yaml'),
    `checklist: smoke
target: shop
sections:
  - id: HOME
    title: home
    steps:
      - { id: HOME-1, title: the list, do: [{ goto: /list }], expect: [{ title: x }] }
      - { id: HOME-2, title: an order, effect: reversible, do: [{ goto: /order-page }], expect: [{ title: x }] }
`,
  );
  makeSigner(keyPlaces(join(folder, 'state')), {}, systemClock);
});
after(() => {
  for (const server of [shop, cdn, gateway]) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
  cli.remove();
});

async function serve(name: string, page: (path: string) => string): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    asked.push(`${name} ${request.method} ${request.url}`);
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><title>x</title>${page(request.url ?? '')}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function doctor(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [cli.main, 'doctor', '--state', 'state', ...args], {
    cwd: folder,
    env: { ...process.env, POSTFLIGHT_LANG: 'en', NO_COLOR: '1', POSTFLIGHT_SECRET_KEY: 'test_sk_x', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = await once(child, 'close');
  return { code: Number(code), out, err };
}

test('a target that is ready is called ready, line by line', async () => {
  const { code, out, err } = await doctor(['--target', 'shop']);
  assert.equal(err, '');
  assert.equal(code, 0);
  for (const line of [
    /✓ the shop answers/,
    /✓ clock: \d+ s/,
    /✓ the gateway's test key is there/,
    /✓ browser: /,
    /✓ signing key: SHA256/,
    /ready to run/,
  ])
    assert.match(out, line);
});

const problems: readonly (readonly [string, NodeJS.ProcessEnv, readonly string[], RegExp])[] = [
  ['a missing key', { POSTFLIGHT_SECRET_KEY: '' }, [], /✗ .*POSTFLIGHT_SECRET_KEY/],
  ['a key that is not a test key', { POSTFLIGHT_SECRET_KEY: ['live', 'sk', 'x'].join('_') }, [], /✗ .*test/],
  ['a missing signing key', {}, ['--state', 'empty'], /✗ .*keys init/],
  [
    'an upstream proxy that is none',
    { HTTPS_PROXY: 'no address', https_proxy: '' },
    [],
    /✗ Environment variable HTTPS_PROXY/,
  ],
];
for (const [name, env, args, line] of problems) {
  test(`${name} is a problem with what to do, and exit 2`, async () => {
    const { code, out, err } = await doctor(['--target', 'shop', ...args], env);
    assert.match(out, line);
    assert.match(err, /1 problem/);
    assert.equal(code, 2);
  });
}

test('the hosts of start page and harmless steps are found, and nothing is ordered or paid', async () => {
  asked.length = 0;
  const { code, out, err } = await doctor(['smoke.yaml', '--target', 'shop', '--discover']);
  assert.equal(code, 0, err);
  const host = new URL(urlOf(cdn)).host;
  assert.match(out, new RegExp(`^allowed-hosts:\\n  - ${host}  # NEW: .* image`, 'm'));
  assert.match(out, new RegExp(`^# gateway: ${new URL(urlOf(gateway)).host} `, 'm'));
  assert.match(err, /2 page\(s\) were opened; 1 host\(s\) are not listed/);
  assert.ok(asked.includes('cdn GET /a.png') && asked.includes('gateway GET /sdk.js'));
  assert.deepEqual(
    asked.filter((line) => /POST|window|order-page/.test(line)),
    [],
  );
});
