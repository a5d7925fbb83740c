import type { Bilingual } from '../../base/bilingual.ts';
import type { Authority } from './authorities.ts';
import { checkTimeToken } from './check-token.ts';
import { buildTimeQuery } from './request.ts';
import { timeText } from './text.ts';

export type Stamped =
  | { readonly kind: 'stamped'; readonly response: Buffer; readonly genTimeMs: number; readonly url: string }
  /** Nobody gave a time; each authority's reason. The report is whole without it and can be stamped later. */
  | { readonly kind: 'pending'; readonly problems: readonly Bilingual[] };

export type Stamping = {
  /** Asked one after the other; the first good answer counts. */
  readonly urls: readonly string[];
  readonly authorities: readonly Authority[];
  /** For each of them. */
  readonly timeoutMs: number;
  /** Our clock, to notice an authority whose clock is far off. */
  readonly nowMs: () => number;
};

/** How far an authority's clock may be from ours. */
export const clockSkewMs = 15 * 60_000;

/** Asks for an RFC 3161 time stamp over `bytes`; only their hash leaves this machine. Never throws for what a server does. */
export async function requestStamp(bytes: Uint8Array, stamping: Stamping): Promise<Stamped> {
  const problems: Bilingual[] = [];
  for (const url of stamping.urls) {
    const answer = await askOne(url, bytes, stamping);
    if ('response' in answer) return { kind: 'stamped', ...answer, url };
    problems.push(timeText.authorityFailed(url, answer.problem));
  }
  return { kind: 'pending', problems };
}

type Answer = { readonly response: Buffer; readonly genTimeMs: number } | { readonly problem: Bilingual };

async function askOne(url: string, bytes: Uint8Array, stamping: Stamping): Promise<Answer> {
  const query = buildTimeQuery(bytes);
  const answered = await post(url, query.body, stamping.timeoutMs);
  if (!Buffer.isBuffer(answered)) return { problem: answered };
  const check = checkTimeToken(answered, bytes, stamping.authorities);
  if (check.kind === 'bad') return { problem: check.problem };
  if (check.kind === 'stranger') return { problem: timeText.notPinned(check.issuer) };
  const { token, chain, genTimeMs } = check;
  if (token.nonce?.equals(query.nonce) !== true) return { problem: timeText.otherNonce() };
  if (Math.abs(genTimeMs - stamping.nowMs()) > clockSkewMs) return { problem: timeText.farClock(genTimeMs) };
  return { response: token.keepOnly(chain), genTimeMs };
}

const answerBytesAtMost = 64 * 1024;

async function post(url: string, body: Buffer, timeoutMs: number): Promise<Buffer | Bilingual> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return timeText.httpStatus(response.status);
    }
    return await readAtMost(response);
  } catch (error) {
    // Refused, unknown host, silence: all of it is the authority's answer, and it never costs a report.
    return timeText.unreachable(error instanceof Error ? reasonOf(error) : String(error));
  }
}

async function readAtMost(response: Response): Promise<Buffer | Bilingual> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > answerBytesAtMost) return timeText.tooLarge(size);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function reasonOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? `${error.message} (${String(cause.code)})` : error.message;
}
