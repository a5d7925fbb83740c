import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redactor } from '../base/redact.ts';
import { findLeak } from '../base/scan-bytes.ts';
import { SealError } from './seal-error.ts';
import { sealText } from './text.ts';

/**
 * The last look before signing: no file, and nothing packed in one, may hold a registered secret or a card number. Throws SealError
 * naming the file. Pictures hold no text; what is packed so that nobody can look into it is refused too.
 */
export function refuseLeaks(folder: string, files: readonly string[], redactor: Redactor): void {
  for (const file of files) {
    const found = findLeak(readFileSync(join(folder, file)), redactor);
    if (found === null) continue;
    if ('closed' in found) throw new SealError(sealText.closed(nameOf(file, found.closed)));
    throw new SealError(sealText.leak(nameOf(file, found.where), found.leak.line, found.leak.kind));
  }
}

function nameOf(file: string, inside: string): string {
  return inside === '' ? file : `${file} (${inside})`;
}
