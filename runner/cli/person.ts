import { createInterface } from 'node:readline/promises';
import { text as engineText } from '../engine/text.ts';
import type { PersonAnswer, PersonDesk } from '../model/verb.ts';
import { plainText } from '../base/plain-text.ts';
import { userName } from '../base/user-name.ts';
import type { Terminal } from './terminal.ts';
import { text } from './text.ts';

/** What a question is asked on, and what Ctrl+C does there. */
export type Desk = {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly interrupt: () => void;
};

/** Asks `manual` steps at this terminal, one at a time. Without a terminal nobody is there, and silence is never a yes. */
export function askAtTerminal(terminal: Terminal, desk: Desk = ownDesk()): PersonDesk {
  let queue: Promise<unknown> = Promise.resolve();
  return {
    ask({ instruction, expected, timeoutMs }) {
      if (desk.input.isTTY !== true || desk.output.isTTY !== true)
        return Promise.resolve({ kind: 'nobody', message: engineText.nobodyAsked() });
      // What is left of a step's time is no whole number, and a timer takes no other.
      const question = { instruction, expected, timeoutMs: Math.max(1, Math.round(timeoutMs)) };
      const turn = queue.then(() => askOnce(terminal, desk, question));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

function ownDesk(): Desk {
  // While a line is read the terminal gives Ctrl+C to the reader; it means the run all the same.
  const interrupt = (): void => void process.kill(process.pid, 'SIGINT');
  return { input: process.stdin, output: process.stdout, interrupt };
}

type Question = { readonly instruction: string; readonly expected: string | null; readonly timeoutMs: number };

async function askOnce(terminal: Terminal, desk: Desk, question: Question): Promise<PersonAnswer> {
  const { instruction, expected, timeoutMs } = question;
  terminal.say(text.askPerson({ instruction: plainText(instruction), expected: plainText(expected ?? '') }));
  const nobody: PersonAnswer = {
    kind: 'nobody',
    message: engineText.nobodyAnswered({ seconds: Math.round(timeoutMs / 1000) }),
  };
  const reader = createInterface({ input: desk.input, output: desk.output });
  const stopped = new AbortController();
  reader.on('SIGINT', () => {
    stopped.abort();
    desk.interrupt();
  });
  try {
    const words = await reader.question(text.askAnswer()[terminal.language], {
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), stopped.signal]),
    });
    return readAnswer(words.trim()) ?? nobody;
  } catch (error) {
    // The time ran out, or the run is being stopped: nobody answered. Anything else is not silence and is told as what it is.
    if (error instanceof Error && error.name === 'AbortError') return nobody;
    throw error;
  } finally {
    reader.close();
  }
}

/** Null for what is neither yes nor no. */
function readAnswer(words: string): PersonAnswer | null {
  if (!/^[yn]/i.test(words)) return null;
  return {
    kind: 'answered',
    person: userName(),
    answer: /^y/i.test(words) ? 'passed' : 'failed',
    observed: words.slice(1).trim(),
  };
}
