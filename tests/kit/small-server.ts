import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';

/** A server on loopback that answers everything with one status. */
export async function answering(status: number): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><title>shop</title>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

/** Where it listens. */
export function urlOf(server: Server): string {
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return `http://127.0.0.1:${address.port}`;
}
