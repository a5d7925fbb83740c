import { canonicalHost, type HostPort } from '../base/host.ts';
import { SetupError } from '../model/trouble.ts';
import { text } from './text.ts';

/** The proxy that this machine must use for a place, as proxy-chain takes it; null: the place is reached directly. */
export type Upstream = (place: HostPort, kind: 'request' | 'tunnel') => string | null;

/**
 * Reads HTTP_PROXY, HTTPS_PROXY and NO_PROXY, so that the wall's own proxy passes on to the company's. Addresses of this machine
 * are always reached directly. Throws SetupError for an address that cannot be used: going out another way is not ours to choose.
 */
export function upstreamOf(env: NodeJS.ProcessEnv): Upstream {
  const plain = read(env, 'http_proxy');
  const secure = read(env, 'https_proxy');
  const except = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(',').map((one) => one.trim().toLowerCase());
  return (place, kind) => (isHere(place) || isExcepted(place, except) ? null : kind === 'request' ? plain : secure);
}

function read(env: NodeJS.ProcessEnv, name: string): string | null {
  // Lower case wins, as with curl; some systems know only the other.
  const found = [name, name.toUpperCase()].find((one) => (env[one] ?? '') !== '');
  const address = found === undefined ? '' : (env[found] ?? '');
  if (found === undefined) return null;
  if (!URL.canParse(address)) throw new SetupError(text.badUpstream({ name: found }));
  const { protocol, hostname } = new URL(address);
  if (!/^(https?|socks[45]?[ah]?):$/.test(protocol) || hostname === '')
    throw new SetupError(text.badUpstream({ name: found }));
  return address;
}

function isHere({ host }: HostPort): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

/** `NO_PROXY`: `*`, a name and everything below it, with or without a dot in front, with or without a port. */
function isExcepted({ host, port }: HostPort, except: readonly string[]): boolean {
  return except.some((entry) => {
    if (entry === '*') return true;
    const match = /^(?<name>\[[^\]]+\]|[^:]*)(?::(?<port>\d+))?$/.exec(entry)?.groups;
    const name = canonicalHost((match?.['name'] ?? '').replace(/^\*?\./, ''));
    if (name === null || (match?.['port'] !== undefined && Number(match['port']) !== port)) return false;
    return host === name || host.endsWith(`.${name}`);
  });
}
