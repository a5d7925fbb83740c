import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../kit/engine-site.ts';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';
import type { Ran } from '../kit/ran.ts';

const head = 'checklist: 점검\ndevice: { width: 390, height: 844 }\n';

function section(steps: string): string {
  return `${head}sections:\n  - id: A\n    title: 가\n    steps:\n${steps
    .trim()
    .split('\n')
    .map((line) => `      - ${line.trim()}\n`)
    .join('')}`;
}

const page = (script: string, more = ''): string => `<title>t</title><h1>home</h1>${more}<script>${script}</script>`;

function problems(ran: Ran, id: string): readonly string[] {
  return (ran.step(id).network?.problems ?? []).map(
    ({ url, status, error }) => `${new URL(url).pathname} ${status ?? error}`,
  );
}

describe('what a step saw of network, console and dialogs', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  it('tells 4xx, 5xx and failed requests, and not those that a navigation cut off', async () => {
    const ran = await world.run(
      section(`
{ id: A-01, title: 하나, do: [ { goto: /many } ], expect: [ { visible: done } ] }
{ id: A-02, title: 둘, do: [ { goto: /leaving } , { goto: / } ], expect: [ { visible: home } ] }`),
      {
        site: {
          '/many': page(
            `Promise.allSettled(['/500', '/missing', 'http://127.0.0.1:9/refused', '/'].map((url) => fetch(url))).then(() => { document.body.append('done'); })`,
          ).replace(
            "document.body.append('done')",
            "const p = document.createElement('p'); p.textContent = 'done'; document.body.append(p)",
          ),
          '/leaving': page(`fetch('/hang')`),
        },
      },
    );
    assert.equal(ran.statuses(), 'A-01 passed, A-02 passed');
    assert.deepEqual(
      [...problems(ran, 'A-01')].sort(),
      ['/500 500', '/missing 404', '/refused net::ERR_UNSAFE_PORT'].sort(),
    );
    assert.equal(ran.step('A-01').network?.requests, 5);
    assert.deepEqual(problems(ran, 'A-02'), []);
  });

  it('a request that goes wrong after its step is told in the step that runs then, and counted once', async () => {
    let startSecond = (): void => undefined;
    const secondStarted = new Promise<void>((resolve) => (startSecond = resolve));
    const ran = await world.run(
      section(`
{ id: A-01, title: 하나, do: [ { goto: /late } ], expect: [ { visible: home } ] }
{ id: A-02, title: 둘, expect: [ { visible: { text: answered } } ] }
{ id: A-03, title: 셋, expect: [ { visible: { text: answered } } ] }`),
      {
        site: {
          '/late': page(
            // Later than the answer, as the browser tells of answers and of pages in two streams that may overtake each other.
            `fetch('/slow500').then(() => setTimeout(() => { document.querySelector('h1').insertAdjacentHTML('afterend', '<p>answered</p>'); }, 500))`,
          ),
          '/slow500': (_request, response) => void secondStarted.then(() => response.writeHead(500).end()),
        },
        when: (event) => {
          if (event.kind === 'step.started' && event.step === 'A-02') startSecond();
        },
      },
    );
    assert.equal(ran.statuses(), 'A-01 passed, A-02 passed, A-03 passed');
    assert.deepEqual([problems(ran, 'A-01'), problems(ran, 'A-02'), problems(ran, 'A-03')], [[], ['/slow500 500'], []]);
    assert.deepEqual(
      ['A-01', 'A-02', 'A-03'].map((id) => ran.step(id).network?.requests),
      [2, 0, 0],
    );
  });

  it('hears errors of the page, its frames, its workers and its popups, each in its own step and section', async () => {
    const site: Site = {
      '/talk': page(
        `console.error('from page'); setTimeout(() => { throw new Error('thrown in page'); });
         const worker = new Worker('/worker.js'); worker.onmessage = () => { document.querySelector('h1').insertAdjacentHTML('afterend', '<p>worked</p>'); };`,
        '<iframe src="/frame"></iframe><button onclick="window.open(\'/popup\')">열기</button>',
      ),
      '/frame': page(`console.error('from frame'); setTimeout(() => { throw new Error('thrown in frame'); });`),
      '/popup': page(`console.error('from popup'); setTimeout(() => { throw new Error('thrown in popup'); });`),
      '/worker.js': (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'text/javascript' })
          .end(
            `console.error('from worker'); setTimeout(() => { throw new Error('thrown in worker'); }); setTimeout(() => postMessage(1), 100);`,
          ),
      '/other': page(`console.error('from other')`),
    };
    const ran = await world.run(
      `${section(`
{ id: A-01, title: 하나, do: [ { goto: /talk } ], expect: [ { visible: worked } ] }
{ id: A-02, title: 둘, do: [ { popup: { open: [ { click: 열기 } ], expect: [ { visible: home } ] } } ], expect: [ { visible: home } ] }
{ id: A-03, title: 셋, expect: [ { visible: home }, { no-errors: {} } ] }`)}  - { id: B, title: 나, steps: [ { id: B-01, title: 하나, do: [ { goto: /other } ], expect: [ { visible: home } ] } ] }
`,
      { site, tracks: 2 },
    );
    assert.equal(ran.statuses(), 'A-01 passed, A-02 passed, A-03 passed, B-01 passed');
    const errors = (id: string): readonly string[] =>
      (ran.step(id).console?.errors ?? []).map((one) => one.split('\n')[0] ?? '').sort();
    assert.deepEqual(errors('A-01'), [
      'Error: thrown in frame',
      'Error: thrown in page',
      'Error: thrown in worker',
      'from frame',
      'from page',
      'from worker',
    ]);
    assert.deepEqual(errors('A-02'), ['Error: thrown in popup', 'from popup']);
    assert.deepEqual(errors('A-03'), []);
    assert.deepEqual(errors('B-01'), ['from other']);
  });

  it('holds a bounded part of what a page pours out, and counts the rest', { timeout: 120_000 }, async () => {
    const ran = await world.run(
      section(
        `{ id: A-01, title: 하나, timeout: 60s, do: [ { goto: /flood } ], expect: [ { visible: { text: poured } } ] }`,
      ),
      {
        site: {
          '/flood': page(
            `const long = 'x'.repeat(1_000_000);
             for (let i = 0; i < 20; i++) console.error(i + long);
             for (let i = 0; i < 3_000; i++) console.error(i);
             (async () => { for (let i = 0; i < 500; i++) await fetch('/missing?' + i); document.querySelector('h1').insertAdjacentHTML('afterend', '<p>poured</p>'); })();`,
          ),
        },
      },
    );
    const step = ran.step('A-01');
    assert.equal(step.status, 'passed');
    assert.equal(step.network?.requests, 501);
    assert.equal(step.network.problems.length, 400);
    assert.ok((step.console?.messages ?? 0) >= 3_020);
    assert.equal(step.console?.errors.length, 200);
    const kept = ran.stored.reduce((sum, { line }) => sum + line.length, 0);
    assert.ok(kept < 2_000_000, `${kept} bytes of journal`);
  });

  for (const kind of ['alert', 'confirm', 'prompt'] as const) {
    it(`an undeclared ${kind} fails the step with its words; a declared one does not`, async () => {
      const site = {
        '/ask': `<h1>home</h1><button onclick="document.querySelector('h1').insertAdjacentHTML('afterend', '<p>' + ${kind}('정말로?') + '</p>')">묻기</button>`,
      };
      const ran = await world.run(
        section(`
{ id: A-01, title: 하나, effect: reversible, do: [ { goto: /ask }, { click: 묻기 } ], expect: [ { visible: home } ] }
{ id: A-02, title: 둘, do: [ { goto: /ask }, { dialog: { accept: true, message: 정말 } }, { click: 묻기 } ], expect: [ { visible: home } ] }
{ id: A-03, title: 셋, effect: reversible, do: [ { goto: /ask }, { dialog: { accept: true, message: 삭제 } }, { click: 묻기 } ], expect: [ { visible: home } ] }`),
        { site },
      );
      assert.equal(ran.statuses(), 'A-01 failed, A-02 passed, A-03 failed');
      assert.match(ran.step('A-01').failure?.message.en ?? '', /did not declare: 정말로\?/);
      assert.equal(ran.step('A-03').failure?.expected, '삭제');
      assert.equal(ran.step('A-03').failure?.observed, '정말로?');
    });
  }

  it('a question when a page is left is answered and is nobody’s failure; a dialog of a popup is', async () => {
    const ran = await world.run(
      section(`
{ id: A-01, title: 하나, do: [ { goto: /leave }, { click: 글 }, { goto: / } ], expect: [ { visible: home } ] }
{ id: A-02, title: 둘, effect: reversible, do: [ { goto: /opener }, { popup: { open: [ { click: 열기 } ], expect: [ { visible: home } ] } } ], expect: [ { visible: home } ] }`),
      {
        site: {
          '/leave': page(
            `window.onbeforeunload = (event) => { event.preventDefault(); return 'x'; }`,
            '<button>글</button>',
          ),
          '/opener': page('', '<button onclick="window.open(\'/asking\')">열기</button>'),
          '/asking': page(`alert('팝업이 묻는다')`),
        },
      },
    );
    assert.equal(ran.statuses(), 'A-01 passed, A-02 failed');
    assert.match(ran.step('A-02').failure?.message.en ?? '', /팝업이 묻는다/);
  });

  it('pictures the popup that was looked at, whether it passed or failed', async () => {
    const site = {
      '/opener': page('', '<button onclick="window.open(\'/popup\')">열기</button>'),
      '/popup': page('', '<p>popup</p>'),
    };
    const ran = await world.run(
      section(`
{ id: A-01, title: 하나, do: [ { goto: /opener }, { popup: { open: [ { click: 열기 } ], expect: [ { visible: popup } ] } } ] , expect: [ { that: 'true' } ] }
{ id: A-02, title: 둘, effect: reversible, timeout: 2s, do: [ { goto: /opener }, { popup: { open: [ { click: 열기 } ], expect: [ { visible: 없음 } ] } } ], expect: [ { visible: home } ] }`).replace(
        " , expect: [ { that: 'true' } ]",
        ', expect: [ { url: { contains: /opener } } ]',
      ),
      { site },
    );
    assert.equal(ran.statuses(), 'A-01 passed, A-02 failed');
    const urls = (id: string): readonly string[] =>
      ran.step(id).evidence.flatMap((one) => (one.kind === 'screenshot' ? [new URL(one.pageUrl).pathname] : []));
    assert.deepEqual(urls('A-01'), ['/opener', '/popup']);
    assert.deepEqual(urls('A-02'), ['/popup']);
  });
});
