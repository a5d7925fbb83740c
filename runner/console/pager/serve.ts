import { listenLocally, type Listening } from '../../oncall/acknowledge/listen.ts';
import { createPagerApp, type PagerWorld } from './app.ts';

/** Starts the pager of this machine, with the acknowledge pages under the same port. */
export function servePager(world: PagerWorld, port: number): Promise<Listening> {
  return listenLocally(createPagerApp(world), port);
}
