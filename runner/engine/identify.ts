import type { Bilingual } from '../base/bilingual.ts';
import { evaluate } from '../checklist/expression.ts';
import { isJson, isJsonObject, type JsonValue } from '../base/json.ts';
import type { RunEvent } from '../model/event.ts';
import type { DeploymentSource, Target } from '../model/target.ts';
import { readDeployedAt } from './deployed-at.ts';
import { text } from './text.ts';

export type Reached = { readonly kind: 'reached' } | { readonly kind: 'unreachable'; readonly message: Bilingual };

export type Identified = {
  readonly fingerprint: string | null;
  readonly source: string;
  readonly problem: Bilingual | null;
  /** As `target.identified` has it. */
  readonly deployedAt?: string | null;
};

const requestMs = 10_000;

/** What the journal keeps of an identification. */
export function identifiedEvent(
  at: 'start' | 'end',
  { fingerprint, source, deployedAt }: Omit<Identified, 'problem'>,
): RunEvent {
  const since = deployedAt === undefined ? {} : { deployedAt };
  return { kind: 'target.identified', at, fingerprint, source, ...since };
}

/** Asks the target's base URL once and tells DNS, connection, TLS and HTTP troubles apart. */
export async function reachTarget(target: Target): Promise<Reached> {
  try {
    const response = await fetch(target.baseUrl, { redirect: 'manual', signal: AbortSignal.timeout(requestMs) });
    await response.body?.cancel();
    if (response.status >= 500)
      return { kind: 'unreachable', message: text.targetBroken({ url: target.baseUrl, status: response.status }) };
    return { kind: 'reached' };
  } catch (error) {
    return { kind: 'unreachable', message: text.targetUnreachable({ url: target.baseUrl, why: networkWords(error) }) };
  }
}

/** Reads the fingerprint of the build that answers now. A target without one says so; one that cannot be read is a problem. */
export async function identifyDeployment(target: Target): Promise<Identified> {
  const { deployment } = target;
  if (deployment === null) return { fingerprint: null, source: 'none', problem: null };
  const url = new URL(deployment.path, target.baseUrl);
  const source = `${deployment.kind} ${url.pathname}`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(requestMs) });
    if (!response.ok)
      return {
        fingerprint: null,
        source,
        problem: text.deploymentUnknown({ source, why: plain(`HTTP ${response.status}`) }),
      };
    const read = await readerOf(deployment.kind, response);
    const fingerprint = plainValue(await read(deployment.kind === 'endpoint' ? deployment.value : deployment.name));
    if (fingerprint !== null && fingerprint !== '') {
      const since =
        deployment.deployedAt === null ? {} : { deployedAt: readDeployedAt(await read(deployment.deployedAt)) };
      return { fingerprint, source, problem: null, ...since };
    }
    return {
      fingerprint: null,
      source,
      problem: text.deploymentUnknown({ source, why: { ko: '비어 있음', en: 'empty' } }),
    };
  } catch (error) {
    return { fingerprint: null, source, problem: text.deploymentUnknown({ source, why: networkWords(error) }) };
  }
}

type Reader = (place: string) => Promise<JsonValue | undefined>;

/** What an answer says at a place: under a header's or a meta tag's name, or where an expression leads in its JSON. */
async function readerOf(kind: DeploymentSource['kind'], response: Response): Promise<Reader> {
  if (kind === 'header') return async (name) => response.headers.get(name);
  const body = await response.text();
  if (kind === 'meta') return async (name) => metaContent(body, name);
  const parsed: unknown = JSON.parse(body);
  if (!isJson(parsed)) return async () => null;
  return (expression) => evaluate(expression, isJsonObject(parsed) ? parsed : { body: parsed });
}

function plainValue(value: JsonValue | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function metaContent(html: string, name: string): string | null {
  for (const [tag] of html.matchAll(/<meta\s[^>]{0,1000}>/gi)) {
    const named = /\bname\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1];
    if (named === name)
      return /\bcontent\s*=\s*"([^"]*)"/i.exec(tag)?.[1] ?? /\bcontent\s*=\s*'([^']*)'/i.exec(tag)?.[1] ?? null;
  }
  return null;
}

/** The cause under fetch's "fetch failed", in words a person can act on. */
function networkWords(error: unknown): Bilingual {
  if (error instanceof Error && error.name === 'TimeoutError')
    return { ko: `${requestMs / 1000}초 안에 답이 없음`, en: `no answer within ${requestMs / 1000} s` };
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return causes[code] ?? plain(code === '' ? (cause instanceof Error ? cause.message : String(cause)) : code);
}

const causes: { readonly [code: string]: Bilingual } = {
  ECONNREFUSED: {
    ko: '연결 거부: 그 포트에서 아무것도 듣고 있지 않음(쇼핑몰이 떠 있는지 확인)',
    en: 'connection refused: nothing listens there (is the shop running?)',
  },
  ENOTFOUND: { ko: 'DNS: 없는 이름', en: 'DNS: the name does not exist' },
  EAI_AGAIN: { ko: 'DNS: 이름 서버가 답하지 않음', en: 'DNS: no answer from the name server' },
  ECONNRESET: { ko: '연결이 끊어짐', en: 'the connection was reset' },
  ETIMEDOUT: { ko: '연결 시간이 초과됨', en: 'the connection timed out' },
  EHOSTUNREACH: { ko: '그 호스트로 가는 길이 없음', en: 'no route to the host' },
  CERT_HAS_EXPIRED: { ko: 'TLS: 인증서가 만료됨', en: 'TLS: the certificate has expired' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { ko: 'TLS: 자체 서명 인증서', en: 'TLS: the certificate is self-signed' },
  SELF_SIGNED_CERT_IN_CHAIN: {
    ko: 'TLS: 인증서 체인에 자체 서명 인증서가 있음',
    en: 'TLS: the certificate chain is self-signed',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: { ko: 'TLS: 다른 이름의 인증서', en: 'TLS: the certificate is for another name' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    ko: 'TLS: 인증서를 확인할 수 없음',
    en: 'TLS: the certificate cannot be verified',
  },
};

/** Words that are the same in every language. */
function plain(words: string): Bilingual {
  return { ko: words, en: words };
}
