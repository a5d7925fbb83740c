import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A page as HTML, or what answers by itself. */
export type Route = string | ((request: IncomingMessage, response: ServerResponse) => unknown);
export type Site = { readonly [path: string]: Route };

/** A loopback server whose pages change from run to run. */
export type SiteServer = {
  readonly url: string;
  /** From now on these pages; what is asked for is noted in the list that comes back. */
  serve(site: Site): readonly string[];
  close(): void;
};

/** Starts the server; the caller closes it. */
export async function startSite(): Promise<SiteServer> {
  let site: Site = {};
  let requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    requests.push(`${request.method} ${pathname}`);
    answer(site[pathname] ?? defaults[pathname], request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    serve: (next) => {
      site = next;
      requests = [];
      return requests;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const defaults: Site = {
  '/': '<title>home</title><h1>home</h1>',
  '/500': (_request, response) => {
    response.writeHead(500, { 'content-type': 'text/html' });
    response.end('<h1>broken</h1>');
  },
  // Never answers.
  '/hang': () => undefined,
  '/favicon.ico': (_request, response) => response.writeHead(204).end(),
};

function answer(route: Route | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (typeof route === 'function') {
    route(request, response);
    return;
  }
  response.writeHead(route === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(route ?? 'not found');
}
