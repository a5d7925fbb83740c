import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { checklistDigest } from '../archive/catalogue/entry.ts';
import { isObject } from '../base/json.ts';
import { errnoOf } from '../base/write-atomic.ts';
import type { RunOpened, StoredEvent } from '../model/event.ts';
import type { ApprovedBefore, Freeze, FreezeChange, FreezeEvent } from '../model/freeze.ts';
import type { Plan } from '../model/plan.ts';

/** What is fixed before the first step, besides the files themselves (`frozen`). */
export function freezeOf({ checklist }: Pick<Plan, 'checklist'>, approved: ApprovedBefore | null): Freeze {
  return { checklistSha256: checklistDigest(checklist.sources), playwright: playwrightVersion(), approved };
}

/** With what a run is finished, and where. */
export type FreezeNow = { readonly version: string; readonly workingDirectory: string };

/**
 * Looks at everything that was frozen once more: the files on disk, and the versions of what ran. A file that cannot be found where it was read
 * is told as gone. Null when there is nothing to compare: a later start in a folder that has none of the run's files is somewhere else. Pure but
 * for reading those files.
 */
export function compareFreeze(
  events: readonly StoredEvent[],
  now: FreezeNow & { readonly isLater?: boolean },
): FreezeEvent | null {
  const opened = events[0]?.event;
  if (opened?.kind !== 'run.opened') return null;
  const isThere = ({ file }: { readonly file: string }): boolean =>
    digestOf(resolve(now.workingDirectory, file)) !== null;
  if (now.isLater === true && opened.frozen.length > 0 && !opened.frozen.some(isThere)) return null;
  return {
    kind: 'freeze.compared',
    changed: [...changedFiles(opened, now.workingDirectory), ...changedTools(opened, now.version), ...browsers(events)],
  };
}

function changedFiles({ frozen }: RunOpened, workingDirectory: string): readonly FreezeChange[] {
  return frozen.flatMap(({ file, sha256 }): readonly FreezeChange[] => {
    const found = digestOf(resolve(workingDirectory, file));
    return found === sha256 ? [] : [{ what: 'file', name: file, frozen: sha256, found }];
  });
}

function changedTools({ tool, operator, freeze }: RunOpened, version: string): readonly FreezeChange[] {
  const pairs = [
    ['postflight', tool.version, version],
    ['node', operator.node, process.version],
    ['playwright', freeze?.playwright ?? playwrightVersion(), playwrightVersion()],
  ] as const;
  return pairs.flatMap(([name, frozen, found]): readonly FreezeChange[] =>
    frozen === found ? [] : [{ what: 'tool', name, frozen, found }],
  );
}

/** A browser that was started again must be the same one. */
function browsers(events: readonly StoredEvent[]): readonly FreezeChange[] {
  const started = events.flatMap(({ event }) =>
    event.kind === 'browser.launched' ? [`${event.name} ${event.version}`] : [],
  );
  const [first] = started;
  const other = started.find((one) => one !== first);
  return first === undefined || other === undefined
    ? []
    : [{ what: 'browser', name: 'browser', frozen: first, found: other }];
}

function digestOf(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null;
  }
}

function playwrightVersion(): string {
  const description: unknown = createRequire(import.meta.url)('playwright/package.json');
  return isObject(description) && typeof description['version'] === 'string' ? description['version'] : '';
}
