import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeThrough } from '../base/write-atomic.ts';
import { isObject } from '../base/json.ts';
import { verifierKey } from '../sign/note.ts';
import { sshIdentity, sshNamespace } from '../sign/ssh-signature.ts';
import { sshKindOf, sshWire } from '../sign/ssh-wire.ts';
import { formatAuthorities, parseAuthorities, type Authority } from '../sign/time/authorities.ts';
import { formatTrust, ledgerUse, parseTrust, reportUse, type Trust, type TrustedKey } from '../sign/trust.ts';
import { hashFile, isPlainName } from './files.ts';
import { archiveNames, ledgerKeyName, signerFile, trustFolder, writingRoom } from './layout.ts';
import { documentBytesAtMost, isThere, listFolder, readPlain } from './plain-file.ts';
import { entryTypes, type Entry, type NewEntry } from './ledger/entry.ts';
import { verifySheet } from './verify-sheet.ts';

/*
 * The archive's own documents: VERIFY.md and the keys in trust/. They are copies for convenience, and an auditor gets the fingerprints by
 * another road; still, the ledger holds their digests, so that a changed command in the auditor's sheet shows.
 */

export type Believed = { readonly trust: Trust; readonly authorities: readonly Authority[] };

/** What the documents should say now, and the ledger entry that says so; null when the newest entry says it already. */
export type DocumentPlan = { readonly files: ReadonlyMap<string, string>; readonly entry: NewEntry | null };

/**
 * What is to be written, given the ledger; null when somebody else changed a document: all are left as they are then, because mending them in
 * silence would hide it. The entry goes first and the files follow before it is signed, so that a process that dies in between leaves
 * documents of which `verify` knows that they wait.
 */
export function planDocuments(
  reports: string,
  believed: Believed,
  ledger: {
    readonly origin: string;
    readonly entries: readonly Entry[];
    readonly signedSize: number;
    readonly at: string;
  },
): DocumentPlan | null {
  const recorded = recordedDocuments(ledger.entries);
  const waiting = waitingDocuments(ledger.entries, ledger.signedSize);
  const found = (name: string) => documentDigest(reports, name);
  const isWaiting = (name: string) => waiting !== null && found(name) === (waiting[name] ?? null);
  // What stood in the archive before it had a ledger is taken over as it is.
  const isFirst = Object.keys(waiting ?? recorded).length === 0;
  const isKnown = (name: string) => found(name) === recorded[name] || isWaiting(name) || isFirst;
  const files = render(reports, believed, {
    origin: ledger.origin,
    trustOld: (name) => found(name) !== null && isKnown(name),
  });
  const digests = Object.fromEntries([...files].map(([name, text]) => [name, sha256(text)]));
  // Earlier versions wrote the files first, and a crash left some of them.
  if (!Object.keys(recorded).every((name) => isKnown(name) || found(name) === digests[name])) return null;
  const isSaid = JSON.stringify(digests) === JSON.stringify(recorded);
  return { files, entry: isSaid ? null : { type: entryTypes.documents, at: ledger.at, files: digests } };
}

/** Writes what is not there yet. */
export function writeDocuments(reports: string, { files }: DocumentPlan): void {
  mkdirSync(trustFolder(reports), { recursive: true });
  for (const [name, text] of files)
    if (hashFile(join(reports, name))?.sha256 !== sha256(text))
      writeThrough(writingRoom(reports), join(reports, name), text);
  // Git on Windows turns line ends into CRLF unless it is told not to, and then no digest holds.
  const attributes = join(reports, '.gitattributes');
  if (!isThere(attributes)) writeThrough(writingRoom(reports), attributes, '# Every byte is signed.\n* -text\n');
}

/**
 * The documents before the newest entry, while that entry is not signed: a file may still be as it was then, because the process that
 * recorded it died before it wrote it. Null when every file must be as the newest entry says.
 */
export function waitingDocuments(
  entries: readonly Entry[],
  signedSize: number,
): { readonly [name: string]: string } | null {
  const at = entries.findLastIndex(({ type }) => type === entryTypes.documents);
  return at < 0 || at < signedSize ? null : recordedDocuments(entries.slice(0, at));
}

/** Digests of the archive's documents by their names, as the newest entry about them says. */
export function recordedDocuments(entries: readonly Entry[]): { readonly [name: string]: string } {
  const newest = entries.findLast(({ type }) => type === entryTypes.documents)?.['files'];
  if (!isObject(newest)) return {};
  return Object.fromEntries(
    Object.entries(newest).flatMap(([name, sha256]) => (typeof sha256 === 'string' ? [[name, sha256]] : [])),
  );
}

/** Hex SHA-256 of one of the archive's documents; null when it is not there, and for a name that leads elsewhere. */
export function documentDigest(reports: string, name: string): string | null {
  const inTrust = /^trust\/(.+)$/.exec(name)?.[1];
  const isOurs = name === archiveNames.verify || (inTrust !== undefined && isPlainName(inTrust));
  return isOurs ? (hashFile(join(reports, name), documentBytesAtMost)?.sha256 ?? null) : null;
}

/** Files below trust/ and VERIFY.md, as they are on disk. */
export function listDocuments(reports: string): readonly string[] {
  const kept = (listFolder(trustFolder(reports)) ?? []).map(({ name }) => `trust/${name}`);
  return [...(isThere(join(reports, archiveNames.verify)) ? [archiveNames.verify] : []), ...kept.sort()];
}

function render(
  reports: string,
  believed: Believed,
  { origin, trustOld }: { readonly origin: string; readonly trustOld: (name: string) => boolean },
): ReadonlyMap<string, string> {
  // Keys of other machines stand in the archive's list alone, which counts only while it is the one that the ledger knows.
  const old = (name: string): string | null =>
    trustOld(`trust/${name}`) ? (readPlain(join(trustFolder(reports), name))?.toString('utf8') ?? null) : null;
  const [oldKeys, oldAuthorities] = [old(archiveNames.keys), old(archiveNames.authorities)];
  const keys = mergeKeys(oldKeys === null ? [] : parseTrust(oldKeys).keys, believed.trust.keys);
  const authorities = mergeAuthorities(
    oldAuthorities === null ? [] : parseAuthorities(oldAuthorities),
    believed.authorities,
  );
  const reportKeys = keys.filter(({ use }) => use === reportUse);
  const ledgerKeys = keys.filter(({ use }) => use === ledgerUse);
  const inTrust = new Map<string, string>([
    [archiveNames.keys, formatTrust({ keys })],
    [archiveNames.authorities, formatAuthorities(authorities)],
    [archiveNames.allowedSigners, reportKeys.map(allowedSigner).join('')],
    [archiveNames.ledgerKeys, ledgerKeys.map((key) => `${verifierKey(origin, key)}\n`).join('')],
    ...reportKeys.map((key) => [signerFile(key.keyId), key.publicPem] as const),
    ...ledgerKeys.map((key) => [ledgerKeyName(key.keyId), key.publicPem] as const),
    ...authorities.map((authority, index) => [`tsa-${index + 1}.pem`, pemOf(authority)] as const),
  ]);
  return new Map<string, string>([
    [archiveNames.verify, verifySheet({ reportKeys, ledgerKeys, authorities, origin })],
    ...[...inTrust]
      .map(([name, text]): readonly [string, string] => [`trust/${name}`, text])
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ]);
}

/** Several machines may write into one archive, each with keys of its own. What this machine says of a key counts. */
function mergeKeys(old: readonly TrustedKey[], own: readonly TrustedKey[]): readonly TrustedKey[] {
  const ids = new Set(own.map(({ keyId }) => keyId));
  return [...old.filter(({ keyId }) => !ids.has(keyId)), ...own].sort((one, other) =>
    `${one.start} ${one.keyId}` < `${other.start} ${other.keyId}` ? -1 : 1,
  );
}

function mergeAuthorities(old: readonly Authority[], own: readonly Authority[]): readonly Authority[] {
  const known = new Set(own.map(pemOf));
  return [...old.filter((one) => !known.has(pemOf(one))), ...own];
}

function allowedSigner(key: TrustedKey): string {
  const kind = sshKindOf(key.key);
  if (kind === null) return '';
  const until = key.end === null ? '' : `,valid-before="${compact(key.end)}"`;
  const options = `namespaces="${sshNamespace}",valid-after="${compact(key.start)}"${until}`;
  return `${sshIdentity} ${options} ${kind} ${sshWire(key.key, kind).toString('base64')}\n`;
}

/** OpenSSH's form of a time in UTC. */
function compact(time: string): string {
  const at = new Date(time).toISOString();
  return `${at.replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;
}

function pemOf({ certificates }: Authority): string {
  return certificates.map((one) => one.toString()).join('');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
