import { existsSync } from 'node:fs';
import { SetupError } from '../model/trouble.ts';
import type { KeyPlaces } from '../sign/key-places.ts';
import type { PublicKey } from '../sign/signer.ts';
import { readTrust } from '../sign/state.ts';
import { lookAtOwnKeys } from './own-keys.ts';

/** Throws SetupError when this machine's list says that the key was revoked: before anything is run or written that it would have to sign. */
export function refuseRevoked(signer: PublicKey, { trust }: KeyPlaces): void {
  const list = existsSync(trust) ? readTrust(trust) : { keys: [] };
  const { refused } = lookAtOwnKeys(list, { signer, ledger: null }, 0);
  if (refused !== null) throw new SetupError(refused);
}
