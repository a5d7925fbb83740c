import { existsSync } from 'node:fs';
import { openArchive } from '../../archive/open-archive.ts';
import type { NewEntry } from '../../archive/ledger/entry.ts';
import { ledgerFiles } from '../../archive/ledger/read.ts';
import { formatKst, systemClock } from '../../base/clock.ts';
import { SetupError } from '../../model/trouble.ts';
import { readTrust } from '../../sign/state.ts';
import type { TrustedKey } from '../../sign/trust.ts';
import { archiveText } from '../archive/text.ts';
import type { Surroundings } from '../command.ts';
import { findPlaces, refuseFile, type Places } from '../places.ts';

export type KeyOptions = { readonly reports?: string; readonly state?: string };

/** Where the command works, after the usual refusals. */
export function placesFor(options: KeyOptions, { env, workingDirectory }: Surroundings): Places {
  const places = findPlaces(options, env, workingDirectory);
  refuseFile(places.state);
  return places;
}

/** Tells the archive's ledger of what became of a key; an archive that has no ledger yet hears of it with its first run. */
export function recordKey(places: Places, { env }: Surroundings, entries: readonly NewEntry[]): void {
  if (!existsSync(ledgerFiles(places.reports).entries)) return;
  openArchive(places, env, systemClock).desk.record(entries);
}

/** The key of this machine's list that an id, or its beginning, means. Throws SetupError for none and for several. */
export function findTrusted(places: Places, id: string): TrustedKey {
  const keys = existsSync(places.trust) ? readTrust(places.trust).keys : [];
  const wanted = id.replace(/^SHA256:/, '');
  const [found, ...others] = keys.filter(({ keyId }) => keyId.replace(/^SHA256:/, '').startsWith(wanted));
  if (found === undefined || others.length > 0 || wanted === '')
    throw new SetupError(archiveText.unknownKey({ id, known: keys.map(({ keyId }) => keyId).join(', ') }));
  return found;
}

/** ISO 8601 UTC of what a person typed; now when nothing. Throws SetupError. */
export function timeOf(value: string | undefined): string {
  const ms = value === undefined ? systemClock.now() : Date.parse(value);
  if (Number.isNaN(ms)) throw new SetupError(archiveText.notATime({ value: value ?? '' }));
  return new Date(ms).toISOString();
}

/** A stored time for people. */
export function kst(iso: string): string {
  return formatKst(Date.parse(iso));
}
