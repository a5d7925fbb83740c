import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { startDriver } from '../../engine/driver-process.ts';
import { stopGraceMs } from '../../engine/stop-grace.ts';
import { SetupError } from '../../model/trouble.ts';
import type { RunOptions } from '../../model/plan.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { findPlaces, refuseFile } from '../places.ts';
import type { Selecting } from '../read-inputs.ts';
import { loadReportSigner } from '../../archive/report-signer.ts';
import { refuseRevoked } from '../../archive/refuse-revoked.ts';
import { listenForSignals } from '../signals.ts';
import { text } from '../text.ts';

type RunCommandOptions = Selecting & {
  readonly tracks?: string;
  readonly headed?: boolean;
  readonly debug?: boolean;
  readonly trace: RunOptions['trace'];
  readonly confirm: boolean;
  readonly reports?: string;
  readonly state?: string;
  readonly json?: boolean;
  readonly pdf?: boolean;
  readonly unprovenPaging?: string;
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
    .option('--unproven-paging <who>', '"NAME: reason": start although the people on call might not be woken')
    .option('--pdf', 'also print the report as a PDF and seal it in (some seconds more)')
    .option('--json', 'print report.json on standard output instead of lines for people')
    .action(async (checklist: string, options: RunCommandOptions) => {
      exit(await run(checklist, options, surroundings()));
    });

async function run(checklist: string, options: RunCommandOptions, surroundings: Surroundings): Promise<number> {
  const { env, workingDirectory, terminal } = surroundings;
  const signals = listenForSignals();
  const wishes = runOptions(options);
  const places = findPlaces(options, env, workingDirectory);
  refuseFile(places.state);
  const signer = loadReportSigner(places, env);
  refuseRevoked(signer, places);
  const driver = startDriver({ wish: { headed: wishes.headed, debug: wishes.debug } });
  let graceMs = earlyGraceMs;
  try {
    // Loaded only now, so that the browser starts meanwhile.
    const [{ prepareRun }, { runPlan, tellStoppedEarly }] = await Promise.all([
      import('../prepare-run.ts'),
      import('../run-plan.ts'),
    ]);
    const prepared = await Promise.race([
      prepareRun(checklist, options, { places, wishes, driver, surroundings }),
      signals.first.then((by) => ({ stoppedBy: by })),
    ]);
    if (typeof prepared === 'number') return prepared;
    if ('stoppedBy' in prepared) return tellStoppedEarly(terminal, prepared.stoppedBy);
    graceMs = stopGraceMs(prepared);
    return await runPlan({
      plan: prepared,
      places,
      signer,
      driver,
      surroundings,
      signals,
      json: options.json === true,
      wantsPdf: options.pdf === true,
      unprovenPaging: options.unprovenPaging,
    });
  } finally {
    await driver.release(graceMs);
  }
}

/** How long a driver without a run may take to close its browser. */
const earlyGraceMs = 5_000;

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
  if (wish === undefined) return Math.min(4, availableParallelism() + 1);
  const count = /^\d{1,2}$/.test(wish) ? Number(wish) : 0;
  if (count < 1 || count > 16) throw new SetupError(text.notANumber({ option: '--tracks', value: wish }));
  return count;
}
