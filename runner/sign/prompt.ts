import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';

/** A terminal at which somebody sits. `read` waits for the next bytes; none at the end of the input. */
export type Typing = {
  write(text: string): void;
  read(): Uint8Array;
  close(): void;
};

/** A line that was typed without being shown; null when whoever sat there gave up (Ctrl-C, Ctrl-D, an end of the input). */
export function askHidden(question: string, open: () => Typing): string | null {
  const typing = open();
  try {
    typing.write(question);
    const line = readHidden(typing);
    typing.write('\r\n');
    return line;
  } finally {
    typing.close();
  }
}

const [interrupt, endOfInput, backspace, lineFeed, carriageReturn, killLine, escape, del] = [
  3, 4, 8, 10, 13, 21, 27, 127,
];

/** Reads byte by byte: a terminal that shows nothing edits nothing, either. */
function readHidden(typing: Typing): string | null {
  let typed: number[] = [];
  for (;;) {
    const bytes = typing.read();
    if (bytes.length === 0) return null;
    // An arrow or another special key sends more than one byte, and none of them belongs to a passphrase.
    if (bytes[0] === escape) continue;
    for (const byte of bytes) {
      if (byte === interrupt || (byte === endOfInput && typed.length === 0)) return null;
      if (byte === lineFeed || byte === carriageReturn) return Buffer.from(typed).toString('utf8').normalize('NFC');
      if (byte === killLine) typed = [];
      else if (byte === backspace || byte === del) typed = withoutLast(typed);
      else if (byte >= 32) typed.push(byte);
    }
  }
}

/** Without the last character, which may have several bytes. */
function withoutLast(typed: readonly number[]): number[] {
  return [...Buffer.from(Array.from(Buffer.from(typed).toString('utf8')).slice(0, -1).join(''))];
}

/**
 * This process's terminal with nothing shown of what is typed. Reading waits without letting anything else run: keys are opened before there is
 * anything else to do. A second handle reads, because the one that Node's terminal uses never waits.
 */
export function openTyping(): Typing {
  const control = new ReadStream(openSync('/dev/tty', 'r'));
  const input = openSync('/dev/tty', 'r');
  control.setRawMode(true);
  const buffer = new Uint8Array(1_024);
  return {
    write: (text) => void writeSync(2, text),
    read: () => buffer.subarray(0, readSync(input, buffer)),
    close: () => {
      control.setRawMode(false);
      control.destroy();
      closeSync(input);
    },
  };
}

/** Whether somebody can be asked: a terminal on both sides, and no CI that only looks like one. */
export function canAsk(env: NodeJS.ProcessEnv): boolean {
  const isCi = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false' && env['CI'] !== '0';
  return !isCi && process.platform !== 'win32' && process.stdin.isTTY && process.stderr.isTTY;
}
