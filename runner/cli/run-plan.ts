import { environmentRedactor } from '../engine/secrets.ts';
import { stagingFolder } from '../archive/layout.ts';
import { printReport } from '../engine/print-pdf.ts';
import { approvedBefore } from '../archive/approved.ts';
import { openArchive } from '../archive/open-archive.ts';
import { systemClock } from '../base/clock.ts';
import { newRunId } from '../base/ids.ts';
import type { DriverProcess } from '../engine/driver-process.ts';
import { finishRun, type FinishedRun } from '../engine/finish-run.ts';
import { supervisorLock, targetLock } from '../engine/locks.ts';
import { openMoneyDesk } from '../engine/money-desk.ts';
import { openingOf } from '../engine/plan.ts';
import { supervise } from '../engine/supervisor.ts';
import { text as engineText } from '../engine/text.ts';
import { SealError } from '../archive/seal-error.ts';
import { JournalError } from '../journal/journal-error.ts';
import { acquireLock } from '../journal/lock.ts';
import { openJournal } from '../journal/store.ts';
import type { Plan } from '../model/plan.ts';
import { SetupError } from '../model/trouble.ts';
import { renderRunSummary } from '../report/console-text.ts';
import type { Signer } from '../sign/signer.ts';
import { announce } from './announce.ts';
import { settleEarlier, type Writing } from './settle-before.ts';
import type { Surroundings } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { liveLines } from './live-lines.ts';
import { askAtTerminal } from './person.ts';
import type { Places } from './places.ts';
import type { Signals } from './signals.ts';
import { provePaging, type PagingProof } from './oncall/prove.ts';
import { startPaging } from './oncall/start-paging.ts';
import { text } from './text.ts';
import { packageVersion } from '../base/own-package.ts';

/** A plan that may run, and everything that running it needs. */
export type Work = {
  readonly plan: Plan;
  readonly places: Places;
  readonly signer: Signer;
  readonly driver: DriverProcess;
  readonly surroundings: Surroundings;
  readonly signals: Signals;
  readonly json: boolean;
  /** A PDF is printed and sealed with the report: some seconds more. */
  readonly wantsPdf: boolean;
  /** `NAME: reason` of who starts although people might not be woken. */
  readonly unprovenPaging: string | undefined;
};

/** Settles earlier runs, runs the plan, seals its report and returns the exit code. */
export async function runPlan(work: Work): Promise<number> {
  const { plan, places, surroundings } = work;
  const lock = acquireLock(places.locks, targetLock(plan.target.id));
  if (lock === null) throw new SetupError(engineText.lockHeld({ target: plan.target.title }));
  const redactor = environmentRedactor(surroundings.env);
  const journal = openJournal(places.journal, { clock: systemClock, redactor });
  const { env } = surroundings;
  const money = openMoneyDesk({ journal, lockFolder: places.locks, clock: systemClock, env, redactor });
  try {
    const archive = openArchive(places, env, systemClock, work.signer);
    const writing = { journal, redactor, money, archive };
    for (const { message } of archive.desk.ownKeys(work.signer).doubts) surroundings.terminal.complain(message);
    await settleEarlier(work, writing);
    const proof = await provePaging({ ...work, journal });
    if (proof === null) return exitCodes.pagingUnproven;
    const stoppedBy = work.signals.stoppedBy();
    if (stoppedBy !== null) return tellStoppedEarly(surroundings.terminal, stoppedBy);
    return await superviseAndSeal(work, writing, proof);
  } finally {
    journal.close();
    lock.release();
  }
}

async function superviseAndSeal(work: Work, writing: Writing, proof: PagingProof): Promise<number> {
  const { plan, places, json } = work;
  const { terminal } = work.surroundings;
  const runId = newRunId(systemClock);
  const alive = acquireLock(places.locks, supervisorLock(runId));
  if (alive === null) throw new Error(`run id ${runId} is taken`);
  // Before anything happens: a run that is announced cannot be hidden by not archiving it.
  writing.archive.desk.opening(openingOf(plan, runId));
  if (!json) announce(plan, terminal);
  const paging = startPaging({
    ...work,
    journal: writing.journal,
    runId,
    target: plan.target,
    ...work.surroundings,
    proof,
  });
  try {
    await superviseRun(work, writing, runId);
    await paging?.answered();
    const finished = await sealFinished(work, writing, runId);
    tellFinished(finished, work);
    for (const words of await writing.archive.afterwards(finished.folder)) terminal.complain(words);
    paging?.end();
    return finished.doc.exitCode;
  } catch (error) {
    if (!(error instanceof JournalError || error instanceof SealError)) throw error;
    terminal.complain(error.text);
    terminal.complain(text.leftOpen({ runId }));
    return exitCodes.unknown;
  } finally {
    alive.release();
  }
}

function superviseRun(work: Work, { journal, archive }: Writing, runId: string): Promise<void> {
  const { plan, places, signals, json } = work;
  const steps = plan.sections.flatMap((section) => section.steps);
  const { selectedSteps, allSteps } = plan.scope;
  const isPartial = selectedSteps < allSteps;
  const now = { target: plan.target.id, file: plan.checklist.file, steps, isPartial };
  const { terminal } = work.surroundings;
  return supervise({
    plan,
    runId,
    version: packageVersion(),
    journal,
    journalFile: places.journal,
    lockFolder: places.locks,
    runFolder: stagingFolder(places.reports, runId),
    driver: work.driver,
    clock: systemClock,
    person: askAtTerminal(terminal),
    approved: approvedBefore(places.reports, archive.believed.trust, now),
    onEvent: json ? (): void => undefined : liveLines(terminal, plan),
    stopRequests: {
      onRequest: (listener) =>
        signals.onRequest((by, count) => {
          if (count === 1) terminal.complain(text.interruptAgain());
          listener(by, count);
        }),
    },
  });
}

/** The steps are over: a request to stop changes nothing any more. The second one after that leaves, and the next start seals. */
function sealFinished(
  { plan, places, signer, signals, surroundings, wantsPdf }: Work,
  { journal, redactor, money, archive }: Writing,
  runId: string,
): Promise<FinishedRun> {
  const before = signals.count();
  signals.onRequest((_by, count) => {
    if (count <= before) return;
    if (count > before + 1) process.exit(exitCodes.aborted);
    surroundings.terminal.complain(text.sealing());
  });
  const { target } = plan;
  const { reports } = places;
  return finishRun({
    journal,
    runId,
    by: 'supervisor',
    reports,
    signer,
    redactor,
    money,
    target,
    archive: archive.desk,
    print:
      archive.config.rest['pdf'] === true || wantsPdf
        ? async (page, id) => {
            const bytes = await printReport(
              page,
              { runId: id, language: surroundings.terminal.language },
              surroundings.env,
            );
            if (bytes === null) surroundings.terminal.complain(text.notPrinted());
            return bytes;
          }
        : undefined,
    freeze: { version: packageVersion(), workingDirectory: surroundings.workingDirectory },
  });
}

function tellFinished({ doc, folder, sources }: FinishedRun, { json, surroundings }: Work): void {
  const { terminal } = surroundings;
  if (json) return terminal.line(JSON.stringify(doc));
  const { color, language, width } = terminal;
  terminal.line(`\n${renderRunSummary(doc, { color, language, width, sources })}\n`);
  terminal.say(text.reportAt({ path: folder }));
}

/** Says that nothing was run, and with which code to exit. */
export function tellStoppedEarly(terminal: Surroundings['terminal'], by: string): number {
  terminal.complain(text.stoppedEarly({ by }));
  return exitCodes.aborted;
}
