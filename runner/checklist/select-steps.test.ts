import assert from 'node:assert/strict';
import test from 'node:test';
import { goodFiles } from './good.test-data.ts';
import { selectSteps, type Selection } from './select-steps.ts';
import { accepted, readFiles } from './testing.ts';

const checklist = accepted(readFiles(goodFiles));
const line = (words: string): number => goodFiles['a.yaml'].split('\n').findIndex((each) => each.includes(words)) + 1;

function select(selection: Selection): { readonly steps: readonly string[]; readonly included: readonly string[] } {
  const selected = selectSteps(checklist, selection);
  if ('diagnostics' in selected) return assert.fail(selected.diagnostics.map((each) => each.what).join('; '));
  return {
    steps: selected.sections.flatMap((section) => section.steps.map((step) => step.id)),
    included: selected.included.map((each) => `${each.step} for ${each.neededBy}`),
  };
}

const all = ['HOME-01', 'SRCH-01[1]', 'SRCH-01[2]', 'SRCH-02'];
const cases: readonly (readonly [
  name: string,
  selection: Selection,
  steps: readonly string[],
  included: readonly string[],
])[] = [
  ['everything when nothing is asked', {}, all, []],
  [
    'a step with the section that its section needs',
    { ids: ['SRCH-01[2]'] },
    ['HOME-01', 'SRCH-01[2]'],
    ['HOME-01 for SRCH'],
  ],
  [
    'all rows by the id as it is written',
    { ids: ['SRCH-01'] },
    ['HOME-01', 'SRCH-01[1]', 'SRCH-01[2]'],
    ['HOME-01 for SRCH'],
  ],
  [
    'a step with the steps that it needs',
    { tags: ['slow'] },
    all,
    ['SRCH-01[1] for SRCH-02', 'SRCH-01[2] for SRCH-02', 'HOME-01 for SRCH'],
  ],
  ['a section by its id', { ids: ['HOME'] }, ['HOME-01'], []],
  ['by a tag of the section', { tags: ['smoke'] }, ['HOME-01'], []],
  ['by severity', { severities: ['critical'] }, ['HOME-01', 'SRCH-01[1]', 'SRCH-01[2]'], ['HOME-01 for SRCH']],
  [
    'the step around a line',
    { lines: [{ file: 'a.yaml', line: line('fill: { label: 검색') }] },
    ['HOME-01', 'SRCH-01[1]', 'SRCH-01[2]'],
    ['HOME-01 for SRCH'],
  ],
  [
    'the section around a line outside of its steps',
    { lines: [{ file: './a.yaml', line: line('locks:') }] },
    all,
    ['HOME-01 for SRCH'],
  ],
];

for (const [name, selection, steps, included] of cases) {
  test(`selected: ${name}`, () => {
    assert.deepEqual(select(selection), { steps, included });
  });
}

test('selecting nothing is a mistake with its name, never an empty run', () => {
  for (const [selection, code] of [
    [{ ids: ['HOME-02'] }, 'E_SELECTION_UNKNOWN'],
    [{ tags: ['smok'] }, 'E_SELECTION_UNKNOWN'],
    [{ lines: [{ file: 'a.yaml', line: 1 }] }, 'E_SELECTION_UNKNOWN'],
    [{ ids: ['HOME'], severities: ['critical'] }, 'E_NOTHING_SELECTED'],
  ] as const) {
    const selected = selectSteps(checklist, selection);
    assert.ok('diagnostics' in selected);
    assert.deepEqual(
      selected.diagnostics.map((each) => each.code),
      [code],
    );
  }
});
