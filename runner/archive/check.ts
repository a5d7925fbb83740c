import type { Bilingual } from '../base/bilingual.ts';

/** In the order in which they are made and told. */
export const checkNames = [
  'bundle',
  'signature',
  'statement',
  'subjects',
  'sums',
  'files',
  'evidence',
  'report',
  'counts',
  'journal',
  'key-validity',
  'trusted-time',
] as const;
export type CheckName = (typeof checkNames)[number];

export type Check = {
  readonly name: CheckName;
  readonly outcome: 'passed' | 'failed' | 'not-checked';
  readonly detail: Bilingual;
  /** The files that did not hold, for machines; people read them in `detail`. */
  readonly files: readonly string[];
};

export const passed = (name: CheckName, detail: Bilingual): Check => ({ name, outcome: 'passed', detail, files: [] });
export const failed = (name: CheckName, detail: Bilingual, files: readonly string[]): Check => ({
  name,
  outcome: 'failed',
  detail,
  files,
});
export const notChecked = (name: CheckName, detail: Bilingual, files: readonly string[] = []): Check => ({
  name,
  outcome: 'not-checked',
  detail,
  files,
});
