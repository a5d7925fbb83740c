import type { Bilingual } from '../base/bilingual.ts';
import { formatKst } from '../base/clock.ts';
import type { PublicKey } from '../sign/signer.ts';
import { ledgerUse, reportUse, type Trust, type TrustedKey } from '../sign/trust.ts';
import { ownKeysText as text } from './own-keys-text.ts';

/** What this machine's own list says of the keys that it signs with. */
export type OwnKeys = {
  /** Why nothing may be signed: the report key was revoked, and nobody would believe the signature. */
  readonly refused: Bilingual | null;
  /** What whoever checks a report made now will hold against it. */
  readonly doubts: readonly { readonly keyId: string; readonly message: Bilingual }[];
};

/** Looks both keys up in the list. A key that nobody has listed is nobody's doubt: it may be listed where reports are checked. */
export function lookAtOwnKeys(
  { keys }: Trust,
  own: { readonly signer: PublicKey; readonly ledger: PublicKey | null },
  nowMs: number,
): OwnKeys {
  const listed = (key: PublicKey | null): TrustedKey | undefined => keys.find(({ keyId }) => keyId === key?.keyId);
  const [signer, ledger] = [listed(own.signer), listed(own.ledger)];
  const isRevoked = signer !== undefined && signer.revoked !== null;
  return {
    refused: isRevoked ? text.revoked(signer.keyId, timeOf(signer.end), signer.revoked) : null,
    doubts: [
      ...(signer === undefined || isRevoked ? [] : doubtsOf(signer, reportUse, nowMs)),
      ...(ledger === undefined ? [] : doubtsOf(ledger, ledgerUse, nowMs)),
    ],
  };
}

function doubtsOf(key: TrustedKey, use: string, nowMs: number): OwnKeys['doubts'] {
  const { keyId, start, end, revoked } = key;
  const about = use === ledgerUse ? text.ledgerKey : text.reportKey;
  const doubt = (message: Bilingual): OwnKeys['doubts'] => [{ keyId, message }];
  if (revoked !== null) return doubt(text.ledgerRevoked(keyId, timeOf(end), revoked));
  if (key.use !== use) return doubt(text.otherUse(about, keyId, key.use));
  if (end !== null && Date.parse(end) <= nowMs) return doubt(text.ended(about, keyId, timeOf(end)));
  return Date.parse(start) > nowMs ? doubt(text.early(about, keyId, timeOf(start))) : [];
}

function timeOf(time: string | null): string {
  return time === null ? '–' : formatKst(Date.parse(time));
}
