import { availableParallelism } from 'node:os';
import { mkdirSync } from 'node:fs';
import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { newRunId } from '../../base/ids.ts';
import { stagingFolder } from '../../archive/layout.ts';
import { startDriver, type DriverProcess } from '../../engine/driver-process.ts';
import { finishRun } from '../../engine/finish-run.ts';
import { targetLock, supervisorLock } from '../../engine/locks.ts';
import { createPlan } from '../../engine/plan.ts';
import { preflight } from '../../engine/preflight.ts';
import { recoverRuns } from '../../engine/recover.ts';
import { environmentRedactor } from '../../engine/secrets.ts';
import { supervise } from '../../engine/supervisor.ts';
import { text as engineText } from '../../engine/text.ts';
import { acquireLock } from '../../journal/lock.ts';
import { openJournal } from '../../journal/store.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Plan, RunOptions } from '../../model/plan.ts';
import { renderRunSummary } from '../../report/console-text.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { liveLines } from '../live-lines.ts';
import { findPlaces, type Places } from '../places.ts';
import { askAtTerminal } from '../person.ts';
import { readPlanInputs, type Selecting } from '../read-inputs.ts';
import { loadSigner } from '../../sign/state.ts';
import type { Signer } from '../../sign/signer.ts';
import { listenForSignals } from '../signals.ts';
import { tellRecovered } from '../tell-recovered.ts';
import { text } from '../text.ts';
import { packageVersion } from '../../base/package-version.ts';

type RunCommandOptions = Selecting & {
  readonly tracks?: string;
  readonly headed?: boolean;
  readonly debug?: boolean;
  readonly trace: RunOptions['trace'];
  readonly confirm: boolean;
  readonly reports?: string;
  readonly state?: string;
  readonly json?: boolean;
};

/** `postflight run`: the main job. */
export const runCommand: DefineCommand = (command: Command, surroundings, exit) =>
  command
    .name('run')
    .description('run a checklist against a live target and leave a signed report')
    .argument('<checklist>', 'YAML file; FILE:LINE selects the step on that line')
    .option('--target <name>', "a file in targets/ beside the checklist (default: the checklist's own)")
    .option('--only <id...>', 'only these sections or steps (and what they need)')
    .option('--tag <tag...>', 'only steps with one of these tags')
    .option('--severity <severity...>', 'only steps of these severities')
    .option('--tracks <n>', 'sections side by side (default: by processors, 2 to 4)')
    .option('--headed', 'show the browser')
    .option('--debug', "open Playwright's inspector and take all time limits off; one track")
    .addOption(
      command
        .createOption('--trace <when>', "keep Playwright's trace of each section")
        .choices(['off', 'on', 'on-failure'])
        .default('off'),
    )
    .option('--no-confirm', 'do not try a failed step without effect a second time')
    .option('--reports <folder>', 'where signed reports go (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .option('--json', 'print report.json on standard output instead of lines for people')
    .action(async (checklist: string, options: RunCommandOptions) => {
      exit(await run(checklist, options, surroundings()));
    });

async function run(checklist: string, options: RunCommandOptions, surroundings: Surroundings): Promise<number> {
  const { env, workingDirectory, terminal } = surroundings;
  const places = findPlaces(options, env, workingDirectory);
  const signer = loadSigner(places, env);
  const driver = startDriver({ wish: { headed: options.headed === true, debug: options.debug === true } });
  try {
    const read = await readPlanInputs(checklist, options, surroundings, driver.deviceNames);
    if (read === null) return exitCodes.usage;
    const plan = createPlan({ ...read, options: runOptions(options) });
    prepareFolders(places);
    const problem = (await preflight({ plan, places, env })) ?? (await driver.ready);
    if (problem !== null) {
      terminal.complain(problem);
      return exitCodes.usage;
    }
    return await runPlan({ plan, places, signer, driver, surroundings, json: options.json === true });
  } finally {
    driver.kill();
  }
}

type Work = {
  readonly plan: Plan;
  readonly places: Places;
  readonly signer: Signer;
  readonly driver: DriverProcess;
  readonly surroundings: Surroundings;
  readonly json: boolean;
};

async function runPlan({ plan, places, signer, driver, surroundings, json }: Work): Promise<number> {
  const { terminal } = surroundings;
  const lock = acquireLock(places.locks, targetLock(plan.target.id));
  if (lock === null) throw new SetupError(engineText.lockHeld({ target: plan.target.title }));
  const redactor = environmentRedactor(surroundings.env);
  const journal = openJournal(places.journal, { clock: systemClock, redactor });
  try {
    const recovered = await recoverRuns({
      journal,
      reports: places.reports,
      lockFolder: places.locks,
      signer,
      redactor,
    });
    if (!json) for (const one of recovered) tellRecovered(one, terminal);
    const runId = newRunId(systemClock);
    const alive = acquireLock(places.locks, supervisorLock(runId));
    if (alive === null) throw new Error(`run id ${runId} is taken`);
    const runFolder = stagingFolder(places.reports, runId);
    mkdirSync(runFolder, { recursive: true });
    const show = json ? (): void => undefined : liveLines(terminal, plan);
    if (!json) announce(plan, terminal);
    await supervise({
      plan,
      runId,
      version: packageVersion(),
      journal,
      journalFile: places.journal,
      lockFolder: places.locks,
      runFolder,
      driver,
      clock: systemClock,
      person: askAtTerminal(terminal),
      onEvent: show,
      stopRequests: listenForSignals(terminal),
    });
    const finished = await finishRun({ journal, runId, by: 'supervisor', reports: places.reports, signer, redactor });
    alive.release();
    if (json) terminal.line(JSON.stringify(finished.doc));
    else {
      terminal.line(
        renderRunSummary(finished.doc, {
          color: terminal.color,
          language: terminal.language,
          width: terminal.width,
          sources: finished.sources,
        }),
      );
      terminal.say(text.reportAt({ path: finished.folder }));
    }
    return finished.doc.exitCode;
  } finally {
    journal.close();
    lock.release();
  }
}

function announce(plan: Plan, terminal: Surroundings['terminal']): void {
  const { checklist, target, scope } = plan;
  terminal.say(
    text.starting({ title: checklist.title, steps: scope.selectedSteps, target: target.title, url: target.baseUrl }),
  );
  if (scope.selectedSteps < scope.allSteps)
    terminal.say(text.partial({ selected: scope.selectedSteps, all: scope.allSteps }));
}

function prepareFolders(places: Places): void {
  for (const folder of [places.reports, places.state, places.locks]) {
    try {
      mkdirSync(folder, { recursive: true });
    } catch (cause) {
      throw new SetupError(
        engineText.folderNotWritable({ folder, why: cause instanceof Error ? cause.message : String(cause) }),
        { cause },
      );
    }
  }
}

function runOptions(options: RunCommandOptions): RunOptions {
  const debug = options.debug === true;
  return {
    tracks: debug ? 1 : trackCount(options.tracks),
    headed: options.headed === true,
    debug,
    trace: options.trace,
    confirm: options.confirm,
  };
}

function trackCount(wish: string | undefined): number {
  if (wish === undefined) return Math.min(4, Math.max(2, availableParallelism()));
  const count = /^\d{1,2}$/.test(wish) ? Number(wish) : 0;
  if (count < 1 || count > 16) throw new SetupError(text.notANumber({ option: '--tracks', value: wish }));
  return count;
}
