import type { Surroundings } from '../command.ts';
import { findPlaces, refuseFile, type Places } from '../places.ts';

export type ArchiveOptions = { readonly reports?: string; readonly state?: string; readonly json?: boolean };

/** Where the archive and its keys are. */
export function placesOf(options: ArchiveOptions, { env, workingDirectory }: Surroundings): Places {
  const places = findPlaces(options, env, workingDirectory);
  refuseFile(places.state);
  return places;
}
