import { createServer, type IncomingMessage, type Server } from 'node:http';
import { isObject } from '../../runner/base/json.ts';
import { urlOf } from './small-server.ts';

/** What a provider of pages got, and when its first byte came. */
export type Got = { readonly atMs: number; readonly id: string; readonly body: { readonly [key: string]: unknown } };

export type PageProvider = {
  readonly url: string;
  readonly got: Got[];
  /** Resolves with the first request that fits, now or later. */
  next(fits: (got: Got) => boolean): Promise<Got>;
  /** The status of the next answers; 202 when it says nothing. */
  answer: (got: Got) => number | 'hang' | 'reset';
  close(): void;
};

/** A provider on loopback that takes JSON notices and remembers them; times are the wall clock's. */
export async function startPageProvider(): Promise<PageProvider> {
  const got: Got[] = [];
  const waiting = new Set<(one: Got) => void>();
  const provider = { got, answer: (): number | 'hang' | 'reset' => 202 };
  const server: Server = createServer((request, response) => {
    const atMs = Date.now();
    void readBody(request).then((body) => {
      const { id } = body;
      const one: Got = { atMs, id: typeof id === 'string' ? id : '', body };
      got.push(one);
      const answer = shaped.answer(one);
      if (answer === 'reset') request.socket.destroy();
      else if (answer !== 'hang') response.writeHead(answer, { 'content-type': 'application/json' }).end('{"ok":true}');
      for (const listener of waiting) listener(one);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const shaped: PageProvider = {
    ...provider,
    url: urlOf(server),
    next(fits) {
      const known = got.find(fits);
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve) => {
        const listener = (one: Got): void => {
          if (!fits(one)) return;
          waiting.delete(listener);
          resolve(one);
        };
        waiting.add(listener);
      });
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return shaped;
}

async function readBody(request: IncomingMessage): Promise<{ readonly [key: string]: unknown }> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const json: unknown = text === '' ? {} : JSON.parse(text);
  return isObject(json) ? json : {};
}
