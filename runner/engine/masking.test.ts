import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEngineWorld } from '../../tests/kit/engine-world.ts';

const plain = `checklist: c
sections:
  - id: A
    title: a
    steps:
      - { id: A-01, title: one, do: [ { goto: / } ], expect: [ { visible: home } ] }
      - { id: A-02, title: two, expect: [ { text: { css: p, equals: x } } ], timeout: 1s }
`;
const site = { '/': '<h1>home</h1><p class="no">Kim Hana, 200,000,000원</p><i>200,000,000원</i>' };

test('without a mask a failure says what it saw; with one neither it nor a later step does', async (t) => {
  const world = await startEngineWorld();
  t.after(() => world.close());
  const told = await world.run(plain, { site, confirm: false });
  assert.match(told.everything(), /Kim Hana, 200,000,000원/);
  const masked = await world.run(plain.replace('title: two,', 'title: two, mask: [ { css: .no } ],'), {
    site,
    confirm: false,
  });
  assert.doesNotMatch(masked.everything(), /Kim Hana/);
  const later = `${plain}      - { id: A-03, title: three, expect: [ { text: { css: body, equals: x } } ], timeout: 1s }\n`;
  const remembered = await world.run(later.replace('title: one,', 'title: one, mask: [ { css: .no } ],'), {
    site,
    confirm: false,
  });
  assert.doesNotMatch(
    remembered.everything(),
    /Kim Hana/,
    'what was masked once is hidden in the later steps of the section',
  );
});

test('a locator that the browser does not understand stops the step, and nothing of the page is told', async (t) => {
  const world = await startEngineWorld();
  t.after(() => world.close());
  const ran = await world.run(plain.replace('title: two,', 'title: two, mask: [ { css: ".no[" } ],'), {
    site,
    confirm: false,
  });
  assert.equal(ran.statuses(), 'A-01 passed, A-02 tool-error');
  assert.doesNotMatch(ran.everything(), /Kim Hana/);
});
