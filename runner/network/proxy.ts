import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { RequestError, Server, type PrepareRequestFunctionOpts, type PrepareRequestFunctionResult } from 'proxy-chain';
import type { Bilingual } from '../base/bilingual.ts';
import { canonicalHost, showPlace, type HostPort } from '../base/host.ts';
import { limits } from '../base/limits.ts';
import { SetupError } from '../model/trouble.ts';
import { text } from './text.ts';
import type { Upstream } from './upstream.ts';

/*
 * A forward proxy inside our own process: the one way out of a browser session. What its judge does not let out reaches
 * nobody, by whatever trick a page asks for it, because the browser itself has no other way to the network.
 */

/** What somebody wants to be let out for. */
export type Ask = {
  readonly place: HostPort;
  /** Of a tunnel (https, WebSocket) nothing but the place is seen. */
  readonly kind: 'request' | 'tunnel';
  readonly method: string;
  readonly url: URL | null;
  /** Chromium loads ahead what the page might need later. */
  readonly isSpeculative: boolean;
  /** Our own HTTP words ask through Playwright, which says no browser's name in its tunnels. */
  readonly isOurs: boolean;
};

export type Ruling =
  | { readonly out: true; readonly listed: boolean }
  | { readonly out: false; readonly message: Bilingual };

export type ProxyOptions = {
  readonly judge: (ask: Ask) => Ruling;
  readonly upstream: Upstream;
  /** A place that was let out to, but could not be reached. */
  readonly unreachable: (place: string, why: string) => void;
};

/** Takes loopback addresses through the proxy as well; by itself Chromium would go around it. */
const bypass = '<-loopback>';

export type OpenProxy = {
  /** As Playwright takes it for a browser or a context. */
  readonly settings: { readonly server: string; readonly bypass: string };
  /** Ends every connection that is open to a place nobody listed. */
  cutUnlisted(): void;
  close(): Promise<void>;
};

/** Opens the proxy on a free port of this machine. Throws SetupError. */
export async function openProxy(options: ProxyOptions): Promise<OpenProxy> {
  const unlisted = new Set<number>();
  const agent = new Agent({ keepAlive: true, timeout: limits.upstreamIdleMs });
  const proxy = new Server({
    host: '127.0.0.1',
    port: 0,
    prepareRequestFunction: (asked) => {
      const place = placeOf(asked);
      const ruling = rule(asked, place, options.judge);
      if (!ruling.out) throw new RequestError(`${ruling.message.ko}\n\n${ruling.message.en}\n`, 403);
      if (ruling.listed) unlisted.delete(asked.connectionId);
      else unlisted.add(asked.connectionId);
      return wayOut(asked, place, { upstream: options.upstream, agent });
    },
  });
  // The browser ends its idle connections itself. Were they ended here, a request just sent on one would be sent twice.
  proxy.server.keepAliveTimeout = 0;
  proxy.server.prependListener('request', (request: IncomingMessage, response: ServerResponse) =>
    speakAsTheShop(request, response, options.unreachable),
  );
  try {
    await proxy.listen();
  } catch (cause) {
    throw new SetupError(text.proxyFailed({ why: cause instanceof Error ? cause.message : String(cause) }), { cause });
  }
  return {
    settings: { server: `http://127.0.0.1:${proxy.port}`, bypass },
    cutUnlisted() {
      for (const id of unlisted) proxy.closeConnection(id);
      unlisted.clear();
    },
    async close() {
      await proxy.close(true);
      agent.destroy();
    },
  };
}

function placeOf({ hostname, port }: PrepareRequestFunctionOpts): HostPort | null {
  const host = canonicalHost(hostname);
  return host === null || !Number.isInteger(port) ? null : { host, port };
}

function rule(asked: PrepareRequestFunctionOpts, place: HostPort | null, judge: ProxyOptions['judge']): Ruling {
  const { request, isHttp } = asked;
  const what = `${request.method ?? ''} ${request.url ?? ''}`.slice(0, 200);
  if (place === null) return { out: false, message: text.notARequest({ what }) };
  return judge({
    place,
    kind: isHttp ? 'request' : 'tunnel',
    method: request.method ?? '',
    url: isHttp && URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : null,
    isSpeculative: /\bprefetch\b|\bprerender\b/.test(String(request.headers['sec-purpose'] ?? '')),
    isOurs: !isHttp && request.headers['user-agent'] === undefined,
  });
}

function wayOut(
  asked: PrepareRequestFunctionOpts,
  place: HostPort | null,
  { upstream, agent }: { readonly upstream: Upstream; readonly agent: Agent },
): PrepareRequestFunctionResult {
  const through = place === null ? null : upstream(place, asked.isHttp ? 'request' : 'tunnel');
  return through === null ? { httpAgent: agent } : { upstreamProxyUrl: through };
}

/**
 * Where no answer came, proxy-chain makes up one of its own, and a page would take it for the shop's. A page must see what it
 * would see without us: a connection that broke. Only for what may be sent twice: Chromium repeats what broke on a used connection.
 */
function speakAsTheShop(
  request: IncomingMessage,
  response: ServerResponse,
  unreachable: ProxyOptions['unreachable'],
): void {
  const end = response.end.bind(response);
  const writeHead = response.writeHead.bind(response);
  response.end = (...given: unknown[]) => {
    if (!response.headersSent) {
      unreachable(placeIn(request.url ?? ''), troubles[response.statusCode] ?? `error ${response.statusCode}`);
      if (request.method === 'GET' || request.method === 'HEAD') {
        response.socket?.destroy();
        return response;
      }
    }
    Reflect.apply(end, undefined, given);
    return response;
  };
  response.writeHead = (...given: unknown[]) => {
    Reflect.apply(writeHead, undefined, given);
    // Node keeps the head back until the first bytes of the body, which may never come in a stream of events.
    if (JSON.stringify(given).includes('text/event-stream')) response.flushHeaders();
    return response;
  };
}

/** proxy-chain's own statuses for a place that gave no answer. */
const troubles: { readonly [status: number]: string | undefined } = {
  404: 'DNS: no such name',
  504: 'timed out (ETIMEDOUT)',
  593: 'DNS: no such name',
  594: 'connection refused (ECONNREFUSED)',
  595: 'connection reset (ECONNRESET)',
  596: 'connection closed (EPIPE)',
};

function placeIn(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const host = parsed === null ? null : canonicalHost(parsed.hostname);
  return parsed === null || host === null
    ? url
    : showPlace({ host, port: Number(parsed.port === '' ? 80 : parsed.port) });
}
