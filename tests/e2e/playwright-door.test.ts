import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createProject, statuses, type Project } from './door/project.ts';
import { openShop, type Shop } from './door/shop.ts';

/*
 * The second door from outside: Playwright's own command line, in a team's folder, against a small shop. What it lists, what a line
 * selects, and what it prints.
 */

const release = `checklist: 배포 후 점검
target: demo
known-issues:
  - { step: KNOWN-01, matches: 없다, ticket: SHOP-1, reason: 고치는 중, reported-by: 김하나, approved-by: 이두리, expires: 2099-12-31 }
sections:
  - id: HOME
    title: 홈
    steps:
      - id: HOME-01
        title: 열린다
        do: [ { goto: / } ]
        expect: [ { visible: 홈 } ]
      - id: HOME-02
        title: 흐름 안에서 실패한다
        timeout: 4s
        do:
          - goto: /
          - use: look
        expect: [ { visible: 홈 } ]
      - id: HOME-03
        title: 실패 뒤에도 실행된다
        do: [ { goto: /after } ]
        expect: [ { visible: 홈 } ]
  - id: KNOWN
    title: 알려진 것만
    tags: [quiet]
    steps:
      - id: KNOWN-01
        title: 알려진 문제
        timeout: 4s
        do: [ { goto: / } ]
        expect: [ { visible: 없다 } ]
      - id: KNOWN-02
        title: 면제됨
        waived: { person: 김하나, reason: 점검, approved-by: 이두리, expires: 2099-12-31 }
        expect: [ { visible: 없다 } ]
      - id: KNOWN-03
        title: 조건이 거짓
        when: 1 = 2
        expect: [ { visible: 없다 } ]
      - id: KNOWN-04
        title: 통과
        do: [ { goto: / } ]
        expect: [ { visible: 홈 } ]
  - id: CART
    title: 장바구니
    needs: [HOME]
    steps:
      - id: CART-01
        title: 막힌다
        do: [ { goto: /cart } ]
        expect: [ { visible: 홈 } ]
  - id: READY
    title: 준비가 안 됨
    setup: [ { goto: /ready }, { click: 없는 버튼 } ]
    steps:
      - id: READY-01
        title: 준비가 먼저
        do: [ { goto: / } ]
        expect: [ { visible: 홈 } ]
`;

const files = {
  'checklists/release.yaml': release,
  'checklists/jeju.yaml': `checklist: 제주
extends: ./base.yaml
change:
  BASE-02:
    do: [ { goto: /changed } ]
sections:
  - id: JEJU
    title: 제주만
    steps:
      - { id: JEJU-01, title: 열린다, do: [ { goto: / } ], expect: [ { visible: 홈 } ] }
`,
  'checklists/flows/look.yaml': `flow: 보기
do:
  - goto: /
  - wait-for:
      visible: 없다
`,
  'checklists/base.yaml': `checklist: 바탕
target: demo
sections:
  - id: BASE
    title: 바탕
    steps:
      - id: BASE-01
        title: 실패한다
        timeout: 4s
        do: [ { goto: / } ]
        expect:
          - visible: 없다
      - id: BASE-02
        title: 통과
        do: [ { goto: / } ]
        expect: [ { visible: 홈 } ]
`,
};

let shop: Shop;
let project: Project;

before(async () => {
  shop = await openShop();
  project = await createProject(files, { shop: shop.url });
});

after(async () => {
  project.remove();
  await shop.close();
});

test('the list names every section at its YAML line; what an overlay inherits stands where it says extends', async () => {
  const { text, code } = await project.playwright('--list');
  assert.equal(code, 0);
  assert.deepEqual(listed(text), [
    'checklists/base.yaml:4:5 › BASE 바탕',
    'checklists/jeju.yaml:2:1 › BASE 바탕',
    'checklists/jeju.yaml:7:5 › JEJU 제주만',
    `checklists/release.yaml:${line('id: HOME\n')}:5 › HOME 홈`,
    `checklists/release.yaml:${line('id: CART\n')}:5 › CART 장바구니`,
    `checklists/release.yaml:${line('id: KNOWN\n')}:5 › KNOWN 알려진 것만`,
    `checklists/release.yaml:${line('id: READY\n')}:5 › READY 준비가 안 됨`,
  ]);
  assert.deepEqual(project.reports(), [], 'a list opens no run');
});

test('any line of a section selects it, and a line outside of any selects nothing', async () => {
  const first = { start: line('id: HOME-01'), middle: line('title: 열린다'), last: line('goto: /after') + 1 };
  const end = release.split('\n').length - 1;
  const table: readonly (readonly [string, readonly string[]])[] = [
    [`release.yaml:${line('id: HOME\n')}`, ['HOME']],
    [`release.yaml:${first.start}`, ['HOME']],
    [`checklists/release.yaml:${first.middle}`, ['HOME']],
    [`./checklists/release.yaml:${first.last}`, ['HOME']],
    [`release.yaml:${first.last + 1}`, ['KNOWN']],
    [`release.yaml:${line('id: READY-01')}:9`, ['READY']],
    [`release.yaml:${end}`, ['READY']],
    ['jeju.yaml:5', ['BASE']],
    ['release.yaml:1', []],
    [`release.yaml:${end + 3}`, []],
  ];
  for (const [place, sections] of table) {
    const { text, code } = await project.playwright(place, '--list');
    assert.deepEqual(listed(text).map(idOf), sections, place);
    assert.equal(code, sections.length === 0 ? 1 : 0);
    if (sections.length === 0) assert.match(text, /No tests found/);
  }
  const several = await project.playwright(`release.yaml:${end}`, `release.yaml:${first.middle}`, '--list');
  assert.deepEqual(listed(several.text).map(idOf), ['HOME', 'READY']);
});

test('a run prints the YAML of what failed, goes on after it, and tells what it left out', async () => {
  const { text, code } = await project.playwright('release.yaml');
  assert.equal(code, 1);
  // The frame of the action inside the flow, of the blocked step, and of the setup that failed.
  assert.match(
    text,
    /HOME-02 흐름 안에서 실패한다[^]*> 5 \|\s+visible: 없다[^]*at checklist step \(\S+flows\/look\.yaml:5:\d+\)/,
  );
  assert.match(
    text,
    new RegExp(`blocked: HOME, which must pass first, did not pass\\.[^]*> ${line('id: CART-01')} \\|`),
  );
  assert.match(text, new RegExp(`> ${line('setup:')} \\| {5}setup:[^]*release\\.yaml:${line('setup:')}:`));
  assert.match(text, /blocked: The setup of section READY failed\./);
  assert.ok(shop.visits.includes('/after'), 'the step after the failed one ran');
  assert.ok(!shop.visits.includes('/cart'));
  assert.match(text, /attachment #\d+: screenshot, attempt 1 \(image\/jpeg\)/);
  assert.match(text, /✓ .*KNOWN 알려진 것만/, 'known, waived and switched off steps do not fail a section');
  assert.match(text, /3 failed[^]*1 passed/);
  assert.doesNotMatch(text, /node_modules|run-section\.ts/, 'no frame of ours');
  const [doc] = project.reports();
  assert.deepEqual(statuses(doc), {
    'HOME-01': 'passed',
    'HOME-02': 'failed',
    'HOME-03': 'passed',
    'KNOWN-01': 'known',
    'KNOWN-02': 'waived',
    'KNOWN-03': 'not-run',
    'KNOWN-04': 'passed',
    'CART-01': 'blocked',
    'READY-01': 'blocked',
  });
  assert.equal(doc?.verdict, 'NO-GO');
  assert.deepEqual([doc.door, doc.tool.version, doc.browser?.name], ['playwright-test', '0.1.0', 'chromium']);
});

test('--last-failed runs those again, and with them what they need', async () => {
  const list = await project.playwright('release.yaml', '--last-failed', '--list');
  assert.deepEqual(listed(list.text).map(idOf), ['HOME', 'CART', 'READY']);
  const { text, code } = await project.playwright('-g', 'CART');
  assert.equal(code, 1);
  assert.match(text, /1 failed/);
  const doc = project.reports().at(-1);
  assert.deepEqual(statuses(doc), {
    'HOME-01': 'passed',
    'HOME-02': 'failed',
    'HOME-03': 'passed',
    'CART-01': 'blocked',
  });
});

test('a failure in an inherited section shows the base file, and a section of its own runs beside it', async () => {
  const { text, code } = await project.playwright('jeju.yaml');
  assert.equal(code, 1);
  assert.match(text, /> 12 \|\s+- visible: 없다[^]*at checklist step \(\S+base\.yaml:12:\d+\)/);
  const doc = project.reports().at(-1);
  assert.deepEqual(statuses(doc), { 'BASE-01': 'failed', 'BASE-02': 'passed', 'JEJU-01': 'passed' });
});

test('sections that pass end in GO and exit code 0', async () => {
  const { text, code } = await project.playwright('jeju.yaml:7', '--reporter=line');
  assert.equal(code, 0, text);
  assert.match(text, /GO {2}1 of 1 planned steps passed/);
  assert.equal(project.reports().at(-1)?.verdict, 'GO', '--reporter does not take away the one that records');
});

/** The line of the checklist that holds a text. */
function line(needle: string): number {
  const index = release.indexOf(needle);
  assert.ok(index >= 0, `${needle} is in the checklist`);
  return release.slice(0, index).split('\n').length;
}

function listed(text: string): readonly string[] {
  return text.split('\n').flatMap((one) => (/^ {2}\S+:\d+:\d+ › /.test(one) ? [one.trim()] : []));
}

function idOf(one: string): string {
  return /› (\S+)/.exec(one)?.[1] ?? '';
}
