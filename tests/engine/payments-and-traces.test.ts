import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';
import { approvedIntent } from '../kit/payment-world.ts';
import { fakeGate } from '../kit/fake-gate.ts';
import { shownPage } from '../kit/shown-page.ts';

const head = 'checklist: 점검\ndevice: { width: 390, height: 844 }\n';

describe('payments and traces', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  it('a payment that was begun is seen to its end beyond the step’s limit', { timeout: 180_000 }, async () => {
    const ended: string[] = [];
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    defer: [ { http: { delete: /undo } } ]
    steps:
      - { id: A-01, title: 하나, effect: money, timeout: 4s, do: [ { goto: / }, { script: pay.ts } ], expect: [ { visible: home } ] }
`,
      {
        files: { 'pay.ts': 'export default async () => {};\n' },
        site: {
          '/undo': (_request, response) => {
            ended.push('undo');
            response.writeHead(204).end();
          },
        },
        gates: {
          watch: () => undefined,
          gateFor: () =>
            fakeGate(async () => {
              await sleep(9_000);
              ended.push('payment');
              return { payment: 'p', state: 'VERIFIED_APPROVED', orderId: null, code: null };
            }),
        },
        replaced: {
          script: async (scene) => {
            await scene.gate.pay(approvedIntent, {
              submit: () => Promise.resolve(),
              seen: () => Promise.reject(new Error()),
            });
          },
        },
      },
    );
    assert.deepEqual(ended, ['payment', 'undo']);
    assert.equal(ran.statuses(), 'A-01 passed');
  });

  it('a trace is saved for a section that is not green, and a lost browser costs the trace alone', async () => {
    const yaml = `${head}
sections:
  - { id: A, title: 가, steps: [ { id: A-01, title: 하나, do: [ { goto: / } ], expect: [ { visible: home } ] } ] }
  - { id: B, title: 나, steps: [ { id: B-01, title: 하나, effect: reversible, do: [ { goto: /500 } ], expect: [ { visible: home } ] } ] }
  - { id: C, title: 다, steps: [ { id: C-01, title: 하나, timeout: 40s, do: [ { goto: / } ], expect: [ { visible: { text: never } } ] } ] }
`;
    const ran = await world.run(yaml, {
      trace: 'on-failure',
      when: (event, browser) => {
        if (event.kind === 'step.started' && event.step === 'C-01')
          // Not at once: what Playwright does with a handle whose page goes away meanwhile is told by late-answer.test.ts.
          void shownPage(browser)
            .then((page) => sleep(2_000, page))
            .then((page) => page.context().close());
      },
    });
    assert.equal(ran.statuses(), 'A-01 passed, B-01 failed, C-01 tool-error');
    assert.deepEqual(
      ran.doc.traces.map(({ section, file }) => `${section} ${file.path}`),
      ['B evidence/B/trace.zip'],
    );
  });

  it('where a card is entered no trace is kept, and the report says so', async () => {
    const yaml = `${head}
sections:
  - { id: A, title: 가, steps: [ { id: A-01, title: 하나, effect: money, do: [ { goto: /500 } ], expect: [ { visible: home } ] } ] }
`;
    const ran = await world.run(yaml, { trace: 'on' });
    assert.deepEqual(ran.doc.traces, []);
    assert.deepEqual(
      ran.doc.incidents.map(({ kind }) => kind),
      ['artefact.dropped'],
    );
  });
});
