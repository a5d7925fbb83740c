import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import type { RunEvent } from '../../runner/model/event.ts';
import type { Site } from '../kit/engine-site.ts';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';
import type { Ran } from '../kit/ran.ts';

const head = 'checklist: 점검\ndevice: { width: 390, height: 844 }\n';
const home = 'do: [ { goto: / } ], expect: [ { visible: home } ]';
const bad = 'do: [ { goto: /500 } ], expect: [ { visible: home } ]';

/** Sections that were open at the same time, by pairs in the order of their ids. */
function overlaps(events: readonly RunEvent[]): readonly string[] {
  const open = new Set<string>();
  const pairs = new Set<string>();
  for (const event of events) {
    if (event.kind === 'section.started') {
      for (const other of open) pairs.add([other, event.section].sort().join('+'));
      open.add(event.section);
    }
    if (event.kind === 'section.finished') open.delete(event.section);
  }
  return [...pairs].sort();
}

/** Slow enough that sections which may overlap do. */
const slow: Site = {
  '/slow': (_request, response) =>
    void sleep(150).then(() => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>home</h1>')),
};

function problems(ran: Ran): readonly string[] {
  return ran.events.flatMap((event) => (event.kind === 'section.problem' ? [`${event.section} ${event.part}`] : []));
}

describe('the order of sections', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  it('lets sections overlap, but never two with one lock, nor a section with one it needs', async () => {
    const section = (id: string, more: string): string =>
      `  - { id: ${id}, title: ${id}, ${more} steps: [ { id: ${id}-01, title: 하나, do: [ { goto: /slow } ], expect: [ { visible: home } ] } ] }\n`;
    const ran = await world.run(
      `${head}sections:\n${section('A', 'locks: [account],')}${section('B', 'locks: [account, cart],')}${section('C', 'locks: [cart],')}${section('D', 'needs: [A],')}${section('E', '')}`,
      { site: slow, tracks: 4 },
    );
    assert.equal(ran.doc.summary.passed, 5);
    const seen = overlaps(ran.events);
    for (const never of ['A+B', 'B+C', 'A+D'])
      assert.equal(seen.includes(never), false, `${never} of ${seen.join(' ')}`);
    for (const may of ['A+C', 'A+E']) assert.equal(seen.includes(may), true, `${may} of ${seen.join(' ')}`);
  });

  for (const tracks of [1, 2]) {
    it(`runs a needed step's section first, though it stands later (${tracks} tracks)`, async () => {
      const ran = await world.run(
        `${head}
sections:
  - { id: A, title: 가, steps: [ { id: A-01, title: 하나, needs: [B-01], ${home} } ] }
  - { id: B, title: 나, steps: [ { id: B-01, title: 하나, ${home} } ] }
`,
        { tracks },
      );
      assert.equal(ran.statuses(), 'A-01 passed, B-01 passed');
    });
  }

  it('blocks what needs a failed step or section, across sections and through chains', async () => {
    const ran = await world.run(
      `${head}
sections:
  - { id: A, title: 가, steps: [ { id: A-01, title: 하나, effect: reversible, ${bad} }, { id: A-02, title: 둘, ${home} } ] }
  - { id: B, title: 나, needs: [A-02], steps: [ { id: B-01, title: 하나, ${home} } ] }
  - { id: C, title: 다, needs: [A], steps: [ { id: C-01, title: 하나, ${home} } ] }
  - { id: D, title: 라, needs: [C], steps: [ { id: D-01, title: 하나, ${home} } ] }
  - { id: E, title: 마, steps: [ { id: E-01, title: 하나, needs: [A-01], ${home} }, { id: E-02, title: 둘, ${home} } ] }
`,
      { tracks: 3 },
    );
    assert.equal(
      ran.statuses(),
      'A-01 failed, A-02 passed, B-01 passed, C-01 blocked, D-01 blocked, E-01 blocked, E-02 passed',
    );
    assert.deepEqual(ran.step('D-01').reason?.kind === 'need' && ran.step('D-01').reason, {
      kind: 'need',
      need: 'C',
      message: ran.step('D-01').reason?.message,
    });
  });
});

describe('setup and clean-up', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  const undo = (name: string): string => `{ http: { delete: /undo/${name} } }`;
  const undoSite: Site = Object.fromEntries(
    ['section', 'one', 'two', 'three', 'row-1', 'row-2'].map((name) => [
      `/undo/${name}`,
      (_request: unknown, response: { writeHead(status: number): { end(): unknown } }) => response.writeHead(204).end(),
    ]),
  );
  const undone = (ran: Ran): readonly string[] =>
    ran.requests.flatMap((one) => (one.startsWith('DELETE /undo/') ? [one.slice('DELETE /undo/'.length)] : []));

  it('undoes in reverse order after a failure, the section last, and only what had begun', async () => {
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    defer: [ ${undo('section')} ]
    steps:
      - { id: A-01, title: 하나, ${home}, defer: [ ${undo('one')} ] }
      - { id: A-02, title: 둘, effect: reversible, ${bad}, defer: [ ${undo('two')} ] }
      - { id: A-03, title: 셋, needs: [A-02], ${home}, defer: [ ${undo('three')} ] }
`,
      { site: undoSite },
    );
    assert.equal(ran.statuses(), 'A-01 passed, A-02 failed, A-03 blocked');
    assert.deepEqual(undone(ran), ['two', 'one', 'section']);
  });

  it('goes on with the next clean-up when one fails, tells each, and keeps each picture apart', async () => {
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    defer: [ ${undo('section')} ]
    steps:
      - { id: A-01, title: 하나, ${home}, defer: [ { goto: /500 } ] }
      - { id: A-02, title: 둘, ${home}, defer: [ { click: 없는 버튼 } ], timeout: 4s }
`,
      { site: undoSite },
    );
    assert.equal(ran.statuses(), 'A-01 passed, A-02 passed');
    assert.deepEqual(undone(ran), ['section']);
    assert.deepEqual(problems(ran), ['A cleanup', 'A cleanup']);
    const pictures = ran.events.flatMap((event) =>
      event.kind === 'section.problem'
        ? event.evidence.flatMap((one) => (one.kind === 'screenshot' ? [one.file] : []))
        : [],
    );
    assert.equal(new Set(pictures.map(({ path }) => path)).size, 2);
    assert.equal(ran.doc.incidents.filter(({ kind }) => kind === 'section.cleanup').length, 2);
  });

  it("a row's clean-up sees the row, and what the row saved", async () => {
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, each: [ { name: row-1 }, { name: row-2 } ], ${home}, defer: [ ${undo('${name}').replace('{ http: { delete: /undo/${name} } }', "{ http: { delete: '/undo/${row.name}' } }")} ] }
`,
      { site: undoSite },
    );
    assert.deepEqual(problems(ran), []);
    assert.deepEqual(undone(ran), ['row-2', 'row-1']);
  });

  it('a failed setup blocks the section with its picture, and still cleans up', async () => {
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    setup: [ { goto: /500 } ]
    defer: [ ${undo('section')} ]
    steps: [ { id: A-01, title: 하나, ${home}, defer: [ ${undo('one')} ] } ]
`,
      { site: undoSite },
    );
    assert.equal(ran.statuses(), 'A-01 blocked');
    assert.deepEqual(undone(ran), ['section']);
    const [problem] = ran.doc.sections[0]?.problems ?? [];
    assert.equal(problem?.part, 'setup');
    assert.match(problem.failure.observed ?? '', /HTTP 500/);
    assert.equal(problem.failure.at.line, 7);
    assert.deepEqual(
      problem.evidence.map(({ kind }) => kind),
      ['screenshot'],
      JSON.stringify(problem.evidence),
    );
  });

  it('an abort ends an ordinary step at once, lets a money step end, leaves the rest not-run, and cleans up', async () => {
    for (const effect of ['none', 'reversible', 'money'] as const) {
      const ran = await world.run(
        `${head}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, effect: ${effect}, do: [ { goto: /slower } ], expect: [ { visible: home } ], defer: [ ${undo('one')} ] }
      - { id: A-02, title: 둘, ${home} }
  - { id: B, title: 나, steps: [ { id: B-01, title: 하나, ${home} } ] }
`,
        {
          site: {
            ...undoSite,
            '/slower': (_request, response) =>
              void sleep(1_500).then(() =>
                response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>home</h1>'),
              ),
          },
          abortWhen: (event) => event.kind === 'step.started',
        },
      );
      const first = effect === 'money' ? 'passed' : 'aborted';
      assert.equal(ran.statuses(), `A-01 ${first}, A-02 not-run, B-01 not-run`);
      assert.deepEqual(undone(ran), ['one']);
      assert.equal(ran.doc.exitCode, 130);
      assert.equal(ran.finishes('B-01')[0]?.reason?.kind, 'aborted');
    }
  });

  it('an abort during setup says aborted, and not that the setup failed', async () => {
    const ran = await world.run(
      `${head}
sections:
  - { id: A, title: 가, setup: [ { goto: /hang } ], steps: [ { id: A-01, title: 하나, ${home} } ] }
`,
      { abortWhen: (event) => event.kind === 'section.started' },
    );
    assert.equal(ran.statuses(), 'A-01 not-run');
    assert.equal(ran.step('A-01').reason?.kind, 'aborted');
    assert.deepEqual(problems(ran), []);
  });
});
