import { createAcknowledgeApp } from './app.ts';
import { listenLocally, type Listening } from './listen.ts';
import type { AcknowledgeWorld } from './visit.ts';

/** Starts the acknowledge pages on this machine; the on-call worker does it, and `postflight oncall serve`. */
export function serveAcknowledge(world: AcknowledgeWorld, port: number): Promise<Listening> {
  return listenLocally(createAcknowledgeApp(world), port);
}
