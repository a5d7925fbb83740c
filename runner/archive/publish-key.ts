import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from '../base/write-atomic.ts';
import { acquireLock } from '../journal/lock.ts';
import type { PublicKey } from '../sign/signer.ts';
import { formatTrust, parseTrust, reportUse, trustedFrom } from '../sign/trust.ts';
import { signerFile, trustFolder } from './layout.ts';
import { SealError } from './seal-error.ts';
import { sealText } from './text.ts';

/** Puts a signer's public key into `trust/`: as PEM for openssl and in the list keys.json. Does nothing when it is there. */
export function publishKey(reports: string, key: PublicKey, start: string): void {
  const folder = trustFolder(reports);
  mkdirSync(folder, { recursive: true });
  const pem = join(folder, signerFile(key.keyId));
  const list = join(folder, 'keys.json');
  if (existsSync(pem) && readKeys(list).some(({ keyId }) => keyId === key.keyId)) return;
  const lock = acquireLock(join(reports, '.staging'), 'trust');
  if (lock === null) throw new SealError(sealText.trustBusy(folder));
  try {
    writeAtomic(pem, key.publicPem);
    const keys = readKeys(list);
    if (keys.some(({ keyId }) => keyId === key.keyId)) return;
    writeAtomic(list, formatTrust({ keys: [...keys, trustedFrom(key, reportUse, start)] }));
  } finally {
    lock.release();
  }
}

function readKeys(list: string) {
  return existsSync(list) ? parseTrust(readFileSync(list, 'utf8')).keys : [];
}
