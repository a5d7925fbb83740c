import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listReports, names } from '../../../runner/archive/layout.ts';
import { entryTypes, textOf } from '../../../runner/archive/ledger/entry.ts';
import { ledgerFiles, readLedger } from '../../../runner/archive/ledger/read.ts';
import { keyPlaces, type KeyPlaces } from '../../../runner/sign/key-places.ts';
import { isStampedSince } from '../../../runner/archive/stamp.ts';
import { openBundle } from '../../../runner/sign/bundle.ts';
import type { PublicKey } from '../../../runner/sign/signer.ts';
import { readAuthorities, readTrust } from '../../../runner/sign/state.ts';
import { checkTimeToken } from '../../../runner/sign/time/check-token.ts';
import type { Project } from './project.ts';

/** What can be seen of a project and must be the same whether an operation was struck or not. Keys and times are each trial's own. */
export type Described = {
  readonly files: readonly string[];
  readonly entries: readonly string[];
  readonly keys: readonly string[];
  readonly stamps: readonly string[];
  readonly stored: readonly string[];
};

/** Looks at everything. */
export function describe(project: Project): Described {
  return {
    files: filesOf(project.folder).map(plain).toSorted(),
    entries: entriesOf(project),
    keys: keysOf(project),
    stamps: stampsOf(project),
    stored: storedOf(project),
  };
}

/** What differs, in words. */
export function differences(found: Described, wanted: Described): readonly string[] {
  const parts: readonly (keyof Described)[] = ['files', 'entries', 'keys', 'stamps', 'stored'];
  return parts.flatMap((part) => [
    ...minus(found[part], wanted[part]).map((one) => `${part}: too much: ${one}`),
    ...minus(wanted[part], found[part]).map((one) => `${part}: missing: ${one}`),
  ]);
}

/** As lists, so that what is there twice counts twice. */
function minus(some: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return some.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/**
 * How many checkpoints there are depends on how many tries there were; each must hold, which `verify` says. A lock whose holder died keeps
 * SQLite's journal beside it until somebody takes it again.
 */
function filesOf(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = `${below}${entry.name}`;
    if (entry.isDirectory()) return [`${path}/`, ...filesOf(folder, `${path}/`)];
    return /ledger\/checkpoints\/\d+\.txt$|\.lock\.sqlite-journal$/.test(path) ? [] : [path];
  });
}

/** Without what is made anew in each trial: ids of keys and times. */
function plain(text: string): string {
  return text
    .replaceAll(/\b\d{8}-\d{6}-(?=[a-z2-7]{6}\b)/g, 'RUN-')
    .replaceAll(/(signer|ledger)-[\w-]{43}\.pub/g, '$1-KEY.pub')
    .replaceAll(/(signing|ledger)-[\w-]{12}\.retired/g, '$1-KEY.retired')
    .replaceAll(/\b(ledger|archive)-[0-9a-f]{16}\b/g, '$1-HASH');
}

/** Each fact by what it is about; documents are recorded as often as they change. */
function entriesOf({ reports }: Project): readonly string[] {
  const entries = readLedger(reports)?.entries ?? [];
  return entries
    .filter(({ type }) => type !== entryTypes.documents)
    .map((entry) =>
      ['type', 'runId', 'file', 'use', 'reason', 'by']
        .map((field) => textOf(entry, field) ?? '')
        .join(' ')
        .trim(),
    )
    .map(plain)
    .toSorted();
}

function keysOf({ state }: Project): readonly string[] {
  const { trust, keys } = keyPlaces(state);
  const listed = existsSync(trust) ? readTrust(trust).keys : [];
  const files = existsSync(keys) ? readdirSync(keys).map(plain) : [];
  return [
    ...listed.map(({ use, end, revoked }) => `${use} ${end === null ? 'valid' : 'ended'} ${revoked ?? ''}`),
    ...readAuthorities(trust).map(({ name }) => name),
    ...files,
  ].toSorted();
}

function stampsOf({ reports, state }: Project): readonly string[] {
  const { checkpoint, checkpointStamp } = ledgerFiles(reports);
  const isStamped =
    existsSync(checkpointStamp) &&
    checkTimeToken(readFileSync(checkpointStamp), readFileSync(checkpoint), readAuthorities(keyPlaces(state).trust))
      .kind === 'good';
  return [
    ...listReports(reports).map((folder) => {
      const result = openBundle(readFileSync(join(folder, names.bundle)));
      return `${plain(basename(folder))}: ${'opened' in result ? result.opened.timestamps.length : 'no bundle'}`;
    }),
    `checkpoint: ${isStamped ? 'stamped' : 'waits'}`,
  ];
}

/** Objects of the bucket that are not what the archive has now, and those that were sent more often than they changed. */
function storedOf({ reports, world }: Project): readonly string[] {
  const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const { held, writes } = world.bucket;
  const stale = [...held].filter(([key, { body }]) => {
    const file = join(reports, key);
    return !existsSync(file) || digest(readFileSync(file)) !== digest(body);
  });
  const twice = writes.filter((key, index) => writes.indexOf(key) !== index);
  return [
    ...[...held.keys()].filter((key) => !key.startsWith('ledger/checkpoints/')).map(plain),
    ...stale.map(([key]) => `stale ${plain(key)}`),
    ...twice.map((key) => `twice ${plain(key)}`),
  ].toSorted();
}

/** A rotation is at its end: the key in the file is trusted and open, the one before it is ended, and nothing waits. */
export function isRotated(
  { state, reports }: Project,
  load: (places: KeyPlaces, env: NodeJS.ProcessEnv) => PublicKey | null,
): boolean {
  const places = keyPlaces(state);
  if (readdirSync(places.keys).some((name) => name.includes('next'))) return false;
  const own = load(places, {});
  const listed = readTrust(places.trust).keys.find(({ keyId }) => keyId === own?.keyId);
  const others = readTrust(places.trust).keys.filter(({ keyId, use }) => keyId !== own?.keyId && use === listed?.use);
  const isAdded = (readLedger(reports)?.entries ?? []).some(
    (entry) => entry.type === entryTypes.keyAdded && entry['keyId'] === own?.keyId,
  );
  return listed !== undefined && isAdded && others.length > 0 && others.every(({ end }) => end !== null);
}

/** The newest checkpoint holds the digests of every bundle, and is stamped. */
export function isRenewed(project: Project): boolean {
  const { reports, state } = project;
  const last = readLedger(reports)?.entries.findLast(({ type }) => type === entryTypes.restamped);
  const authorities = readAuthorities(keyPlaces(state).trust);
  return last !== undefined && isStampedSince(last.seq, { reports, authorities });
}
