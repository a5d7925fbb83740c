import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { urlOf } from './small-server.ts';

/** A host that nobody may reach. It counts every way in which somebody did: connections, requests, upgrades, packets. */
export type ForbiddenHost = {
  readonly url: string;
  readonly port: number;
  readonly packetPort: number;
  /** What has arrived so far, as `kind path`. */
  readonly arrived: readonly string[];
  readonly connections: () => number;
  close(): Promise<void>;
};

export async function startForbiddenHost(): Promise<ForbiddenHost> {
  const arrived: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    // Permissive in every way, so that nothing but the wall can be what stops a page.
    response.writeHead(200, {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': '*',
      'access-control-allow-credentials': 'true',
      'supports-loading-mode': 'credentialed-prerender',
      'content-type': contentType(request.url ?? ''),
    });
    response.end('');
  });
  server.on('connection', () => (connections += 1));
  server.on('upgrade', (request, socket) => {
    arrived.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  server.on('connect', (request, socket) => {
    arrived.push(`CONNECT ${request.url}`);
    socket.destroy();
  });
  server.on('clientError', (_error, socket) => {
    arrived.push('GARBAGE');
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const packets = createSocket('udp4', () => arrived.push('PACKET'));
  packets.bind(0, '127.0.0.1');
  await once(packets, 'listening');
  return {
    url: urlOf(server),
    port: Number(new URL(urlOf(server)).port),
    packetPort: packets.address().port,
    arrived,
    connections: () => connections,
    async close() {
      packets.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function contentType(path: string): string {
  if (path.includes('event-source')) return 'text/event-stream';
  if (path.includes('download')) return 'application/octet-stream';
  if (/script|import|worker|preload/.test(path)) return 'text/javascript';
  return 'text/html';
}
