import type { Bilingual } from '../base/bilingual.ts';

/** In the order in which they are made and told (docs/archive.md says what each one means). */
export const checkNames = [
  /** The bundle is strict: one signature, no unknown or double keys, a size limit. */
  'bundle',
  /** It holds an in-toto statement, and only its decoded bytes are used from here on. */
  'payload',
  /** The key is on the verifier's own list, for reports, not revoked. */
  'key',
  'signature',
  /** Time stamps, and whether the key was in use at their time. */
  'time',
  'statement',
  'files',
  'report',
  'payments',
  /** This report's entry, its proof and the checkpoint's signature. */
  'ledger',
  /** The whole archive: nothing missing, nothing added, nothing hidden. */
  'archive',
  /** What was not checked. */
  'limits',
] as const;
export type CheckName = (typeof checkNames)[number];

export type Check = {
  readonly name: CheckName;
  readonly outcome: 'passed' | 'failed' | 'not-checked';
  /** Only of `not-checked`: whether the report cannot count as verified without it. */
  readonly matters: boolean;
  readonly detail: Bilingual;
  /** The files that did not hold, for machines; people read them in `detail`. */
  readonly files: readonly string[];
};

export const passed = (name: CheckName, detail: Bilingual): Check => ({
  name,
  outcome: 'passed',
  matters: false,
  detail,
  files: [],
});
export const failed = (name: CheckName, detail: Bilingual, files: readonly string[]): Check => ({
  name,
  outcome: 'failed',
  matters: false,
  detail,
  files,
});
export const notChecked = (name: CheckName, detail: Bilingual, files: readonly string[] = []): Check => ({
  name,
  outcome: 'not-checked',
  matters: true,
  detail,
  files,
});
/** Could not be checked, is told, and does not keep the report from counting as verified. */
export const noted = (name: CheckName, detail: Bilingual): Check => ({ ...notChecked(name, detail), matters: false });

/** Several looks at one thing as one line: the worst outcome counts, and everything that is not well is told. */
export function combine(name: CheckName, parts: readonly Check[]): Check {
  const outcome = worstOf(parts);
  const open = outcome === 'passed' ? parts : parts.filter((part) => part.outcome !== 'passed');
  // One file may be named by the statement and by SHA256SUMS; people read it once.
  const shown = [...new Map(open.map((part) => [part.detail.en, part])).values()];
  return {
    name,
    outcome,
    matters: parts.some((part) => part.matters),
    detail: { ko: shown.map(({ detail }) => detail.ko).join(' '), en: shown.map(({ detail }) => detail.en).join(' ') },
    files: [...new Set(parts.flatMap((part) => part.files))],
  };
}

function worstOf(parts: readonly Check[]): Check['outcome'] {
  if (parts.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return parts.some(({ outcome }) => outcome === 'not-checked') ? 'not-checked' : 'passed';
}

/** `tampered`: something failed. `incomplete`: nothing failed, but a check that matters could not be made. */
export type VerifyState = 'verified' | 'tampered' | 'incomplete';

export function stateOf(checks: readonly Check[]): VerifyState {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'tampered';
  return checks.some(({ matters }) => matters) ? 'incomplete' : 'verified';
}
