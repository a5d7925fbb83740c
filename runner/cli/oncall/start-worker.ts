import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../model/journal.ts';
import type { OnCall } from '../../model/oncall.ts';
import { onCallStream } from '../../model/oncall.ts';
import { writeOnCall } from '../../model/oncall-json.ts';
import { isLocked } from '../../journal/lock.ts';
import { peekJournal, type Peek } from '../../journal/peek.ts';
import { leftTrouble } from '../../oncall/quiet.ts';
import type { Places } from '../places.ts';
import { onCallLock } from './locks.ts';

/** Writes down, once, whom a run or a target pages; the worker and every later start read it there. */
export function openOnCallStream(
  journal: Journal,
  given: {
    readonly stream: string;
    readonly runId: string | null;
    readonly target: { readonly id: string; readonly title: string };
    readonly onCall: OnCall;
  },
): void {
  const { stream, runId, target, onCall } = given;
  const { file, sha256 } = onCall.source;
  journal.appendDecided(onCallStream(stream), (events) =>
    events.some(({ event }) => event.kind === 'oncall.opened')
      ? []
      : [
          {
            kind: 'oncall.opened',
            runId,
            target: { id: target.id, title: target.title },
            onCall: { file, sha256 },
            settings: writeOnCall(onCall),
          },
        ],
  );
}

/**
 * Starts the process that pages, apart from this one: it outlives the supervisor, the browser and the terminal. Returns its id;
 * `trouble` is called when it cannot be started or ends at once with an error.
 */
export function startOnCallWorker(given: {
  readonly places: Places;
  readonly stream: string;
  readonly env: NodeJS.ProcessEnv;
  readonly trouble?: (why: string) => void;
}): number | null {
  const { places, stream, env, trouble } = given;
  const log = openSync(join(places.state, 'oncall-worker.log'), 'a', 0o600);
  try {
    const args = [
      ...process.execArgv,
      process.argv[1] ?? '',
      'oncall',
      'work',
      '--run',
      stream,
      '--state',
      places.state,
    ];
    const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'ignore', log], env });
    child.on('error', (error) => trouble?.(error.message));
    child.on('exit', (code) => {
      if (code !== 0 && code !== null) trouble?.(`exit ${code}`);
    });
    child.unref();
    return child.pid ?? null;
  } finally {
    closeSync(log);
  }
}

/** Starts workers again for pages that nobody follows: their process, or the whole machine, went down. */
export function resumeOnCall(
  journal: Journal,
  given: { readonly places: Places; readonly env: NodeJS.ProcessEnv; readonly nowMs: number },
): readonly string[] {
  const { places, env, nowMs } = given;
  const recent = journal.runs().filter(({ openedAt }) => nowMs - Date.parse(openedAt) < resumedForMs);
  const peek = peekJournal(places.journal);
  const left = recent.filter(({ runId }) => isLeft(journal, peek, runId) && !isLocked(places.locks, onCallLock(runId)));
  peek.close();
  for (const { runId } of left) startOnCallWorker({ places, stream: runId, env });
  return left.map(({ runId }) => runId);
}

/** An older page would wake people for a night that is long over. */
const resumedForMs = 12 * 60 * 60 * 1_000;

function isLeft(journal: Journal, peek: Peek, runId: string): boolean {
  const events = journal.events(onCallStream(runId)).map(({ event }) => event);
  const worker = events.findLast(({ kind }) => kind === 'worker.started' || kind === 'worker.stopped');
  if (worker?.kind === 'worker.started') return true;
  return events.length > 0 && worker === undefined && leftTrouble(peek, runId);
}
