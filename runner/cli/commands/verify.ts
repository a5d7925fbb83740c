import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Pinned } from '../../archive/believed.ts';
import type { VerifyState } from '../../archive/check.ts';
import { headOf } from '../../archive/ledger/ledger.ts';
import { readLedger } from '../../archive/ledger/read.ts';
import { knownFor } from '../../archive/ledger/known.ts';
import { checkpointFromWithin, keysFromWithin } from '../../archive/from-within.ts';
import { knownFolder } from '../../archive/known-folder.ts';
import { isArchive, verifyArchiveByCrew, type KnownCheckpoint } from '../../archive/verify-archive.ts';
import { verifyReport } from '../../archive/verify.ts';
import type { Bilingual } from '../../base/bilingual.ts';
import { systemClock } from '../../base/clock.ts';
import { jsonLine } from '../../base/plain-text.ts';
import { SetupError } from '../../model/trouble.ts';
import { readCheckpoint, withoutWitnesses } from '../../sign/note.ts';
import { readAuthorities, readTrust } from '../../sign/state.ts';
import { authorityFromPem, type Authority } from '../../sign/time/authorities.ts';
import { archiveText } from '../archive/text.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPlaces } from '../places.ts';
import { tellArchive, tellReport, tellShort } from '../tell-verified.ts';
import { text } from '../text.ts';

type VerifyOptions = {
  readonly key?: string;
  readonly ledgerKey?: string;
  readonly tsa?: string;
  readonly trust?: string;
  readonly state?: string;
  readonly knownCheckpoint?: readonly string[];
  readonly requireTime?: boolean;
  readonly json?: boolean;
};

/** What a person believes, from options or from this machine's lists. */
type Believes = {
  readonly pinned: Pinned;
  /** Where the keys were read. */
  readonly keyFiles: readonly string[];
  readonly authorities: readonly Authority[];
  readonly requireTime: boolean;
};

/** `postflight verify`: checks reports or a whole archive offline. Exit 0 verified, 1 tampered or invalid, 2 usage, 4 not fully checked. */
export const verifyCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('verify')
    .description('check reports, or a whole archive with its ledger, offline: twelve checks, one line each')
    .argument('<folder...>', "a report's folder, or an archive's (reports/)")
    .option('--key <file>', "the signer's public key (PEM), pinned by you")
    .option('--ledger-key <file>', "the ledger's public key (PEM), beside --key")
    .option('--tsa <file>', 'certificates (PEM) of the time stamping authority that you trust')
    .option('--trust <file>', 'a list of trusted keys (default: the one in the state folder)')
    .option('--known-checkpoint <file...>', 'a checkpoint of the ledger that was kept elsewhere')
    .option('--require-time', 'a report without a trusted time stamp is not verified')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .option('--json', 'the result as JSON, one line a report')
    .action(async (folders: readonly string[], options: VerifyOptions) => {
      const around = surroundings();
      const believes = whatIsBelieved(options, around);
      const states: VerifyState[] = [];
      for (const folder of folders) states.push(await verifyFolder(folder, { believes, around, options }));
      exit(codeOf(states));
    });

function codeOf(states: readonly VerifyState[]): number {
  if (states.includes('tampered')) return exitCodes.noGo;
  return states.includes('incomplete') ? exitCodes.unknown : exitCodes.ok;
}

type Work = { readonly believes: Believes; readonly around: Surroundings; readonly options: VerifyOptions };

async function verifyFolder(folder: string, work: Work): Promise<VerifyState> {
  const { believes, around, options } = work;
  const { terminal, workingDirectory } = around;
  const path = resolve(workingDirectory, folder);
  // An empty name is a variable that a script forgot to set, and not this folder.
  const found = folder === '' ? undefined : statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new SetupError(text.noSuchFolder({ folder: folder === '' ? '""' : folder }));
  if (!found.isDirectory()) throw new SetupError(text.notAFolder({ file: folder }));
  if (isArchive(path)) return verifyWhole(folder, path, work);
  const doubts = doubtsOf(path, believes);
  const result = verifyReport(path, believes.pinned, { ...believes, doubts, nowMs: systemClock.now() });
  if (options.json === true) terminal.line(jsonLine({ folder, ...result }));
  else tellReport(folder, result, terminal);
  return result.state;
}

async function verifyWhole(folder: string, path: string, { believes, around, options }: Work): Promise<VerifyState> {
  const { terminal } = around;
  const json = options.json === true;
  const result = await verifyArchiveByCrew(path, believes.pinned, {
    ...believes,
    doubts: doubtsOf(path, believes),
    known: knownCheckpoints(path, options, around),
    nowMs: systemClock.now(),
    onReport: (report, one) => {
      if (json) terminal.line(jsonLine({ folder: basename(report), ...one }));
      else tellShort(report, one, terminal);
    },
  });
  if (json) terminal.line(jsonLine({ archive: folder, ...result }));
  else tellArchive(folder, result, terminal);
  return result.state;
}

function doubtsOf(path: string, { keyFiles }: Believes): readonly Bilingual[] {
  return keyFiles.flatMap((file) => keysFromWithin(file, path) ?? []);
}

/** Checkpoints that a person names, and the newest one that this machine has seen. */
function knownCheckpoints(
  archive: string,
  options: VerifyOptions,
  { env, workingDirectory }: Surroundings,
): readonly KnownCheckpoint[] {
  const named = (options.knownCheckpoint ?? []).map((file) => ({
    name: file,
    text: readText(resolve(workingDirectory, file)),
  }));
  for (const { name, text: note } of named) {
    if (readCheckpoint(withoutWitnesses(note)) === null) throw new SetupError(archiveText.noCheckpoint(name));
    const inside = checkpointFromWithin(resolve(workingDirectory, name), archive);
    if (inside !== null) throw new SetupError(inside);
  }
  const ledger = readLedger(archive);
  const folder = knownFolder(findPlaces(options, env, workingDirectory).state);
  const kept = knownFor(folder, { archive, origin: ledger === null ? null : (headOf(ledger)?.origin ?? null) });
  return [...named, ...kept.map((one) => ({ name: one.file, text: one.text }))];
}

function whatIsBelieved(options: VerifyOptions, { env, workingDirectory }: Surroundings): Believes {
  const file =
    options.trust === undefined
      ? findPlaces(options, env, workingDirectory).trust
      : resolve(workingDirectory, options.trust);
  const at = (name: string) => resolve(workingDirectory, name);
  const own = options.key === undefined && existsSync(file) ? readAuthorities(file) : [];
  const given = options.tsa === undefined ? [] : [authorityFromPem(readText(at(options.tsa)), '')];
  return {
    pinned: pinnedKeys(options, file, at),
    keyFiles: keyFilesOf(options, file, at),
    authorities: [...given, ...own],
    requireTime: options.requireTime === true,
  };
}

function keyFilesOf(options: VerifyOptions, file: string, at: (name: string) => string): readonly string[] {
  const named = [options.key, options.ledgerKey].flatMap((one) => (one === undefined ? [] : [at(one)]));
  return named.length > 0 || !existsSync(file) ? named : [file];
}

function pinnedKeys(options: VerifyOptions, file: string, at: (name: string) => string): Pinned {
  if (options.key !== undefined) {
    const ledgerKey = options.ledgerKey === undefined ? {} : { ledgerKeyPem: readText(at(options.ledgerKey)) };
    return { publicKeyPem: readText(at(options.key)), ...ledgerKey };
  }
  if (existsSync(file)) return { trust: readTrust(file) };
  if (options.trust !== undefined) throw new SetupError(text.noSuchFile({ file }));
  return { nobody: true };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SetupError(text.noSuchFile({ file }), { cause });
  }
}
