import type { Span } from '../../runner/base/span.ts';
import type { Section, Step } from '../../runner/model/checklist.ts';

export const at: Span = { file: 'checklist.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };

/** A step that does nothing by itself, for words that are run alone. */
export const step: Step = {
  id: 'S-01',
  title: '단계',
  severity: 'major',
  owner: null,
  runbook: null,
  effect: 'none',
  tags: [],
  needs: [],
  when: null,
  waiver: null,
  timeoutMs: 5_000,
  row: null,
  do: [],
  expect: [],
  defer: [],
  at,
};

export const section: Section = {
  id: 'S',
  title: '섹션',
  needs: [],
  locks: [],
  tags: [],
  when: null,
  device: null,
  setup: [],
  steps: [step],
  defer: [],
  at,
};
