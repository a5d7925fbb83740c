import { isObject } from '../../base/json.ts';

/**
 * How Playwright Test's main process (the reporter, which opens and closes runs) tells its workers where to write. Workers are
 * forked after the reporter's onBegin and inherit the environment.
 */
export type RunLink = {
  /** Run id by checklist file, as the configuration names it. */
  readonly runs: { readonly [checklistFile: string]: string };
  readonly journalFile: string;
  readonly lockFolder: string;
  readonly reports: string;
};

const variable = 'POSTFLIGHT_PLAYWRIGHT_RUN';

export function publishLink(link: RunLink): void {
  process.env[variable] = JSON.stringify(link);
}

/** Null where no reporter of ours has opened a run: UI mode, or a configuration without it. */
export function readLink(): RunLink | null {
  const text = process.env[variable];
  if (text === undefined) return null;
  const parsed: unknown = JSON.parse(text);
  if (!isObject(parsed) || !isObject(parsed['runs'])) return null;
  const { journalFile, lockFolder, reports } = parsed;
  if (typeof journalFile !== 'string' || typeof lockFolder !== 'string' || typeof reports !== 'string') return null;
  const runs = Object.fromEntries(Object.entries(parsed['runs']).map(([file, id]) => [file, String(id)]));
  return { runs, journalFile, lockFolder, reports };
}
