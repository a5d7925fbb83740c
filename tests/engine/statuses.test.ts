import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../kit/engine-site.ts';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';

const head = 'checklist: 점검\ndevice: { width: 390, height: 844 }\n';

/** Answers wrong as many times as said, then right. */
function wrongFirst(times: number): Site {
  let asked = 0;
  return {
    '/shaky': (_request, response) => {
      asked += 1;
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(asked > times ? '<h1>right</h1>' : '<h1>wrong</h1>');
    },
  };
}

describe('how a step ends', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  it('passes when its expectations hold, with a picture and its network facts', async () => {
    const ran = await world.run(`${head}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, do: [ { goto: / } ], expect: [ { visible: { role: heading, name: home } } ] }
`);
    assert.equal(ran.statuses(), 'A-01 passed');
    assert.equal(ran.doc.verdict, 'GO');
    const step = ran.step('A-01');
    assert.deepEqual(
      step.evidence.map(({ kind }) => kind),
      ['screenshot'],
    );
    assert.equal(step.network?.requests, 1);
    assert.deepEqual(step.network.problems, []);
  });

  it('tries a failed step without effect once more; failing twice is failed, with pictures of both attempts', async () => {
    const ran = await world.run(`${head}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, timeout: 3s, do: [ { goto: / } ], expect: [ { visible: 없음 } ] }
      - { id: A-02, title: 둘, do: [ { goto: / } ], expect: [ { visible: { role: heading, name: home } } ] }
`);
    assert.equal(ran.statuses(), 'A-01 failed, A-02 passed');
    assert.equal(ran.doc.verdict, 'NO-GO');
    assert.deepEqual(
      ran.step('A-01').evidence.flatMap((one) => (one.kind === 'screenshot' ? [one.file.path] : [])),
      ['evidence/A-01/screen.jpg', 'evidence/A-01/screen-2.jpg'],
    );
  });

  for (const [effect, confirm, status, tries] of [
    ['none', true, 'flaky', 2],
    ['none', false, 'failed', 1],
    ['reversible', true, 'failed', 1],
    ['money', true, 'failed', 1],
  ] as const) {
    it(`a step with effect ${effect} that would pass the second time is ${status}${confirm ? '' : ' with --no-confirm'}`, async () => {
      const ran = await world.run(
        `${head}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, effect: ${effect}, timeout: 3s, do: [ { goto: /shaky } ], expect: [ { visible: { text: right } } ] }
`,
        { site: wrongFirst(1), confirm },
      );
      assert.equal(ran.statuses(), `A-01 ${status}`);
      assert.equal(ran.requests.filter((one) => one === 'GET /shaky').length, tries);
      assert.match(ran.step('A-01').failure?.message.en ?? '', /right/);
    });
  }

  const known = `known-issues:
  - { step: A-01, matches: 'HTTP 500', ticket: T-1, reason: 느린 서버, reported-by: 가, approved-by: 나, expires: 2099-12-31 }
`;

  it('a failure that a known issue describes is known, is not tried again and never turns GO into NO-GO', async () => {
    const ran = await world.run(`${head}${known}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, do: [ { goto: /500 } ], expect: [ { visible: home } ] }
      - { id: A-02, title: 둘, do: [ { goto: / } ], expect: [ { visible: home } ] }
`);
    assert.equal(ran.statuses(), 'A-01 known, A-02 passed');
    assert.equal(ran.finishes('A-01').length, 1);
    assert.equal(ran.doc.verdict, 'GO');
  });

  it('a known issue does not cover a step whose first failure was another one', async () => {
    let asked = 0;
    const ran = await world.run(
      `${head}${known}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, timeout: 3s, do: [ { goto: /once } ], expect: [ { visible: home } ] }
`,
      {
        site: {
          '/once': (_request, response) => {
            asked += 1;
            response.writeHead(asked === 1 ? 200 : 500, { 'content-type': 'text/html' }).end('other');
          },
        },
      },
    );
    assert.equal(ran.statuses(), 'A-01 failed');
  });

  it('a known issue of a step with `each` covers its rows', async () => {
    const ran = await world.run(`${head}${known}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, each: [ { page: /500 }, { page: / } ], do: [ { goto: '\${page}' } ], expect: [ { visible: home } ] }
`);
    assert.equal(ran.statuses(), 'A-01[1] known, A-01[2] passed');
  });

  it('says blocked, not-run and waived for what was not done, each with its reason', async () => {
    const ran = await world.run(
      `${head}
variables: { lane: none }
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, effect: reversible, timeout: 3s, do: [ { goto: / } ], expect: [ { visible: 없음 } ] }
      - { id: A-02, title: 둘, needs: [A-01], do: [ { goto: / } ], expect: [ { visible: home } ] }
      - { id: A-03, title: 셋, when: "lane = 'sandbox'", do: [ { goto: / } ], expect: [ { visible: home } ] }
      - { id: A-04, title: 넷, needs: [A-03], do: [ { goto: / } ], expect: [ { visible: home } ] }
      - id: A-05
        title: 다섯
        waived: { person: 가, reason: 이벤트 종료, approved-by: 나, expires: 2099-12-31 }
        do: [ { goto: / } ]
        expect: [ { visible: home } ]
      - { id: A-06, title: 여섯, when: "lane", do: [ { goto: / } ], expect: [ { visible: home } ] }
      - { id: A-07, title: 일곱, expect: [ { manual: 로고가 맞나요? } ] }
  - { id: B, title: 나, needs: [A], steps: [ { id: B-01, title: 하나, do: [ { goto: / } ], expect: [ { visible: home } ] } ] }
  - { id: C, title: 다, when: "lane = 'x'", steps: [ { id: C-01, title: 하나, do: [ { goto: / } ], expect: [ { visible: home } ] } ] }
  - { id: D, title: 라, needs: [C], steps: [ { id: D-01, title: 하나, do: [ { goto: / } ], expect: [ { visible: home } ] } ] }
`.replace('expect: [ { manual: 로고가 맞나요? } ]', 'do: [ { manual: 로고가 맞나요? } ]'),
    );
    assert.equal(
      ran.statuses(),
      'A-01 failed, A-02 blocked, A-03 not-run, A-04 passed, A-05 waived, A-06 tool-error, A-07 inconclusive, B-01 blocked, C-01 not-run, D-01 passed',
    );
    assert.equal(ran.step('A-02').reason?.kind, 'need');
    assert.equal(ran.step('A-03').reason?.kind, 'condition');
    assert.equal(ran.step('A-07').reason?.kind, 'person');
  });
});
