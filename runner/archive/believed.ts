import { readPublicKey } from '../sign/keys.ts';
import type { Authority } from '../sign/time/authorities.ts';
import { ledgerUse, trustedFrom, trustOnly, type Trust, type TrustedKey } from '../sign/trust.ts';

/** Whom the verifier believes: a key list of its own, one key, or nobody. Never the archive's own `trust/` folder unless a person says so. */
export type Pinned =
  | { readonly trust: Trust }
  | { readonly publicKeyPem: string; readonly ledgerKeyPem?: string }
  | { readonly nobody: true };

export type Believing = {
  /** Null: nobody, so nothing can be said about who signed. */
  readonly trust: Trust | null;
  readonly ledgerKeys: readonly TrustedKey[];
  readonly authorities: readonly Authority[];
  /** A report without a trusted time does not count as verified. */
  readonly requireTime: boolean;
  /** The verifier's clock, for times that have not come yet; null where nobody asked. */
  readonly nowMs: number | null;
};

/** The keys behind what a person pinned. Throws SetupError for a PEM that is no key. */
export function believe(
  pinned: Pinned,
  more: { readonly authorities?: readonly Authority[]; readonly requireTime?: boolean; readonly nowMs?: number } = {},
): Believing {
  const trust = trustOf(pinned);
  return {
    trust,
    ledgerKeys: (trust?.keys ?? []).filter(({ use }) => use === ledgerUse),
    authorities: more.authorities ?? [],
    requireTime: more.requireTime ?? false,
    nowMs: more.nowMs ?? null,
  };
}

function trustOf(pinned: Pinned): Trust | null {
  if ('trust' in pinned) return pinned.trust;
  if ('nobody' in pinned) return null;
  const { keys } = trustOnly(readPublicKey(pinned.publicKeyPem));
  if (pinned.ledgerKeyPem === undefined) return { keys };
  const ledgerKey = readPublicKey(pinned.ledgerKeyPem, ['ssh-ed25519']);
  return { keys: [...keys, trustedFrom(ledgerKey, ledgerUse, '1970-01-01T00:00:00.000Z')] };
}
