import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../kit/engine-site.ts';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';
import { shownPage } from '../kit/shown-page.ts';

const head = 'checklist: 점검\ndevice: { width: 390, height: 844 }\n';
const home = 'do: [ { goto: / } ], expect: [ { visible: home } ]';
const html = (body: string): string => `<title>t</title><h1>home</h1>${body}`;

/** A button that does something terrible some milliseconds after it was pressed, so that the press itself can end. */
const button = (script: string): string => html(`<button onclick="setTimeout(() => { ${script} }, 20)">시작</button>`);

describe('a step never takes much longer than it may, and the next is told honestly', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  const usualMs = 1_500;
  type Case = {
    readonly site: Site;
    readonly action: string;
    readonly expect: string;
    /** The step's limit, where the press must have come before it. */
    readonly timeoutMs?: number;
    /** Milliseconds the step may take beyond its limit: far above what it takes, so that only a step that hangs is caught. */
    readonly beyondMs: number;
    readonly statuses: RegExp;
  };
  const cases: { readonly [name: string]: Case } = {
    'the server never answers a navigation': {
      site: {},
      action: '{ goto: /hang }',
      expect: '{ visible: home }',
      beyondMs: 15_000,
      statuses: /A-01 failed, A-02 passed/,
    },
    'the server never answers a call': {
      site: {},
      action: '{ http: { get: /hang } }',
      expect: '{ visible: home }',
      beyondMs: 15_000,
      statuses: /A-01 failed, A-02 passed/,
    },
    'a form leads to a page that never comes': {
      site: { '/form': html('<form action="/hang"><button>시작</button></form>') },
      action: '{ goto: /form }, { click: 시작 }',
      expect: '{ visible: { text: thanks } }',
      beyondMs: 15_000,
      statuses: /A-01 failed, A-02 passed/,
    },
    'the page never ends its loop': {
      site: { '/loop': button('while (true);') },
      action: '{ goto: /loop }, { click: 시작 }',
      expect: '{ visible: { text: thanks } }',
      timeoutMs: 6_000,
      beyondMs: 20_000,
      statuses: /A-01 failed, A-02 not-run/,
    },
    'the page asks again and again': {
      site: { '/ask': button("while (true) alert('또')") },
      action: '{ goto: /ask }, { click: 시작 }',
      expect: '{ visible: { text: thanks } }',
      beyondMs: 20_000,
      statuses: /A-01 failed, A-02 (not-run|passed|failed)/,
    },
    'the page changes ten thousand times a second': {
      site: {
        '/busy': button(
          "setInterval(() => { for (let i = 0; i < 40; i++) document.querySelector('h1').title = String(Math.random()) }, 4)",
        ),
      },
      action: '{ goto: /busy }, { click: 시작 }',
      expect: '{ visible: { text: thanks } }',
      beyondMs: 15_000,
      statuses: /A-01 failed, A-02 passed/,
    },
    'the page redirects for ever': {
      site: { '/round': (_request, response) => response.writeHead(302, { location: '/round' }).end() },
      action: '{ goto: /round }',
      expect: '{ visible: home }',
      beyondMs: 15_000,
      statuses: /A-01 failed, A-02 passed/,
    },
    'the page reloads for ever': {
      site: { '/reload': html('<script>setTimeout(() => location.reload(), 30)</script>') },
      action: '{ goto: /reload }',
      expect: '{ visible: { text: thanks } }',
      beyondMs: 15_000,
      // The next step's own page may have to win against a reload that was already under way.
      statuses: /A-01 failed, A-02 (passed|failed|not-run)/,
    },
    'the page walks its history for ever': {
      site: {
        '/walk': button("setInterval(() => { history.pushState({}, '', '/walk?' + Math.random()) }, 5)"),
      },
      action: '{ goto: /walk }, { click: 시작 }',
      expect: '{ visible: { text: thanks } }',
      beyondMs: 15_000,
      statuses: /A-01 failed, A-02 passed/,
    },
  };
  for (const [name, { site, action, expect, timeoutMs = usualMs, beyondMs, statuses }] of Object.entries(cases)) {
    it(name, { timeout: 180_000 }, async () => {
      const ran = await world.run(
        `${head}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, effect: reversible, timeout: ${timeoutMs}ms, do: [ ${action} ], expect: [ ${expect} ] }
      - { id: A-02, title: 둘, ${home} }
  - { id: B, title: 나, steps: [ { id: B-01, title: 하나, ${home} } ] }
`,
        { site },
      );
      assert.match(ran.statuses(), statuses);
      assert.match(ran.statuses(), /B-01 passed/);
      const took = ran.step('A-01').durationMs ?? 0;
      assert.ok(took < timeoutMs + beyondMs, `it took ${took} ms`);
    });
  }

  it('what a hung step had still to do is not done while the section cleans up', { timeout: 180_000 }, async () => {
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    defer: [ { wait-for: { visible: { text: never } } } ]
    steps:
      - id: A-01
        title: 하나
        effect: reversible
        timeout: 1s
        do:
          - goto: /loop
          - click: 시작
          - save: { as: seen, text: { css: '#late' } }
          - http: { post: /order }
        expect: [ { visible: home } ]
`,
      {
        site: {
          '/loop': button(
            "const end = Date.now() + 8000; while (Date.now() < end); document.querySelector('h1').id = 'late'",
          ),
        },
      },
    );
    assert.equal(ran.statuses(), 'A-01 failed');
    assert.equal(ran.requests.includes('POST /order'), false);
  });

  it('a crashed page is our trouble for its step and not reached for the rest; other sections go on', async () => {
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, timeout: 40s, do: [ { goto: / } ], expect: [ { visible: { text: never } } ] }
      - { id: A-02, title: 둘, ${home} }
  - { id: B, title: 나, needs: [A], steps: [ { id: B-01, title: 하나, ${home} } ] }
  - { id: C, title: 다, steps: [ { id: C-01, title: 하나, ${home} } ] }
`,
      {
        when: (event, browser) => {
          if (event.kind !== 'step.started' || event.step !== 'A-01') return;
          void shownPage(browser).then(async (page) => {
            const protocol = await page.context().newCDPSession(page);
            // The crash itself leaves this call without an answer.
            protocol.send('Page.crash').catch(() => undefined);
          });
        },
      },
    );
    assert.equal(ran.statuses(), 'A-01 tool-error, A-02 not-run, B-01 blocked, C-01 passed');
    assert.equal(ran.doc.verdict, 'INCONCLUSIVE');
    const kinds = ran.step('A-01').evidence.map(({ kind }) => kind);
    assert.deepEqual(kinds, ['missing']);
    assert.ok((ran.step('A-01').durationMs ?? 0) < 30_000);
  });

  it('a session closed under a step is told the same way, and a page that closes itself', async () => {
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, timeout: 40s, do: [ { goto: / } ], expect: [ { visible: { text: never } } ] }
      - { id: A-02, title: 둘, ${home} }
  - id: B
    title: 나
    steps:
      - { id: B-01, title: 하나, timeout: 3s, do: [ { goto: /closing }, { click: 시작 } ], expect: [ { visible: { text: never } } ] }
      - { id: B-02, title: 둘, ${home} }
  - { id: C, title: 다, steps: [ { id: C-01, title: 하나, ${home} } ] }
`,
      {
        site: { '/closing': button('window.close()') },
        when: (event, browser) => {
          if (event.kind === 'step.started' && event.step === 'A-01')
            void shownPage(browser).then((page) => page.context().close());
        },
      },
    );
    assert.match(
      ran.statuses(),
      /A-01 tool-error, A-02 not-run, B-01 (tool-error|failed), B-02 (not-run|passed), C-01 passed/,
    );
  });

  it('a popup that closes itself under a step fails the step, and the section goes on', async () => {
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    steps:
      - id: A-01
        title: 하나
        effect: reversible
        timeout: 3s
        do: [ { goto: /opener }, { popup: { open: [ { click: 열기 } ], expect: [ { visible: { text: never } } ] } } ]
        expect: [ { visible: home } ]
      - { id: A-02, title: 둘, ${home} }
`,
      {
        site: {
          '/opener': html('<button onclick="window.open(\'/popup\')">열기</button>'),
          '/popup': html('<script>setTimeout(() => window.close(), 300)</script>'),
        },
      },
    );
    assert.equal(ran.statuses(), 'A-01 failed, A-02 passed');
  });
});
