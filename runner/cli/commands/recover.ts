import { systemClock } from '../../base/clock.ts';
import { packageVersion } from '../../base/own-package.ts';
import { environmentRedactor } from '../../engine/secrets.ts';
import { openMoneyDesk } from '../../engine/money-desk.ts';
import { recoverRuns } from '../../engine/recover.ts';
import { openJournal } from '../../journal/store.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPlaces, refuseFile } from '../places.ts';
import { openArchive } from '../../archive/open-archive.ts';
import { loadReportSigner } from '../../archive/report-signer.ts';
import { resumeOnCall } from '../oncall/start-worker.ts';
import { onCallText } from '../oncall/text.ts';
import { tellRecovered } from '../tell-recovered.ts';
import { text } from '../text.ts';

/** `postflight recover`: closes runs that nobody finishes any more. Every `run` does this first by itself. */
export const recoverCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('recover')
    .description('close runs whose supervisor died: verdict, report and signature from their journal')
    .option('--reports <folder>', 'where signed reports go (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .action(async (options: { readonly reports?: string; readonly state?: string }) => {
      const { terminal, env, workingDirectory } = surroundings();
      const places = findPlaces(options, env, workingDirectory);
      refuseFile(places.state);
      const signer = loadReportSigner(places, env);
      const archive = openArchive(places, env, systemClock, signer);
      const redactor = environmentRedactor(env);
      const journal = openJournal(places.journal, { clock: systemClock, redactor });
      let unsure = false;
      try {
        const recovered = await recoverRuns({
          journal,
          reports: places.reports,
          lockFolder: places.locks,
          signer,
          redactor,
          archive: archive.desk,
          freeze: { version: packageVersion(), workingDirectory },
          money: openMoneyDesk({ journal, lockFolder: places.locks, clock: systemClock, env, redactor }),
        });
        for (const one of recovered) tellRecovered(one, terminal);
        if (recovered.length > 0 || archive.desk.read() !== null)
          for (const words of (await archive.complete()).problems) terminal.complain(words);
        // A payment without a verified end is a doubt, however well its run was closed.
        unsure = recovered.some((one) => one.kind === 'stuck' || (one.kind === 'closed' && one.payments.length > 0));
        const resumed = resumeOnCall(journal, { places, env, nowMs: systemClock.now() });
        if (resumed.length > 0) terminal.say(onCallText.resumed({ runs: resumed.join(', ') }));
        if (recovered.length === 0) terminal.say(text.nothingToRecover());
      } finally {
        journal.close();
      }
      exit(unsure ? exitCodes.unknown : exitCodes.ok);
    });
