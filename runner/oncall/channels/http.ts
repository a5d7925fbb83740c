import type { Bilingual } from '../../base/bilingual.ts';
import { isObject } from '../../base/json.ts';
import type { HostGuard } from './hosts.ts';
import { channelText } from './text.ts';

/*
 * One request to a provider, with everything that can happen to it. It never throws for what a network or a provider does, never follows
 * a redirect, reads a bounded part of the answer, and ends when its signal says so.
 */

export type HttpCall = {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | null;
};

export type HttpAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfter: string | null;
      /** The first bytes; empty when the line broke before they came. */
      readonly body: string;
      /** The body as JSON, undefined when it is none. */
      readonly json: unknown;
    }
  | { readonly kind: 'silent'; readonly why: Bilingual }
  | { readonly kind: 'not-sent'; readonly why: Bilingual };

export type HttpWorld = {
  readonly fetch: typeof fetch;
  readonly hosts: HostGuard;
  readonly timeoutMs: number;
};

const answerBytes = 64_000;

export async function callHttp(
  call: HttpCall,
  world: HttpWorld,
  { signal }: { readonly signal: AbortSignal },
): Promise<HttpAnswer> {
  const timeOut = AbortSignal.timeout(world.timeoutMs);
  const either = AbortSignal.any([signal, timeOut]);
  const silent = (error: unknown): HttpAnswer => ({
    kind: 'silent',
    why: signal.aborted
      ? channelText.aborted
      : timeOut.aborted
        ? channelText.timedOut({ ms: world.timeoutMs })
        : channelText.noConnection({ code: codeOf(error) }),
  });
  let response: Response;
  try {
    if (signal.aborted) return silent(null);
    const refusal = await untilAborted(world.hosts.refusal(new URL(call.url)), either);
    if (refusal !== null) return { kind: 'not-sent', why: refusal };
    response = await world.fetch(call.url, {
      method: call.method,
      headers: { 'user-agent': 'postflight', ...call.headers },
      ...(call.body === null ? {} : { body: call.body }),
      redirect: 'manual',
      signal: either,
    });
  } catch (error) {
    return silent(error);
  }
  const body = await readSome(response, either);
  return {
    kind: 'answered',
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body,
    json: parse(body),
  };
}

/** The status counts when the line breaks behind it: the provider has said its word. */
async function readSome(response: Response, signal: AbortSignal): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    while (bytes < answerBytes) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) break;
      bytes += value.byteLength;
      text += decoder.decode(value.subarray(0, answerBytes), { stream: true });
    }
  } catch (error) {
    // Whatever broke, what was read before stays; an unknown kind of error is a bug of ours and goes up.
    if (!(error instanceof Error)) throw error;
  }
  // A server that keeps sending must not keep the connection; one that has broken it already has nothing to cancel.
  void reader.cancel().catch((error: unknown) => error);
  return text;
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return await new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(new Error('aborted', { cause: signal.reason }));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function parse(body: string): unknown {
  try {
    const json: unknown = JSON.parse(body);
    return json;
  } catch (error) {
    // Many providers answer `ok`.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The code of the network's error, never its message: that may hold the address. */
function codeOf(error: unknown): string {
  for (let at: unknown = error; isObject(at) || at instanceof Error; at = at instanceof Error ? at.cause : undefined) {
    const code: unknown = isObject(at) ? at['code'] : undefined;
    if (typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code)) return code;
  }
  return 'network';
}
