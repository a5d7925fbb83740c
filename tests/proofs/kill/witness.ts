import { createServer, type ServerResponse } from 'node:http';

/** A tiny shop that remembers every request it got. What a report says of the shop is held against it. */
export type Witness = {
  readonly url: string;
  /** How often each step's page was asked for. */
  readonly pages: ReadonlyMap<string, number>;
  /** `PUT` and `DELETE` in the order they came, by the thing they are about. */
  readonly changes: ReadonlyMap<string, readonly string[]>;
  /** Resolves when so many pages were asked for in all. */
  hits(count: number): Promise<void>;
  stop(): Promise<void>;
};

/** Answers each page after `answerMs`, so that a kill finds steps at work. */
export async function startWitness(answerMs: number): Promise<Witness> {
  const pages = new Map<string, number>();
  const changes = new Map<string, string[]>();
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let total = 0;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://witness');
    const step = searchParams.get('q');
    if (pathname === '/search' && step !== null) {
      pages.set(step, (pages.get(step) ?? 0) + 1);
      total += 1;
      for (const one of waiting) if (total >= one.count) one.resolve();
      setTimeout(() => page(response, step), answerMs);
      return;
    }
    if (pathname.startsWith('/items/')) {
      const item = pathname.slice('/items/'.length);
      changes.set(item, [...(changes.get(item) ?? []), request.method ?? '']);
      response.writeHead(204).end();
      return;
    }
    page(response, 'witness');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the witness has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    pages,
    changes,
    hits: (count) => new Promise((resolve) => (total >= count ? resolve() : void waiting.push({ count, resolve }))),
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

function page(response: ServerResponse, title: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><title>${title.replaceAll(/[^\w-]/g, '')}</title><h1>witness</h1>`);
}
