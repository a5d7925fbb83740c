import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { isRunId } from '../../base/ids.ts';
import { driverLock, supervisorLock } from '../../engine/locks.ts';
import { acquireLock, isLocked } from '../../journal/lock.ts';
import { peekJournal } from '../../journal/peek.ts';
import { SetupError } from '../../model/trouble.ts';
import { watchQuietly, type QuietEnd } from '../../oncall/quiet.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPlaces, type Places } from '../places.ts';
import { onCallLock } from './locks.ts';
import { onCallText as text } from './text.ts';

type Options = { readonly run: string; readonly state?: string };

/** How long a page is followed after its run is over; `POSTFLIGHT_ONCALL_LIMIT` (seconds) shortens it, for a demo. */
const limitMs = 4 * 60 * 60 * 1_000;

/** `postflight oncall work`: pages for one run until it is over and everybody is told. A run starts it; nobody needs to. */
export function defineWork(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('work')
    .description('page for one run until it is over and somebody has what is wrong (a run starts this by itself)')
    .requiredOption('--run <id>', 'the run, or the target that is watched')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .action(async (options: Options) => exit(await work(options, surroundings())));
}

async function work(options: Options, { env, workingDirectory, terminal }: Surroundings): Promise<number> {
  const stream = options.run;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(stream)) throw new SetupError(text.badRunId({ runId: stream }));
  const places = findPlaces(options, env, workingDirectory);
  const lock = acquireLock(places.locks, onCallLock(stream));
  // Another process pages for this run already: exactly one does.
  if (lock === null) return exitCodes.ok;
  const ending = endingOf(places);
  const isRunAlive = (): boolean =>
    isLocked(places.locks, supervisorLock(stream)) || isLocked(places.locks, driverLock(stream));
  const quiet = isRunId(stream) ? await waitQuietly({ places, stream, isRunAlive, ending }) : 'trouble';
  if (quiet === 'trouble') {
    const { openDesk } = await import('./open-desk.ts');
    await openDesk({ places, stream, env, terminal, isRunAlive, ending, limitMs: limitOf(env) });
  }
  lock.release();
  return exitCodes.ok;
}

async function waitQuietly(given: {
  readonly places: Places;
  readonly stream: string;
  readonly isRunAlive: () => boolean;
  readonly ending: AbortSignal;
}): Promise<QuietEnd> {
  const { places, stream, isRunAlive, ending } = given;
  const peek = peekJournal(places.journal);
  try {
    return await watchQuietly({ peek, runId: stream, clock: systemClock, isRunAlive, ending });
  } finally {
    peek.close();
  }
}

/** Ends by a signal, or when somebody has removed the state folder: there is nothing left to page from. */
function endingOf(places: Places): AbortSignal {
  const ending = new AbortController();
  const watch = setInterval(() => {
    if (!existsSync(places.journal)) ending.abort('the journal is gone');
  }, 5_000);
  watch.unref();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ending.abort(signal));
  return ending.signal;
}

function limitOf(env: NodeJS.ProcessEnv): number {
  const wish = env['POSTFLIGHT_ONCALL_LIMIT'] ?? '';
  return /^\d{1,6}$/.test(wish) ? Number(wish) * 1_000 : limitMs;
}
