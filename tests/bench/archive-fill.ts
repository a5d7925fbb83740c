import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stagingFolder } from '../../runner/archive/layout.ts';
import { openArchive, type Archive } from '../../runner/archive/open-archive.ts';
import { systemClock, type Clock } from '../../runner/base/clock.ts';
import { newRunId } from '../../runner/base/ids.ts';
import { packageVersion } from '../../runner/base/own-package.ts';
import { finishRun } from '../../runner/engine/finish-run.ts';
import { environmentRedactor } from '../../runner/engine/secrets.ts';
import { openJournal } from '../../runner/journal/store.ts';
import type { RunEvent } from '../../runner/model/event.ts';
import type { Signer } from '../../runner/sign/signer.ts';
import { root } from '../project.ts';
import type { Seed } from './archive-seed.ts';
import { rewriteEvents } from './archive-rewrite.ts';
import { BenchProblem } from './options.ts';

export type Filling = {
  readonly seed: Seed;
  readonly reports: string;
  readonly state: string;
  readonly signer: Signer;
  /** When the first run was, and how far apart they are. */
  readonly firstMs: number;
  readonly apartMs: number;
};

/** How long one report took: from the end of its run until it stood in the ledger, and the time stamp after it. */
export type Filled = { readonly sealMs: number; readonly stampMs: number };

/**
 * One more run, announced, closed, folded, rendered, sealed, recorded and stamped by the code that `postflight run` uses. Only its steps are
 * not run again: their events and files are the seed's, with an id, times, a release and a person of their own.
 */
export async function fillOne(index: number, work: Filling): Promise<Filled> {
  const { seed, reports, state, signer } = work;
  const startMs = work.firstMs + index * work.apartMs;
  const clock = settable(startMs);
  const runId = newRunId(clock);
  const archive = openArchive({ reports, state }, seed.env, clock, signer);
  const events = rewriteEvents(seed, { runId, startMs, index });
  const frozen = events[0]?.event;
  if (frozen?.kind !== 'run.opened') throw new BenchProblem('the seed does not begin with run.opened');
  const checklistSha256 = frozen.freeze?.checklistSha256 ?? '';
  archive.desk.opening({ runId, target: frozen.target.id, checklistSha256 });
  for (const { path, bytes } of seed.evidence) {
    const file = join(stagingFolder(reports, runId), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const journalFile = join(state, 'one.sqlite');
  try {
    return await finishTimed({ work, archive, clock, runId, events, journalFile });
  } finally {
    for (const tail of ['', '-wal', '-shm']) rmSync(`${journalFile}${tail}`, { force: true });
  }
}

type Stamped = { readonly at: string; readonly event: RunEvent };

async function finishTimed(parts: {
  readonly work: Filling;
  readonly archive: Archive;
  readonly clock: Clock & { nowMs: number };
  readonly runId: string;
  readonly events: readonly Stamped[];
  readonly journalFile: string;
}): Promise<Filled> {
  const { work, archive, clock, runId, events, journalFile } = parts;
  const redactor = environmentRedactor(work.seed.env);
  // Each event is written at its own time, all in one transaction: what the run did over its steps is not measured.
  const times = events.map(({ at }) => Date.parse(at)).toReversed();
  const journalClock = { elapsed: () => 0, now: () => times.pop() ?? clock.now() };
  const journal = openJournal(journalFile, { clock: journalClock, redactor });
  try {
    journal.appendAll(
      runId,
      events.map(({ event }) => event),
    );
    clock.nowMs = Date.parse(events.at(-1)?.at ?? '') + 50;
    const started = performance.now();
    const { folder } = await finishRun({
      journal,
      runId,
      by: 'supervisor',
      reports: work.reports,
      signer: work.signer,
      redactor,
      archive: archive.desk,
      freeze: { version: packageVersion(), workingDirectory: root },
    });
    const sealed = performance.now();
    // The authority's clock is today's.
    const today = openArchive(work, work.seed.env, systemClock, work.signer);
    // The authority of the bench stands in this process; while a report was sealed it closed the connection that the next stamp tries to use.
    let problems = await today.afterwards(folder);
    if (problems.length > 0) problems = await today.afterwards(folder);
    if (problems.length > 0) throw new BenchProblem(problems.map(({ en }) => en).join(' '));
    return { sealMs: sealed - started, stampMs: performance.now() - sealed };
  } finally {
    journal.close();
  }
}

function settable(nowMs: number): Clock & { nowMs: number } {
  const clock = { nowMs, now: () => clock.nowMs, elapsed: () => 0 };
  return clock;
}
