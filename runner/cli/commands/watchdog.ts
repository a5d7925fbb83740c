import { systemClock } from '../../base/clock.ts';
import { driverLock, supervisorLock } from '../../engine/locks.ts';
import { targetOf } from '../../engine/run-target.ts';
import { isLocked } from '../../journal/lock.ts';
import type { Journal } from '../../model/journal.ts';
import { onCallStream, type OnCall } from '../../model/oncall.ts';
import type { Target } from '../../model/target.ts';
import { SetupError } from '../../model/trouble.ts';
import { pageStates } from '../../oncall/acknowledge/page-state.ts';
import { headlineOf, sinceOf, watchEvents, watchStream } from '../../oncall/watch-page.ts';
import { lookBackMs, watchRuns, type Finding, type WatchedRun } from '../../oncall/watch-runs.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { onCallLock } from '../oncall/locks.ts';
import { atJournal } from '../oncall/pages.ts';
import { openOnCallStream, startOnCallWorker } from '../oncall/start-worker.ts';
import { watchText } from '../oncall/watch-text.ts';
import type { Places } from '../places.ts';
import { readNamedTarget } from '../target-files.ts';

type WatchOptions = { readonly target: string; readonly state?: string };

/** `postflight watchdog`: for cron or a timer, every minute. Pages when a run did not begin, stands still, or died. */
export const watchdogCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('watchdog')
    .description('for cron: page when a scheduled run has not begun, stands still, or its process died (exit 1 then)')
    .requiredOption('--target <name>', 'a file in checklists/targets/ or targets/ that names an on-call file')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .action(async (options: WatchOptions) => exit(await watchdog(options, surroundings())));

type Watch = Surroundings & {
  readonly journal: Journal;
  readonly places: Places;
  readonly target: Target;
  readonly onCall: OnCall;
  readonly nowMs: number;
};

async function watchdog(options: WatchOptions, around: Surroundings): Promise<number> {
  const target = readNamedTarget(options.target, around);
  if (target === null) return exitCodes.usage;
  const { onCall } = target;
  if (onCall === null) throw new SetupError(watchText.noOnCall({ target: target.title }));
  return atJournal(options, around, ({ journal, places }) => {
    const watch: Watch = { ...around, journal, places, target, onCall, nowMs: systemClock.now() };
    const findings = watchRuns({ schedule: onCall.schedule, runs: runsOf(watch), nowMs: watch.nowMs });
    tell(watch, findings);
    return findings.length === 0 ? exitCodes.ok : exitCodes.noGo;
  });
}

/** Long enough to see a run that began before what is looked back. */
const readMs = 4 * lookBackMs;

function runsOf({ journal, places, target, nowMs }: Watch): readonly WatchedRun[] {
  return journal
    .runs()
    .filter(({ closed, openedAt }) => !closed || nowMs - Date.parse(openedAt) < readMs)
    .filter(({ runId }) => targetOf(journal, runId) === target.id)
    .map(({ runId }) => ({
      runId,
      events: journal.events(runId),
      isAlive: isLocked(places.locks, supervisorLock(runId)) || isLocked(places.locks, driverLock(runId)),
    }));
}

/** Writes and pages what is new, and says everything. A run that pages for itself is helped to go on with it. */
function tell(watch: Watch, findings: readonly Finding[]): void {
  const { journal, target, nowMs, terminal } = watch;
  for (const finding of findings) terminal.complain(headlineOf(finding, target.title, nowMs));
  if (findings.length === 0) terminal.say(watchText.fine({ target: target.title }));
  const own = findings.filter((finding) => {
    if (finding.kind !== 'dead' || journal.events(onCallStream(finding.runId)).length === 0) return true;
    follow(watch, finding.runId);
    return false;
  });
  const days = [watchStream(target.id, nowMs), watchStream(target.id, nowMs - dayMs)];
  const streamOf = (finding: Finding): string => {
    const stream = watchStream(target.id, sinceOf(finding));
    return days.find((one) => one === stream) ?? days[0] ?? stream;
  };
  for (const stream of days)
    watchDay(
      watch,
      stream,
      own.filter((finding) => streamOf(finding) === stream),
    );
}

const dayMs = 24 * 60 * 60_000;

function watchDay(watch: Watch, stream: string, findings: readonly Finding[]): void {
  const { journal, target, onCall, nowMs } = watch;
  const name = onCallStream(stream);
  if (findings.length === 0 && journal.events(name).length === 0) return;
  openOnCallStream(journal, { stream, runId: null, target, onCall });
  const written = journal.appendDecided(name, (events) =>
    watchEvents(events, findings, { stream, target: target.title, nowMs }),
  );
  const isOpen = pageStates(journal.events(name)).some(
    ({ resolved, openedAt }) => resolved === null && nowMs - Date.parse(openedAt) < followedMs,
  );
  if (written.length > 0 || isOpen) follow(watch, stream);
}

/** A ladder is climbed to its end by then. */
const followedMs = 2 * 60 * 60_000;

function follow({ places, env, terminal }: Watch, stream: string): void {
  if (isLocked(places.locks, onCallLock(stream))) return;
  startOnCallWorker({ places, stream, env, trouble: (why) => terminal.complain(watchText.noWorker({ why })) });
}
