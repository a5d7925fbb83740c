import type { JsonValue } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { GatewayTrouble } from '../model/gateway.ts';
import { text } from './text.ts';

export type Call = {
  readonly name: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  /** Sent as JSON by POST; without it the call is a GET. */
  readonly post?: JsonValue;
};

export type RawAnswer = { readonly status: number; readonly body: unknown; readonly headers: Headers };
export type TextAnswer = { readonly status: number; readonly text: string; readonly headers: Headers };

/** One call whose answer must be JSON, whatever its status. */
export async function ask(call: Call): Promise<RawAnswer> {
  const { status, text: raw, headers } = await askText(call);
  try {
    const body: unknown = JSON.parse(raw);
    return { status, body, headers };
  } catch (cause) {
    const traceId = traceOf(headers);
    throw new GatewayTrouble('unknown', text.notJson({ name: call.name, status }), { cause, traceId });
  }
}

/** One call with a time-out and a size limit; follows no redirect, because a redirect would carry the key elsewhere. */
export async function askText(call: Call): Promise<TextAnswer> {
  const { name } = call;
  let response: Response;
  let raw: string | null;
  try {
    response = await call.fetch(call.url, {
      ...(call.post === undefined ? {} : { method: 'POST', body: JSON.stringify(call.post) }),
      headers: {
        ...call.headers,
        accept: 'application/json',
        ...(call.post === undefined ? {} : { 'content-type': 'application/json' }),
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(call.timeoutMs),
    });
    raw = await readBounded(response);
  } catch (cause) {
    throw new GatewayTrouble('unknown', text.notReached({ name, why: reasonOf(cause) }), { cause });
  }
  if (raw === null) {
    throw new GatewayTrouble('unknown', text.answerTooBig({ name, bytes: limits.gatewayAnswerBytes }));
  }
  return { status: response.status, text: raw, headers: response.headers };
}

/** The gateway's number for its support desk, when it gave one that can be shown. */
export function traceOf(headers: Headers): string | null {
  const trace = headers.get('x-tosspayments-trace-id') ?? '';
  return /^[\w-]{1,100}$/.test(trace) ? trace : null;
}

async function readBounded(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the rest of the body.
    if (bytes > limits.gatewayAnswerBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'TimeoutError') return 'no answer in time';
  return cause.cause instanceof Error ? cause.cause.message : cause.message;
}
