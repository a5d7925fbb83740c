import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * What a link to the acknowledge page carries: whose it is, for which page, until when. Signed, so that nobody who has no
 * link can make one; it says nothing about who opens it.
 */

/** What a link says. `stream` is what follows `oncall:` in the journal: a run, or a target. */
export type Claim = {
  readonly stream: string;
  readonly page: string;
  readonly person: string;
  /** Seconds since the epoch. */
  readonly exp: number;
  /** The notice that carried it; makes two links of one person different. */
  readonly nonce: string;
};

export type TokenKey = { readonly id: string; readonly secret: Buffer };

export type ReadToken =
  | { readonly kind: 'good'; readonly claim: Claim; readonly key: TokenKey }
  /** Signed by us, and over. */
  | { readonly kind: 'expired'; readonly claim: Claim }
  /** No link of ours at all. */
  | { readonly kind: 'malformed' }
  /** Signed with a key that is not here: another team's, or retired long ago. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'tampered' };

/** A link works no longer than a night. */
export const linkLifeMs = 12 * 60 * 60 * 1_000;

const longestToken = 1_500;
const shape = /^([a-z2-7]{6})\.([A-Za-z0-9_-]{1,1400})\.([A-Za-z0-9_-]{43})$/;

/** The claim as text for an address: letters, digits, `-`, `_` and `.` alone. The same claim and key give the same text. */
export function signToken(claim: Claim, key: TokenKey): string {
  const { stream, page, person, exp, nonce } = claim;
  const payload = Buffer.from(JSON.stringify([stream, page, person, exp, nonce])).toString('base64url');
  return `${key.id}.${payload}.${seal(key, 'link', `${key.id}.${payload}`)}`;
}

/** What a token from the world is. Nothing of it is believed before its signature holds. */
export function readToken(token: string, find: (id: string) => TokenKey | null, nowMs: number): ReadToken {
  const [, id, payload, mac] = token.length > longestToken ? [] : (shape.exec(token) ?? []);
  if (id === undefined || payload === undefined || mac === undefined) return { kind: 'malformed' };
  const key = find(id);
  if (key === null) return { kind: 'foreign' };
  if (!isSame(mac, seal(key, 'link', `${id}.${payload}`))) return { kind: 'tampered' };
  const claim = readClaim(payload);
  if (claim === null) return { kind: 'malformed' };
  return nowMs < claim.exp * 1_000 ? { kind: 'good', claim, key } : { kind: 'expired', claim };
}

/** HMAC-SHA256 over a text, kept apart by what it is for. */
export function seal(key: TokenKey, use: 'link' | 'form', text: string): string {
  return createHmac('sha256', key.secret).update(`postflight acknowledge ${use} 1\n${text}`).digest('base64url');
}

/** Compares two seals in a time that tells nothing. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function readClaim(payload: string): Claim | null {
  const parts: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  if (!Array.isArray(parts) || parts.length !== 5) return null;
  const [stream, page, person, exp, nonce]: readonly unknown[] = parts;
  return typeof stream === 'string' &&
    typeof page === 'string' &&
    typeof person === 'string' &&
    typeof exp === 'number' &&
    typeof nonce === 'string'
    ? { stream, page, person, exp, nonce }
    : null;
}
