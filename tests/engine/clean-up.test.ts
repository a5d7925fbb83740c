import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../kit/engine-site.ts';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';

describe('what a run has put into the shop is taken out again, whatever becomes of the page', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  const undoneBy: (string | undefined)[] = [];
  const site: Site = {
    '/login': (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'who=tester; path=/' });
      response.end('<h1>home</h1>');
    },
    '/undo': (request, response) => {
      undoneBy.push(request.headers.cookie);
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<h1>undone</h1>');
    },
    '/loop': '<h1>home</h1><button onclick="setTimeout(() => { while (true); }, 20)">시작</button>',
  };
  const checklist = (lost: string): string => `checklist: 점검
device: { width: 390, height: 844 }
sections:
  - id: A
    title: 가
    defer: [ { goto: /undo } ]
    steps:
      - { id: A-01, title: 로그인, do: [ { goto: /login } ], expect: [ { visible: home } ] }
      - { id: A-02, title: 잃음, effect: reversible, timeout: 1500ms, do: [ ${lost} ], expect: [ { visible: { text: thanks } } ] }
`;

  it(
    'a page that never ends its loop: undone in a fresh session, as the same member',
    { timeout: 180_000 },
    async () => {
      undoneBy.length = 0;
      const ran = await world.run(checklist('{ goto: /loop }, { click: 시작 }'), { site });
      assert.equal(ran.statuses(), 'A-01 passed, A-02 failed');
      assert.deepEqual(undoneBy, ['who=tester']);
      assert.deepEqual(
        ran.events.filter(({ kind }) => kind === 'section.problem'),
        [],
      );
    },
  );

  it('a page whose process crashes: undone in a fresh session, as the same member', { timeout: 180_000 }, async () => {
    undoneBy.length = 0;
    const ran = await world.run(checklist('{ goto: /loop }, { click: 시작 }'), {
      site,
      replaced: {
        click: async (at) => {
          const protocol = await at.page.context().newCDPSession(at.page);
          const crashed = at.page.waitForEvent('crash');
          // The crash itself leaves this call without an answer.
          protocol.send('Page.crash').catch(() => undefined);
          await crashed;
        },
      },
    });
    assert.match(ran.statuses(), /A-01 passed, A-02 (tool-error|failed)/);
    assert.deepEqual(undoneBy, ['who=tester']);
  });
});
