import { existsSync } from 'node:fs';
import { readArchiveConfig } from '../../archive/config.ts';
import { entryTypes } from '../../archive/ledger/entry.ts';
import { readLedger } from '../../archive/ledger/read.ts';
import { SetupError } from '../../model/trouble.ts';
import { generateKey, generateLedgerKey, loadKey, loadLedgerKey } from '../../sign/keys.ts';
import { askingAt, openWith, passphraseLike } from '../../sign/passphrase.ts';
import { checkpointSigner } from '../../sign/note.ts';
import type { PublicKey } from '../../sign/signer.ts';
import {
  asideFile,
  ledgerKeyFile,
  loadLedgerSigner,
  loadSigner,
  nextKeyFile,
  readTrust,
  signingKeyFile,
  swapKeys,
  trustKey,
} from '../../sign/state.ts';
import { ledgerUse, reportUse, trustedFrom, type TrustedKey } from '../../sign/trust.ts';
import { archiveText } from '../archive/text.ts';
import type { AddSubcommand } from '../archive/index.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Places } from '../places.ts';
import { findTrusted, placesFor, recordKey, timeOf, type KeyOptions } from './desk.ts';
import { refuseChangedPast } from './past.ts';

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
  const file = signingKeyFile(places);
  const old = loadSigner(places, env);
  // Encrypted as the old one is, which was opened just now.
  const given = passphraseLike(file, env, 'reports');
  const open = (at: string) => openWith(at, { given, asking: askingAt(env), open: (how) => loadKey(at, how) });
  const next = (at: string) => (existsSync(at) ? open(at) : generateKey(at, given));
  return replace({ places, around, old, file, use: reportUse, next });
}

function rotateLedger(options: KeyOptions, around: Surroundings): Done {
  const { env } = around;
  const places = placesFor(options, around);
  const old = loadLedgerSigner(places, env);
  if (old === null) throw new SetupError(archiveText.noLedgerKey());
  const listed = findTrusted(places, old.keyId);
  // Whoever had the key may have rewritten what it signed, and the next one would put its name under that.
  if (listed.revoked !== null) refuseChangedPast(places, around);
  const file = ledgerKeyFile(places);
  const given = passphraseLike(file, env, 'ledger');
  const open = (at: string) => openWith(at, { given, asking: askingAt(env), open: (how) => loadLedgerKey(at, how) });
  const next = (at: string) => (existsSync(at) ? open(at) : generateLedgerKey(at, given));
  return replace({ places, around, old, file, use: ledgerUse, next });
}

type Replacing = {
  readonly places: Places;
  readonly around: Surroundings;
  /** The key in `file` now. */
  readonly old: PublicKey;
  readonly file: string;
  readonly use: string;
  /** The key that waits in this file, or a new one made there. */
  readonly next: (file: string) => PublicKey;
};

/**
 * The next key is made beside the old one, trusted and recorded, and only then takes its place: cut off anywhere, whichever key is in the
 * file is a trusted one, and the same call goes on where it stopped.
 */
function replace(work: Replacing): Done {
  const { places, around, old, file, use, next } = work;
  const before = swappedBefore(work);
  if (before !== null) return endOld(work, { old: before, now: old, aside: asideFile(file, before) });
  findTrusted(places, old.keyId);
  const now = next(nextKeyFile(file));
  const at = timeOf(undefined);
  if (!readTrust(places.trust).keys.some(({ keyId }) => keyId === now.keyId))
    trustKey(places, trustedFrom(now, use, at));
  // Said while the old ledger key can still sign it: the next key is vouched for by the one before it.
  recordKey(places, around, [
    ...(findTrusted(places, old.keyId).revoked === null
      ? [{ type: entryTypes.keyRetired, keyId: old.keyId, use, at }]
      : []),
    { type: entryTypes.keyAdded, keyId: now.keyId, use, at },
  ]);
  return endOld(work, { old, now, aside: swapKeys(file, old) });
}

/** The key whose place was taken by a call that died before it ended its window. */
function swappedBefore({ places, old, file, use }: Replacing): TrustedKey | null {
  // A key that leaked has ended already; that the next one has not signed yet tells where the call died.
  const isHalf = use === ledgerUse && !hasSigned(places, old);
  const open = readTrust(places.trust).keys.filter(
    (key) => key.use === use && (key.end === null || (isHalf && key.revoked !== null)),
  );
  return open.find((key) => key.keyId !== old.keyId && existsSync(asideFile(file, key))) ?? null;
}

/** The newest checkpoint is by this key. */
function hasSigned({ reports }: Places, key: PublicKey): boolean {
  const checkpoint = readLedger(reports)?.checkpoint ?? null;
  return checkpoint === null || checkpointSigner(checkpoint, [key]) !== null;
}

function endOld(
  { places, around }: Replacing,
  { old, now, aside }: { readonly old: PublicKey; readonly now: PublicKey; readonly aside: string },
): Done {
  const listed = findTrusted(places, old.keyId);
  if (listed.end === null) trustKey(places, { ...listed, end: timeOf(undefined) });
  // The archive's own list of keys follows, signed by the key that is there now.
  recordKey(places, around, []);
  return { old: old.keyId, now: now.keyId, aside };
}
