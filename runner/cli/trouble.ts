import { Bug } from '../base/assert.ts';
import { SealError } from '../archive/seal-error.ts';
import { DriverLost } from '../engine/driver-process.ts';
import { JournalError } from '../journal/journal-error.ts';
import { SetupError } from '../model/trouble.ts';
import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { text } from './text.ts';

/** Tells what stopped a command, in words, and says with which code to exit. Only bugs of ours show a stack. */
export function explainTrouble(error: unknown, terminal: Terminal): number {
  if (error instanceof SetupError) {
    terminal.complain(error.text);
    return exitCodes.usage;
  }
  if (error instanceof JournalError || error instanceof SealError || error instanceof DriverLost) {
    terminal.complain(error.text);
    return exitCodes.unknown;
  }
  if (
    error instanceof Bug ||
    error instanceof TypeError ||
    error instanceof ReferenceError ||
    error instanceof RangeError
  ) {
    terminal.complain(text.bug({ why: error.stack ?? error.message }));
    return exitCodes.bug;
  }
  terminal.complain(text.failed({ why: error instanceof Error ? error.message : String(error) }));
  return exitCodes.unknown;
}
