import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { errnoOf } from '../../base/write-atomic.ts';
import { SetupError } from '../../model/trouble.ts';
import { text } from './text.ts';

/** A server of this machine alone; a proxy in front of it is what phones reach. */
export type Listening = { readonly url: string; readonly port: number; close(): Promise<void> };

/** Listens on 127.0.0.1; port 0 takes a free one. Slow and huge requests are cut off. Throws SetupError for a port in use. */
export async function listenLocally(app: Hono, port: number): Promise<Listening> {
  const listener = getRequestListener(app.fetch);
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 5_000, keepAliveTimeout: 5_000, maxHeaderSize: 8_192 },
    (request, response) => void listener(request, response),
  );
  server.maxConnections = 200;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(errnoOf(error) === 'EADDRINUSE' ? new SetupError(text.portTaken(port)) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const taken = portOf(server);
  return { url: `http://127.0.0.1:${taken}`, port: taken, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  return address.port;
}
