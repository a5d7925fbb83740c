import { join } from 'node:path';

/** Where a team's state folder keeps its keys and the lists of what `verify` believes. */
export type KeyPlaces = { readonly keys: string; readonly trust: string };

/** The places below a state folder. Apart from what opens keys: commands that only read reports do not load it. */
export function keyPlaces(state: string): KeyPlaces {
  return { keys: join(state, 'keys'), trust: join(state, 'trust', 'keys.json') };
}
