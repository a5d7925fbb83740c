import { entryTypes } from '../../archive/ledger/entry.ts';
import { isClosing } from '../../archive/ledger/proofs.ts';
import { readLedger } from '../../archive/ledger/read.ts';
import { trustKey } from '../../sign/state.ts';
import { ledgerUse, type TrustedKey } from '../../sign/trust.ts';
import { archiveText } from '../archive/text.ts';
import type { AddSubcommand } from '../archive/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { findTrusted, kst, placesFor, recordKey, timeOf, type KeyOptions } from './desk.ts';

type EndOptions = KeyOptions & { readonly at?: string; readonly reason?: string };

/** `postflight keys retire` and `revoke`: a key's window ends; of a revoked one, only what was time-stamped before is believed. */
export const addEnd: AddSubcommand = (group, surroundings, exit) => {
  group
    .command('retire')
    .description('end a key; reports that carry a time stamp from before stay valid')
    .argument('<id>', 'its fingerprint (SHA256:…), or the beginning of it')
    .option('--at <time>', 'when (default: now)')
    .option('--reports <folder>', 'the archive whose ledger hears of it (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action((id: string, options: EndOptions) => {
      const around = surroundings();
      const places = placesFor(options, around);
      const key = findTrusted(places, id);
      // Said again it stays as it was said first: a call that was cut off is completed and not dated anew.
      const at = options.at === undefined && isOver(key) ? (key.end ?? '') : timeOf(options.at);
      trustKey(places, { ...key, end: at });
      recordKey(places, around, [
        { type: entryTypes.keyRetired, keyId: key.keyId, use: key.use, end: at, at: timeOf(undefined) },
      ]);
      around.terminal.say(archiveText.ended({ id: key.keyId, at: kst(at) }));
      exit(exitCodes.ok);
    });
  group
    .command('revoke')
    .description('a key has leaked: nothing it signed is believed but what carries a time stamp from before --at')
    .argument('<id>', 'its fingerprint (SHA256:…), or the beginning of it')
    .requiredOption('--reason <text>', 'what happened; it stands in the ledger')
    .option('--at <time>', 'the last moment at which it was surely in the right hands (default: now)')
    .option('--reports <folder>', 'the archive whose ledger hears of it (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action((id: string, options: EndOptions) => {
      const around = surroundings();
      const places = placesFor(options, around);
      const key = findTrusted(places, id);
      const reason = options.reason ?? '';
      const at = options.at === undefined && key.revoked !== null ? (key.end ?? '') : timeOf(options.at);
      trustKey(places, { ...key, end: at, revoked: reason });
      recordKey(places, around, [
        { type: entryTypes.keyRevoked, keyId: key.keyId, use: key.use, end: at, reason, at: timeOf(undefined) },
      ]);
      if (key.use === ledgerUse) {
        around.terminal.say(archiveText.revokedLedger({ id: key.keyId, at: kst(at) }));
        exit(exitCodes.ok);
        return;
      }
      const entries = readLedger(places.reports)?.entries ?? [];
      const reports = entries.filter((entry) => isClosing(entry) && entry['keyId'] === key.keyId).length;
      around.terminal.say(archiveText.revoked({ id: key.keyId, at: kst(at), reports }));
      exit(exitCodes.ok);
    });
};

function isOver({ end }: TrustedKey): boolean {
  return end !== null && Date.parse(end) <= Date.parse(timeOf(undefined));
}
