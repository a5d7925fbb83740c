import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Route, Site } from '../kit/engine-site.ts';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';

const head = 'checklist: 점검\ndevice: { width: 390, height: 844 }\n';
const html = (script: string, body = ''): string =>
  `<script>${script}</script><title>t</title><h1>home</h1>${body}<button onclick="setTimeout(() => document.querySelector('h1').insertAdjacentHTML('afterend', '<p>bought</p>'), 50)">사기</button>`;

/** What an ordinary step must be told of a page like this. */
type Case = { readonly page: Route; readonly site?: Site; readonly status: RegExp };

const cases: { readonly [name: string]: Case } = {
  'takes MutationObserver away': { page: html('delete window.MutationObserver'), status: /passed|tool-error/ },
  'replaces MutationObserver by one that hears nothing': {
    page: html('window.MutationObserver = class { observe() {} disconnect() {} }'),
    status: /passed/,
  },
  'breaks JSON': {
    page: html('JSON.stringify = JSON.parse = () => { throw new Error("no") }'),
    status: /passed|tool-error/,
  },
  'breaks Array.prototype': {
    page: html('Array.prototype.map = Array.prototype.slice = () => { throw new Error("no") }'),
    status: /passed|failed|tool-error/,
  },
  'hears no listeners': {
    page: html('EventTarget.prototype.addEventListener = () => {}'),
    status: /passed|tool-error/,
  },
  'freezes the prototypes': {
    page: html(
      '[Object, Array, Function, Node, Element, EventTarget, Document].forEach((one) => Object.freeze(one.prototype))',
    ),
    status: /passed/,
  },
  'allows no script but its own and trusted types': {
    page: (_request, response) =>
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy':
            "default-src 'none'; script-src 'nonce-a'; require-trusted-types-for 'script'; trusted-types t",
        })
        .end(
          `<h1>home</h1><button>사기</button><script nonce="a">document.querySelector('button').onclick = () => document.body.append(Object.assign(document.createElement('p'), { textContent: 'bought' }))</script>`,
        ),
    status: /passed/,
  },
  'has fifty thousand nodes': {
    page: html('', '').replace(
      '<h1>',
      `<div id=many></div><script>document.querySelector('#many').innerHTML = '<i>x</i>'.repeat(50000)</script><h1>`,
    ),
    status: /passed/,
  },
  'opens fifty popups': {
    page: html("for (let i = 0; i < 50; i++) window.open('/small?' + i)"),
    site: { '/small': 'x' },
    status: /passed/,
  },
  'prints itself and asks for credentials': {
    page: html("window.print(); fetch('/secret')", '<iframe src="/secret"></iframe>'),
    site: {
      '/secret': (_request, response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end('no'),
    },
    status: /passed/,
  },
  'begins a download': {
    page: html("setTimeout(() => { location.href = '/file.zip' }, 100)"),
    site: {
      '/file.zip': (_request, response) =>
        response.writeHead(200, { 'content-disposition': 'attachment; filename="file.zip"' }).end('zip'),
    },
    status: /passed/,
  },
  'has a service worker': {
    page: html("navigator.serviceWorker.register('/sw.js')"),
    site: {
      '/sw.js': (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'text/javascript' })
          .end(
            "addEventListener('install', () => skipWaiting()); addEventListener('fetch', (e) => e.respondWith(fetch(e.request)))",
          ),
    },
    status: /passed/,
  },
};

describe('a hostile page cannot stop a run or spoil another section', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  for (const [name, { page, site = {}, status }] of Object.entries(cases)) {
    it(`a page that ${name}`, { timeout: 240_000 }, async () => {
      const ran = await world.run(
        `${head}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, effect: reversible, timeout: 60s, do: [ { goto: /page }, { click: 사기 } ], expect: [ { visible: bought }, { count: { css: p, equals: 1 } } ] }
      - { id: A-02, title: 둘, do: [ { goto: / } ], expect: [ { visible: home } ] }
  - { id: B, title: 나, steps: [ { id: B-01, title: 하나, do: [ { goto: / } ], expect: [ { visible: home } ] } ] }
`,
        { site: { ...site, '/page': page }, tracks: 2 },
      );
      const { status: got, failure, reason } = ran.step('A-01');
      assert.match(
        got,
        status,
        `${got}: ${failure?.message.en ?? ''} ${failure?.detail ?? ''} ${reason?.message.en ?? ''}`,
      );
      assert.match(ran.statuses(), /A-02 passed, B-01 passed/);
    });
  }
});
