import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redactor } from '../base/redact.ts';
import { findLeak } from '../base/scan-bytes.ts';
import { names } from './layout.ts';
import { SealError } from './seal-error.ts';
import { sealText } from './text.ts';

/**
 * The last look before signing: no file, no file's name and nothing packed in one may hold a registered secret, a card number or personal
 * data. Throws SealError naming the place. Of pictures, what stands beside their pixels is read; what is packed so that nobody can look into it
 * is refused too. What the checklist itself says may stand in the report of it.
 */
export function refuseLeaks(folder: string, files: readonly string[], redactor: Redactor): void {
  const sources = files.filter((file) => file.startsWith(`${names.sources}/`));
  for (const file of sources) redactor.allow(readFileSync(join(folder, file), 'utf8'));
  for (const file of files) {
    const [named] = redactor.leaks(file);
    if (named !== undefined) throw new SealError(sealText.leakInName(redactor.text(file), named.kind));
    const found = findLeak(readFileSync(join(folder, file)), redactor);
    if (found === null) continue;
    if ('closed' in found) throw new SealError(sealText.closed(nameOf(file, found.closed)));
    throw new SealError(sealText.leak(nameOf(file, found.where), found.leak.line, found.leak.kind));
  }
}

function nameOf(file: string, inside: string): string {
  return inside === '' ? file : `${file} (${inside})`;
}
