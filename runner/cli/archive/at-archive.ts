import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemClock } from '../../base/clock.ts';
import { userName } from '../../base/user-name.ts';
import type { Adding } from '../../archive/addenda/add.ts';
import { findReport } from '../../archive/find-report.ts';
import { openArchive, type Archive } from '../../archive/open-archive.ts';
import { loadReportSigner } from '../../archive/report-signer.ts';
import { refuseRevoked } from '../../archive/refuse-revoked.ts';
import { environmentRedactor } from '../../engine/secrets.ts';
import { readTrust } from '../../sign/state.ts';
import type { Trust } from '../../sign/trust.ts';
import type { Surroundings } from '../command.ts';
import type { Places } from '../places.ts';
import { placesOf, type ArchiveOptions } from './where.ts';

/** The keys that this machine believes; null when it has no list. */
export function trustOf(places: Places): Trust | null {
  return existsSync(places.trust) ? readTrust(places.trust) : null;
}

/** Everything that is needed to add to a sealed report. Throws SetupError. */
export function openAdding(
  wanted: string,
  options: ArchiveOptions,
  around: Surroundings,
): { readonly adding: Adding; readonly archive: Archive; readonly places: Places } {
  const places = placesOf(options, around);
  const folder = findReport(places.reports, wanted);
  const signer = loadReportSigner(places, around.env);
  refuseRevoked(signer, places);
  const archive = openArchive(places, around.env, systemClock);
  const adding: Adding = {
    reports: places.reports,
    folder,
    signer,
    trust: trustOf(places) ?? { keys: [] },
    redactor: environmentRedactor(around.env),
    desk: archive.desk,
    now,
  };
  return { adding, archive, places };
}

/** ISO 8601 UTC. */
export function now(): string {
  return new Date(systemClock.now()).toISOString();
}

/** `kim@release-box`: where something was typed, beside the name that was typed. */
export function account(): string {
  return `${userName()}@${hostname()}`;
}
