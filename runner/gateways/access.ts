import { SetupError } from '../model/trouble.ts';
import { text } from './text.ts';

const loopback = ['127.0.0.1', 'localhost', '[::1]'] as const;

export type Access = { readonly name: string; readonly hosts: readonly string[]; readonly testKey: RegExp };

/** The origin to talk to, or SetupError: only the gateway's own host over TLS, or a gateway on this machine. */
export function checkAddress(baseUrl: string, { name, hosts }: Access): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const local = url !== null && loopback.some((host) => host === url.hostname) && /^https?:$/.test(url.protocol);
  const own = url !== null && hosts.includes(url.hostname) && url.protocol === 'https:' && url.port === '';
  const bare = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url === null || !bare || url.pathname !== '/' || !(local || own)) {
    throw new SetupError(text.hostRefused({ name, hosts: hosts.join(', ') }));
  }
  return url.origin;
}

/** Refuses, without repeating it, a key that is not a test key. */
export function checkTestKey(secretKey: string, { name, testKey }: Access): void {
  if (!testKey.test(secretKey)) throw new SetupError(text.keyRefused({ name }));
}
