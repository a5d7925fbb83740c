import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { sweepUnfinished } from '../base/unfinished.ts';
import { syncDirectory, writeAtomic } from '../base/write-atomic.ts';
import { SetupError } from '../model/trouble.ts';
import { generateKey, generateLedgerKey, loadKey, loadLedgerKey } from './keys.ts';
import type { KeyPlaces } from './key-places.ts';
import { askingAt, openWith, passphraseFor } from './passphrase.ts';
import type { LedgerSigner, PublicKey, Signer } from './signer.ts';
import { text } from './text.ts';
import { formatAuthorities, parseAuthorities, type Authority } from './time/authorities.ts';
import { formatTrust, ledgerUse, parseTrust, reportUse, trustedFrom, type Trust, type TrustedKey } from './trust.ts';

/** The key that reports are signed with. */
export function signingKeyFile(places: KeyPlaces): string {
  return join(places.keys, 'signing.pem');
}

/** The key that the ledger's checkpoints are signed with. */
export function ledgerKeyFile(places: KeyPlaces): string {
  return join(places.keys, 'ledger.pem');
}

/** Opens the signing key; POSTFLIGHT_KEY_PASSPHRASE opens an encrypted one, or somebody at the terminal. Throws SetupError when there is none. */
export function loadSigner(places: KeyPlaces, env: NodeJS.ProcessEnv): Signer {
  const file = signingKeyFile(places);
  if (!existsSync(file)) throw new SetupError(text.noKey(places.keys));
  const given = passphraseFor(env);
  return openWith(file, { given, asking: askingAt(env), open: (how) => loadKey(file, how) });
}

/** Opens the ledger's key, or null when it is kept elsewhere: entries are then written here and signed by whoever has it. */
export function loadLedgerSigner(places: KeyPlaces, env: NodeJS.ProcessEnv): LedgerSigner | null {
  const file = ledgerKeyFile(places);
  const given = passphraseFor(env, 'ledger');
  return existsSync(file)
    ? openWith(file, { given, asking: askingAt(env), open: (how) => loadLedgerKey(file, how) })
    : null;
}

/** Makes the signing key and the ledger's, and puts their public halves on this machine's trust list. Returns the signing key. */
export function makeSigner(places: KeyPlaces, env: NodeJS.ProcessEnv, clock: Clock): Signer {
  mkdirSync(places.keys, { recursive: true, mode: 0o700 });
  const signer = generateKey(signingKeyFile(places), passphraseFor(env));
  const start = new Date(clock.now()).toISOString();
  trustKey(places, trustedFrom(signer, reportUse, start));
  if (!existsSync(ledgerKeyFile(places))) makeLedgerSigner(places, env, clock);
  return signer;
}

/** Makes the ledger's key alone, for a state folder of a time before there was a ledger. */
export function makeLedgerSigner(places: KeyPlaces, env: NodeJS.ProcessEnv, clock: Clock): LedgerSigner {
  mkdirSync(places.keys, { recursive: true, mode: 0o700 });
  const signer = generateLedgerKey(ledgerKeyFile(places), passphraseFor(env, 'ledger'));
  trustKey(places, trustedFrom(signer, ledgerUse, new Date(clock.now()).toISOString()));
  return signer;
}

/** Where a private key is kept under its id when another takes its place; it opens nothing there by itself. */
export function asideFile(file: string, { keyId }: PublicKey): string {
  const id = keyId
    .replace(/^SHA256:/, '')
    .replaceAll(/[/+]/g, '_')
    .slice(0, 12);
  return file.replace(/\.pem$/, `-${id}.retired.pem`);
}

/** Where the next key waits until it takes the place of the one in `file`. */
export function nextKeyFile(file: string): string {
  return file.replace(/\.pem$/, '-next.pem');
}

/** Sets the key in `file` aside and puts the next one in its place; there is a key in `file` at every moment. */
export function swapKeys(file: string, old: PublicKey): string {
  const aside = asideFile(file, old);
  // Half a private key that an earlier call left is not needed any more: the whole one is still in `file`.
  sweepUnfinished(dirname(file));
  writeAtomic(aside, readFileSync(file), 0o600);
  renameSync(nextKeyFile(file), file);
  syncDirectory(dirname(file));
  return aside;
}

/** Reads a key list. Throws SetupError when it is malformed. */
export function readTrust(file: string): Trust {
  return parseTrust(readFileSync(file, 'utf8'));
}

/** Adds a key to this machine's list, or replaces what the list says of it. */
export function trustKey(places: KeyPlaces, key: TrustedKey): void {
  const known = existsSync(places.trust) ? readTrust(places.trust).keys : [];
  mkdirSync(dirname(places.trust), { recursive: true });
  sweepUnfinished(dirname(places.trust));
  const others = known.filter(({ keyId }) => keyId !== key.keyId);
  writeAtomic(places.trust, formatTrust({ keys: [...others, key] }));
}

/** Time stamping authorities that stand beside a key list. */
export function readAuthorities(trustFile: string): readonly Authority[] {
  const file = authoritiesFile(trustFile);
  return existsSync(file) ? parseAuthorities(readFileSync(file, 'utf8')) : [];
}

/** Pins one more time stamping authority on this machine. */
export function trustAuthority(places: KeyPlaces, authority: Authority): void {
  const known = readAuthorities(places.trust).filter(
    ({ certificates }) => !isSame(certificates, authority.certificates),
  );
  mkdirSync(dirname(places.trust), { recursive: true });
  sweepUnfinished(dirname(places.trust));
  writeAtomic(authoritiesFile(places.trust), formatAuthorities([...known, authority]));
}

function authoritiesFile(trustFile: string): string {
  return join(dirname(trustFile), 'trusted-root.json');
}

function isSame(some: Authority['certificates'], others: Authority['certificates']): boolean {
  return some.length === others.length && some.every(({ raw }, index) => others[index]?.raw.equals(raw) === true);
}
