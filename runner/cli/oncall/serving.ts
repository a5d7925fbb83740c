import type { Bilingual } from '../../base/bilingual.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Listening } from '../../oncall/acknowledge/listen.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { wordsText } from './words-text.ts';

/** Says where it listens and stays until somebody ends it. */
export async function stayUntilStopped(
  listening: Listening,
  { terminal }: Surroundings,
  words: Bilingual,
): Promise<number> {
  terminal.say(words);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await listening.close();
  return exitCodes.ok;
}

/** A port from the command line. Throws SetupError. */
export function readPort(wish: string): number {
  const port = /^\d{1,5}$/.test(wish) ? Number(wish) : -1;
  if (port < 0 || port > 65_535) throw new SetupError(wordsText.badPort({ port: wish }));
  return port;
}
