import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Bilingual } from '../base/bilingual.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import { keyPlaces } from '../sign/key-places.ts';
import { loadLedgerSigner, readAuthorities, readTrust } from '../sign/state.ts';
import type { PublicKey } from '../sign/signer.ts';
import { reportUse, trustedFrom, type Trust } from '../sign/trust.ts';
import { missingAddenda } from './addenda/entries.ts';
import { readArchiveConfig, type ArchiveConfig } from './config.ts';
import { openArchiveDesk, type ArchiveDesk } from './desk.ts';
import type { Believed } from './documents.ts';
import { knownFolder } from './known-folder.ts';
import { listReports } from './layout.ts';
import { publishCheckpoint } from './publish.ts';
import { finishRemovals } from './retention/remove.ts';
import { stampArchive, stampEntries, type StampResult } from './stamp.ts';

/** One team's archive, as its state folder sets it up. */
export type Archive = {
  readonly desk: ArchiveDesk;
  readonly config: ArchiveConfig;
  readonly believed: Believed;
  /** After a report stands: time stamps and publication, each with little patience. Returns what is still to be done, for people. */
  afterwards(folder: string | null): Promise<readonly Bilingual[]>;
  /** As afterwards, for every report that has no time stamp yet, and with patience. */
  complete(): Promise<{ readonly stamped: StampResult; readonly problems: readonly Bilingual[] }>;
};

/** Opens the archive in `reports` with the keys and settings in `state`, for a process that signs with `signer`. Throws SetupError. */
export function openArchive(
  places: { readonly reports: string; readonly state: string },
  env: NodeJS.ProcessEnv,
  clock: Clock,
  signer: PublicKey | null = null,
): Archive {
  const { reports, state } = places;
  const config = readArchiveConfig(state);
  const keys = keyPlaces(state);
  const trustNow = (): Trust => (existsSync(keys.trust) ? readTrust(keys.trust) : { keys: [] });
  const believed: Believed = {
    trust: withSigner(trustNow(), signer),
    authorities: readAuthorities(keys.trust),
  };
  const desk = openArchiveDesk({
    reports,
    signer: loadLedgerSigner(keys, env),
    believed,
    trustNow,
    clock,
    known: knownFolder(state),
    opener: createHash('sha256').update(`${hostname()}\n${state}`).digest('hex').slice(0, 16),
    expectsTime: config.timestamps.length > 0,
  });
  const record = (folders: readonly string[]): void => recordStamps(desk, folders, clock);
  const work = { reports, urls: config.timestamps, authorities: believed.authorities, clock, record };
  const publish = () => publishCheckpoint({ reports, state, hooks: config.publish, env });
  return {
    desk,
    config,
    believed,
    async afterwards(folder) {
      const only = folder === null ? [] : [folder];
      const stamped = await stampArchive({ ...work, only, timeoutMs: limits.stampInRunMs });
      return [...stamped.problems, ...(await publish())];
    },
    async complete() {
      const { entries } = desk.sync();
      finishRemovals(reports, entries, believed.trust);
      const at = new Date(clock.now()).toISOString();
      const missing = missingAddenda(listReports(reports), { entries, trust: believed.trust, at });
      if (missing.length > 0) desk.record(missing);
      const stamped = await stampArchive({ ...work, only: null, timeoutMs: limits.stampMs });
      return { stamped, problems: [...stamped.problems, ...(await publish())] };
    },
  };
}

function recordStamps(desk: ArchiveDesk, folders: readonly string[], clock: Clock): void {
  const missing = stampEntries(folders, desk.read()?.entries ?? [], new Date(clock.now()).toISOString());
  if (missing.length > 0) desk.record(missing);
}

/** What this process signs itself it records, also where nobody has put the key on a list (a KMS, a copied key file). */
function withSigner(trust: Trust, signer: PublicKey | null): Trust {
  if (signer === null || trust.keys.some(({ keyId }) => keyId === signer.keyId)) return trust;
  // No list says since when, and a day that changed with every run would change the archive's documents with it.
  return { keys: [...trust.keys, trustedFrom(signer, reportUse, '1970-01-01T00:00:00.000Z')] };
}
