import { statSync } from 'node:fs';
import { SetupError } from '../../model/trouble.ts';
import type { Surroundings } from '../command.ts';
import { findPlaces, refuseFile, type Places } from '../places.ts';
import { words } from './words.ts';

export type ArchiveOptions = { readonly reports?: string; readonly state?: string; readonly json?: boolean };

/** Where the archive and its keys are. */
export function placesOf(options: ArchiveOptions, { env, workingDirectory }: Surroundings): Places {
  const places = findPlaces(options, env, workingDirectory);
  refuseFile(places.state);
  return places;
}

/** The same, of an archive that somebody wants to read: a misspelled folder is no empty archive. Throws SetupError. */
export function archiveAt(options: ArchiveOptions, around: Surroundings): Places {
  const places = placesOf(options, around);
  const found = statSync(places.reports, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) throw new SetupError(words.noArchive(places.reports));
  return places;
}
