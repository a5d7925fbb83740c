import type { Bilingual } from '../base/bilingual.ts';
import { evaluate } from '../checklist/expression.ts';
import { isJson, isJsonObject } from '../base/json.ts';
import type { DeploymentSource, Target } from '../model/target.ts';
import { text } from './text.ts';

export type Reached = { readonly kind: 'reached' } | { readonly kind: 'unreachable'; readonly message: Bilingual };

export type Identified = {
  readonly fingerprint: string | null;
  readonly source: string;
  readonly problem: Bilingual | null;
};

const requestMs = 10_000;

/** Asks the target's base URL once and tells DNS, connection, TLS and HTTP troubles apart. */
export async function reachTarget(target: Target): Promise<Reached> {
  try {
    const response = await fetch(target.baseUrl, { redirect: 'manual', signal: AbortSignal.timeout(requestMs) });
    await response.body?.cancel();
    if (response.status >= 500) return unreachable(target, `HTTP ${response.status}`);
    return { kind: 'reached' };
  } catch (error) {
    return unreachable(target, networkWords(error));
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
      return { fingerprint: null, source, problem: text.deploymentUnknown({ source, why: `HTTP ${response.status}` }) };
    const fingerprint = await readFingerprint(deployment, response);
    if (fingerprint !== null && fingerprint !== '') return { fingerprint, source, problem: null };
    return { fingerprint: null, source, problem: text.deploymentUnknown({ source, why: 'empty' }) };
  } catch (error) {
    return { fingerprint: null, source, problem: text.deploymentUnknown({ source, why: networkWords(error) }) };
  }
}

async function readFingerprint(deployment: DeploymentSource, response: Response): Promise<string | null> {
  if (deployment.kind === 'header') return response.headers.get(deployment.name);
  const body = await response.text();
  if (deployment.kind === 'meta') return metaContent(body, deployment.name);
  const parsed: unknown = JSON.parse(body);
  if (!isJson(parsed)) return null;
  const value = await evaluate(deployment.value, isJsonObject(parsed) ? parsed : { body: parsed });
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

function unreachable(target: Target, why: string): Reached {
  return { kind: 'unreachable', message: text.targetUnreachable({ url: target.baseUrl, why }) };
}

/** The cause under fetch's "fetch failed", in words a person can act on. */
function networkWords(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${requestMs / 1000} s`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const words: { readonly [code: string]: string } = {
    ECONNREFUSED: 'connection refused: nothing listens there (is the shop running?)',
    ENOTFOUND: 'DNS: the name does not exist',
    EAI_AGAIN: 'DNS: no answer from the name server',
    ECONNRESET: 'the connection was reset',
    ETIMEDOUT: 'the connection timed out',
    EHOSTUNREACH: 'no route to the host',
    CERT_HAS_EXPIRED: 'TLS: the certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS: the certificate is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'TLS: the certificate chain is self-signed',
    ERR_TLS_CERT_ALTNAME_INVALID: 'TLS: the certificate is for another name',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'TLS: the certificate cannot be verified',
  };
  return words[code] ?? (code === '' ? (cause instanceof Error ? cause.message : String(cause)) : code);
}
