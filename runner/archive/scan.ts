import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redactor } from '../base/redact.ts';
import { SealError } from './seal-error.ts';
import { sealText } from './text.ts';

/** The last look before signing: no text file may hold a registered secret or a card number. Throws SealError naming the file. */
export function refuseLeaks(folder: string, files: readonly string[], redactor: Redactor): void {
  for (const file of files) {
    const text = readText(readFileSync(join(folder, file)));
    const [leak] = text === null ? [] : redactor.leaks(text);
    if (leak !== undefined) throw new SealError(sealText.leak(file, leak.line, leak.kind));
  }
}

/** Pictures and archives hold NUL bytes early; everything else is looked at as text, whatever its name says. */
function readText(bytes: Buffer): string | null {
  return bytes.subarray(0, 8192).includes(0) ? null : bytes.toString('utf8');
}
