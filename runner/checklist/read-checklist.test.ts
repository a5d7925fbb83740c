import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { goodFiles } from './good.test-data.ts';
import { accepted, readFiles } from './testing.ts';

const good = accepted(readFiles(goodFiles));
const steps = good.sections.flatMap((section) => section.steps);
const stepById = (id: string) => steps.find((step) => step.id === id) ?? assert.fail(`no step ${id}`);

test('a step takes from the defaults what it does not say itself', () => {
  const { severity, owner, timeoutMs, effect } = stepById('HOME-01');
  assert.deepEqual(
    { severity, owner, timeoutMs, effect },
    { severity: 'minor', owner: 'shop-team', timeoutMs: 20_000, effect: 'none' },
  );
  assert.equal(stepById('SRCH-01[1]').severity, 'critical');
});

test('a step with rows becomes one step a row, and needs on it mean all rows', () => {
  assert.deepEqual(
    steps.map((step) => step.id),
    ['HOME-01', 'SRCH-01[1]', 'SRCH-01[2]', 'SRCH-02'],
  );
  assert.deepEqual(stepById('SRCH-01[2]').row, { word: '베개' });
  assert.equal(stepById('SRCH-01[2]').title, '베개 찾기');
  assert.deepEqual(stepById('SRCH-02').needs, ['SRCH-01[1]', 'SRCH-01[2]']);
});

test('masks add up from the checklist to the step, an overlay only adds, and a bare string is a visible text', () => {
  const step = (id: string, more = ''): string =>
    `      - { id: ${id}, title: t, expect: [ { visible: x } ]${more} }\n`;
  const base = `checklist: base\nmask: [ { testid: card } ]\nsections:\n  - id: A\n    title: a\n    mask: [ 홍길동 ]\n    steps:\n${step('A-1', ', mask: [ { css: .p, within: { role: main } } ]')}${step('A-2')}  - id: B\n    title: b\n    steps:\n${step('B-1')}`;
  const over =
    'checklist: over\nextends: ./base.yaml\nmask: [ { label: 주소 } ]\nchange: { A-2: { mask: [ { css: .q } ] } }\n';
  const masks = (files: { readonly [path: string]: string }): unknown =>
    accepted(readFiles(files)).sections.flatMap(({ mask, steps: its }) => [mask, ...its.map((one) => one.mask)]);
  const [card, name, part] = [
    { testid: 'card' },
    { text: '홍길동', exact: true },
    { css: '.p', within: { role: 'main' } },
  ];
  assert.deepEqual(masks({ 'a.yaml': base }), [[card, name], [card, name, part], [card, name], [card], [card]]);
  const both = [card, { label: '주소' }];
  assert.deepEqual(masks({ 'a.yaml': over, 'base.yaml': base }), [
    [...both, name],
    [...both, name, part],
    [...both, name, { css: '.q' }],
    both,
    both,
  ]);
  assert.ok(!('mask' in stepById('HOME-01')), 'nothing is there where nothing is masked');
});

test('a flow is expanded where it is used, with defaults, and keeps its own places', () => {
  const [use] = stepById('HOME-01').do;
  assert.equal(use?.verb, 'use');
  assert.deepEqual(use?.args['with'], { password: '${secret:TESTER_PW}', id: '${keyword}' });
  assert.equal(use?.at.file, 'a.yaml');
  const text = JSON.stringify(use?.args['do']);
  assert.match(text, /"verb":"click","args":\{"name":"로그인","exact":true\}/);
  assert.match(text, /"file":"flows\/login.yaml","line":5/);
});

test('short forms are written out: names to press and texts to see are exact', () => {
  assert.deepEqual(stepById('HOME-01').expect[0]?.args, { text: '오늘의 특가', exact: true });
  const nested = JSON.stringify(stepById('SRCH-01[1]').do);
  assert.match(nested, /"within":\{"text":"상품 목록","exact":true\}/);
  assert.match(nested, /"verb":"wait-for","args":\{"expect":\[\{"matcher":"visible"/);
});

test('every file that was read is frozen with its text and hash', () => {
  assert.deepEqual(
    good.sources.map((source) => source.file),
    ['a.yaml', 'flows/login.yaml'],
  );
  for (const source of good.sources) {
    assert.equal(source.sha256, createHash('sha256').update(source.text).digest('hex'));
  }
});

test('a waiver and a known issue hold on their last day in Korea, and not on the next', () => {
  assert.equal(good.knownIssues[0]?.expires, '2026-11-22');
  const nextDay = readFiles(goodFiles, { clock: { now: () => Date.UTC(2026, 10, 22, 15), elapsed: () => 0 } });
  assert.ok(
    'diagnostics' in nextDay &&
      nextDay.diagnostics.some((each) => each.code === 'E_WAIVER_EXPIRED' && each.at.line === 9),
  );
});

test('an overlay changes and removes steps by id and adds sections at the end', () => {
  const overlay = `checklist: 제주몰
extends: ./base/a.yaml
variables: { city: 제주 }
change:
  SRCH-02: { severity: major, expect: [ { visible: 접수 } ] }
  HOME: { locks: [jeju] }
remove: [SRCH-01]
sections: [ { id: JEJU, title: 제주, steps: [ { id: JEJU-01, title: 하나, expect: [ { visible: "\${city}" } ] } ] } ]
`;
  const base = goodFiles['a.yaml'].replace('needs: [SRCH-01]', 'needs: [HOME-01]');
  const read = accepted(
    readFiles({
      'base/a.yaml': base,
      'a.yaml': overlay,
      'flows/login.yaml': goodFiles['flows/login.yaml'],
      'targets/demo.yaml': goodFiles['targets/demo.yaml'],
    }),
  );
  assert.deepEqual(
    read.sections.map((section) => [section.id, ...section.steps.map((step) => step.id)]),
    [
      ['HOME', 'HOME-01'],
      ['SRCH', 'SRCH-02'],
      ['JEJU', 'JEJU-01'],
    ],
  );
  assert.deepEqual(
    [read.title, read.variables, read.sections[0]?.locks],
    ['제주몰', { keyword: '이불', city: '제주' }, ['jeju']],
  );
  const changed = read.sections[1]?.steps[0];
  assert.deepEqual(
    [changed?.severity, changed?.expect[0]?.args['text'], changed?.at.file],
    ['major', '접수', 'base/a.yaml'],
  );
});

test('a name that only the target could define is not called unknown while the target is not known', () => {
  const files = {
    ...goodFiles,
    'a.yaml': goodFiles['a.yaml'].replace('target: demo\n', '').replace('${tester}', '${anything}'),
  };
  assert.ok('ok' in readFiles(files));
  const known = readFiles(files, { knownVariables: ['anythin'] });
  assert.ok('diagnostics' in known);
  assert.deepEqual(
    known.diagnostics.map((each) => [each.code, each.fix]),
    [['E_VARIABLE_UNKNOWN', 'did you mean "anythin"?']],
  );
});

test('a checklist of 130 steps that all use a flow is read whole', () => {
  const many = Array.from(
    { length: 130 },
    (_, index) => `      - id: M-${index}
        title: 단계 ${index}
        do: [ { use: { flow: login, with: { id: a } } }, { fill: { label: 검색, value: "\${keyword}" } }, { click: 담기 } ]
        expect: [ { visible: { role: heading, name: 결과, level: 1 } }, { url: /search } ]
`,
  ).join('');
  const files = {
    ...goodFiles,
    'a.yaml': `checklist: 많다\nvariables: { keyword: 이불 }\nsections:\n  - id: M\n    title: 많다\n    steps:\n${many}`,
  };
  assert.equal(accepted(readFiles(files)).sections[0]?.steps.length, 130);
});
