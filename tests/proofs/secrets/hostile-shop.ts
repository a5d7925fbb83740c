import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import { hostilePage } from './hostile-page.ts';
import type { Planted } from './planted.ts';

export type HostileShop = { readonly url: string; close(): void };

/** A shop that says every planted value on every road a page has: `/k/3x17` is the page of two of them. The caller closes it. */
export async function startHostileShop(planted: readonly Planted[]): Promise<HostileShop> {
  const valueOf = (url: URL): string =>
    kindsIn(url)
      .split('x')
      .map((kind) => planted[Number(kind)]?.text ?? '')
      .join(' | ');
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop');
    request.resume();
    answer(url, valueOf(url), response);
  });
  server.on('upgrade', (request, socket: Socket) => {
    const url = new URL(request.url ?? '/', 'http://shop');
    speak(request, socket, `mark-socket ${valueOf(url)}`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(url: URL, value: string, response: ServerResponse): void {
  const html = (body: string): unknown =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  const [, road = ''] = url.pathname.split('/');
  if (road === 'k') {
    response.setHeader('set-cookie', `sid=${encodeURIComponent(value)}; HttpOnly`);
    response.setHeader('x-open-header', `mark-response-header ${encodeURIComponent(value)}`);
    html(hostilePage(kindsIn(url), value));
  } else if (road === 'frame') html(`<!doctype html><title>f</title><p id="inner">mark-frame ${value}</p>`);
  else if (road === 'pixel') {
    response.writeHead(200, { 'content-type': 'image/png' });
    response.end(talkingPicture(value));
  } else if (road === 'echo') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ mark: 'mark-response-body', value, [value]: 1 }));
  } else if (road === 'fail') {
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`mark-failing-body ${value}`);
  } else response.writeHead(road === 'favicon.ico' ? 204 : 404).end();
}

/** `3x17`: what an address asks for. */
function kindsIn({ pathname }: URL): string {
  return /^\/[a-z]+\/([\dx]+)/.exec(pathname)?.[1] ?? '0';
}

/** One white pixel and a sentence beside it. */
export function talkingPicture(value: string): Buffer {
  const chunk = (type: string, content: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), content]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(content.length);
    ends.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    chunk('tEXt', Buffer.from(`Comment\0mark-picture ${value}`)),
    chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** One WebSocket frame of text, by hand: no library is needed to say one sentence. */
function speak(request: IncomingMessage, socket: Socket, text: string): void {
  const key = `${request.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  socket.on('error', () => socket.destroy());
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const payload = Buffer.from(text);
  const head = Buffer.from([0x81, 126, payload.length >> 8, payload.length & 255]);
  socket.write(Buffer.concat([head, payload]));
}
