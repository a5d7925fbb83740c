import { createInterface } from 'node:readline/promises';
import { userInfo } from 'node:os';
import { text as engineText } from '../engine/text.ts';
import type { PersonAnswer, PersonDesk } from '../model/verb.ts';
import { plainText } from '../base/plain-text.ts';
import type { Terminal } from './terminal.ts';
import { text } from './text.ts';

/** Asks `manual` steps at this terminal, one at a time. Without a terminal nobody is there, and silence is never a yes. */
export function askAtTerminal(terminal: Terminal): PersonDesk {
  let queue: Promise<unknown> = Promise.resolve();
  return {
    ask({ instruction, expected, timeoutMs }) {
      if (!process.stdin.isTTY || !process.stdout.isTTY)
        return Promise.resolve({ kind: 'nobody', message: engineText.nobodyAsked() });
      const turn = queue.then(() => askOnce(terminal, { instruction, expected, timeoutMs }));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

type Question = { readonly instruction: string; readonly expected: string | null; readonly timeoutMs: number };

async function askOnce(terminal: Terminal, question: Question): Promise<PersonAnswer> {
  terminal.say(
    text.askPerson({
      step: '',
      instruction: plainText(question.instruction),
      expected: plainText(question.expected ?? ''),
    }),
  );
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const words = await reader.question(text.askAnswer()[terminal.language], {
      signal: AbortSignal.timeout(question.timeoutMs),
    });
    const answer = words.trim();
    if (!/^[yn]/i.test(answer))
      return { kind: 'nobody', message: engineText.nobodyAnswered({ seconds: question.timeoutMs / 1000 }) };
    return {
      kind: 'answered',
      person: userInfo().username,
      answer: /^y/i.test(answer) ? 'passed' : 'failed',
      observed: answer.slice(1).trim(),
    };
  } catch {
    // The time ran out (AbortError) or the terminal went away: nobody answered.
    return { kind: 'nobody', message: engineText.nobodyAnswered({ seconds: question.timeoutMs / 1000 }) };
  } finally {
    reader.close();
  }
}
