import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { openArchive, type Archive } from '../../archive/open-archive.ts';
import { listReports, names } from '../../archive/layout.ts';
import { isStampedSince } from '../../archive/stamp.ts';
import { entryTypes } from '../../archive/ledger/entry.ts';
import { systemClock } from '../../base/clock.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPlaces, refuseFile } from '../places.ts';
import { archiveText as text } from './text.ts';
import type { AddSubcommand } from './index.ts';

type StampOptions = { readonly reports?: string; readonly state?: string; readonly renew?: boolean };

/** `postflight archive stamp`: what had to wait. Time stamps, ledger entries, signatures, proofs, publication; safe to call from cron. */
export const addStamp: AddSubcommand = (group, surroundings, exit) => {
  group
    .command('stamp')
    .description('complete the ledger, get pending time stamps (RFC 3161), publish the newest checkpoint; for cron')
    .option(
      '--renew',
      'also put the digest of every bundle into the ledger, so that a new time stamp covers old reports',
    )
    .option('--reports <folder>', 'the archive (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action(async (options: StampOptions) => {
      const { terminal, env, workingDirectory } = surroundings();
      const places = findPlaces(options, env, workingDirectory);
      refuseFile(places.state);
      const archive = openArchive(places, env, systemClock);
      if (options.renew === true) renew(archive, places.reports);
      const { stamped, problems } = await archive.complete();
      const state = archive.desk.read();
      for (const folder of stamped.stamped) terminal.say(text.stamped({ run: basename(folder) }));
      for (const folder of stamped.pending) terminal.complain(text.stillPending({ run: basename(folder) }));
      for (const words of problems) terminal.complain(words);
      if (state !== null && state.checkpoint === null) terminal.complain(text.noLedgerKey());
      terminal.say(text.ledgerNow({ entries: state?.entries.length ?? 0 }));
      if (archive.config.timestamps.length === 0) terminal.say(text.noAuthorities());
      exit(problems.length > 0 ? exitCodes.unknown : exitCodes.ok);
    });
};

/** A renewal that was cut off before its stamp is completed and not written a second time. */
function renew({ desk, believed }: Archive, reports: string): void {
  const wanted = renewal(reports);
  const last = desk.read()?.entries.findLast(({ type }) => type === entryTypes.restamped);
  const isSame = last !== undefined && JSON.stringify(last['bundles']) === JSON.stringify(wanted.bundles);
  if (!isSame || isStampedSince(last.seq, { reports, authorities: believed.authorities })) desk.record([wanted]);
}

/** The idea of RFC 4998: what is in the ledger today is covered by today's time stamp over its checkpoint. */
function renewal(reports: string) {
  const bundles = Object.fromEntries(
    listReports(reports).map((folder) => {
      const file = join(folder, names.bundle);
      return [
        relative(reports, file).replaceAll('\\', '/'),
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      ];
    }),
  );
  return { type: entryTypes.restamped, at: new Date(systemClock.now()).toISOString(), bundles };
}
