import { isObject } from '../../base/json.ts';

/**
 * How the processes of Playwright Test know of one another's part. The configuration says where things are; the reporter in the
 * main process, which opens and closes runs, says where its workers write. Workers are forked later and inherit the environment.
 */
export type Door = {
  /** `authoring`: UI mode or an editor, where nothing is recorded as a run. */
  readonly mode: 'recorded' | 'authoring';
  readonly state: string;
  readonly reports: string;
  readonly target: string | null;
  /** The Chromium to start; null leaves it to Playwright. */
  readonly executable: string | null;
};

export type OpenRun = {
  readonly runId: string;
  /** Sections that have a test of their own in this run. */
  readonly chosen: readonly string[];
};

/** Open runs by checklist file, as the configuration names it. */
export type RunLink = { readonly [checklistFile: string]: OpenRun };

const doorVariable = 'POSTFLIGHT_PLAYWRIGHT_DOOR';
const runVariable = 'POSTFLIGHT_PLAYWRIGHT_RUNS';

export function publishDoor(door: Door): void {
  process.env[doorVariable] = JSON.stringify({ ...door, pid: process.pid });
  // Whoever started us may be a worker of another run.
  delete process.env[runVariable];
}

/** What this process, or the one that forked it, has published. */
export function readDoor(): Door {
  const door = parseDoor(process.pid) ?? parseDoor(process.ppid);
  if (door === null)
    throw new Error(`${doorVariable} is not set: the configuration was not made by postflightConfig()`);
  return door;
}

/** The door of the process that forked this one; null in the first process, whatever the environment holds. */
export function readParentsDoor(): Door | null {
  return parseDoor(process.ppid);
}

function parseDoor(pid: number): Door | null {
  const parsed: unknown = JSON.parse(process.env[doorVariable] ?? 'null');
  if (!isObject(parsed) || parsed['pid'] !== pid) return null;
  const { mode, state, reports, target, executable } = parsed;
  if (typeof state !== 'string' || typeof reports !== 'string') return null;
  return {
    mode: mode === 'authoring' ? 'authoring' : 'recorded',
    state,
    reports,
    target: typeof target === 'string' ? target : null,
    executable: typeof executable === 'string' ? executable : null,
  };
}

export function publishRuns(link: RunLink): void {
  process.env[runVariable] = JSON.stringify(link);
}

/** Null where no reporter of ours has opened a run for this checklist. */
export function readRun(checklistFile: string): OpenRun | null {
  const parsed: unknown = JSON.parse(process.env[runVariable] ?? 'null');
  const run = isObject(parsed) ? parsed[checklistFile] : undefined;
  if (!isObject(run) || typeof run['runId'] !== 'string' || !Array.isArray(run['chosen'])) return null;
  return { runId: run['runId'], chosen: run['chosen'].map(String) };
}
