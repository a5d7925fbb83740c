import { readArchiveConfig } from '../../archive/config.ts';
import { entryTypes } from '../../archive/ledger/entry.ts';
import { systemClock } from '../../base/clock.ts';
import { SetupError } from '../../model/trouble.ts';
import { generateKey, generateLedgerKey } from '../../sign/keys.ts';
import { passphraseLike } from '../../sign/passphrase.ts';
import type { PublicKey } from '../../sign/signer.ts';
import {
  ledgerKeyFile,
  loadLedgerSigner,
  loadSigner,
  setKeyAside,
  signingKeyFile,
  trustKey,
} from '../../sign/state.ts';
import { ledgerUse, reportUse, trustedFrom } from '../../sign/trust.ts';
import { archiveText } from '../archive/text.ts';
import type { AddSubcommand } from '../archive/index.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findTrusted, placesFor, recordKey, timeOf, type KeyOptions } from './desk.ts';

/** `postflight keys rotate`: a new key; the old one ends now, and what it signed with a time stamp stays valid. */
export const addRotate: AddSubcommand = (group, surroundings, exit) => {
  group
    .command('rotate')
    .description('a new key for reports (or, with --ledger, for the ledger); the old one ends now')
    .option('--ledger', "the ledger's key")
    .option('--reports <folder>', 'the archive whose ledger hears of it (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action((options: KeyOptions & { readonly ledger?: boolean }) => {
      const around = surroundings();
      const done = options.ledger === true ? rotateLedger(options, around) : rotateReports(options, around);
      around.terminal.say(archiveText.rotated(done));
      exit(exitCodes.ok);
    });
};

type Done = { readonly old: string; readonly now: string; readonly aside: string };

function rotateReports(options: KeyOptions, around: Surroundings): Done {
  const { env } = around;
  const places = placesFor(options, around);
  if (readArchiveConfig(places.state).signer !== null) throw new SetupError(archiveText.keyElsewhere());
  const old = loadSigner(places, env);
  const file = signingKeyFile(places);
  const make = () => generateKey(file, passphraseLike(file, env, 'reports'));
  return replace({ options, around, old, file, use: reportUse, make });
}

function rotateLedger(options: KeyOptions, around: Surroundings): Done {
  const { env } = around;
  const places = placesFor(options, around);
  const old = loadLedgerSigner(places, env);
  if (old === null) throw new SetupError(archiveText.noLedgerKey());
  const file = ledgerKeyFile(places);
  const make = () => generateLedgerKey(file, passphraseLike(file, env, 'ledger'));
  return replace({ options, around, old, file, use: ledgerUse, make });
}

function replace(work: {
  readonly options: KeyOptions;
  readonly around: Surroundings;
  readonly old: PublicKey;
  readonly file: string;
  readonly use: string;
  readonly make: () => PublicKey;
}): Done {
  const { options, around, old, file, use, make } = work;
  const places = placesFor(options, around);
  const at = timeOf(undefined);
  // Said while the old ledger key can still sign it.
  recordKey(places, around, [{ type: entryTypes.keyRetired, keyId: old.keyId, use, at }]);
  const aside = setKeyAside(file, old);
  const now = make();
  const listed = findTrusted(places, old.keyId);
  trustKey(places, { ...listed, end: listed.end ?? at });
  trustKey(places, trustedFrom(now, use, at));
  recordKey(places, around, [
    { type: entryTypes.keyAdded, keyId: now.keyId, use, at: new Date(systemClock.now()).toISOString() },
  ]);
  return { old: old.keyId, now: now.keyId, aside };
}
