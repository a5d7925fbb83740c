import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../kit/engine-site.ts';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';

describe('what a shop without a sandbox lane, and a real card, leave in the journal', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  const pressed: string[] = [];
  const site: Site = {
    '/pay': `<h1>home</h1><p>결제 금액 39,000원</p><form action="/pressed"><button>39,000원 결제하기</button></form>
      <label>메모 <input></label>`,
    '/pressed': () => void pressed.push('pressed'),
  };
  const pay = `{ submit-payment: { amount: "39,000", card: unissuable-approved, expect: approved,
          button: { role: button, name: 39,000원 결제하기 } } }`.replace('39,000원 결제하기', '"39,000원 결제하기"');
  const run = (steps: string) =>
    world.run(
      `checklist: 점검
device: { width: 390, height: 844 }
sections:
  - id: A
    title: 가
    steps:
${steps}`,
      { site },
    );

  it('the payment is shown and not pressed; what would stand on it is blocked and not failed', async () => {
    const ran = await run(`      - { id: A-01, title: 보기, effect: money, do: [ { goto: /pay }, ${pay} ] }
      - { id: A-02, title: 끝까지, effect: money, do: [ { goto: /pay }, ${pay} ], expect: [ { visible: 주문 완료 } ] }
      - { id: A-03, title: 그다음, needs: [A-02], do: [ { goto: /pay } ], expect: [ { visible: home } ] }
`);
    assert.equal(ran.statuses(), 'A-01 passed, A-02 blocked, A-03 blocked');
    assert.deepEqual(pressed, []);
    assert.match(ran.step('A-02').reason?.message.en ?? '', /no sandbox lane.*not pressed/);
    const planned = ran.events.flatMap((event) => (event.kind === 'payment.moved' ? [event] : []));
    assert.deepEqual(
      planned.map(({ step, state, facts }) => [step, state, facts['renderOnly'], facts['amountKrw']]),
      [
        ['A-01', 'PLANNED', 'true', '39000'],
        ['A-02', 'PLANNED', 'true', '39000'],
      ],
    );
    assert.notEqual(ran.doc.verdict, 'GO');
  });

  it('a real card number is refused before its first key, and the run says so with exit 3', async () => {
    const ran =
      await run(`      - { id: A-01, title: 카드, do: [ { goto: /pay }, { fill: { label: 메모, value: "\${'4111' & '1111' & '1111' & '1111'}" } } ], expect: [ { visible: home } ] }
`);
    assert.equal(ran.statuses(), 'A-01 blocked');
    const tripped = ran.events.flatMap((event) => (event.kind === 'guard.tripped' ? [event] : []));
    assert.deepEqual(
      tripped.map(({ guard, money, step }) => [guard, money, step]),
      [['real-card', true, 'A-01']],
    );
    assert.equal(ran.doc.exitCode, 3);
  });
});
