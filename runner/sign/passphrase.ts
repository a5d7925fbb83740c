import { existsSync, readFileSync } from 'node:fs';
import { languageOf, type Bilingual } from '../base/bilingual.ts';
import { SetupError } from '../model/trouble.ts';
import { askHidden, canAsk, openTyping, type Typing } from './prompt.ts';
import { text } from './text.ts';

export type Passphrase = { readonly passphrase?: string };

/** A key file was encrypted with another passphrase. */
export class WrongPassphrase extends SetupError {}

/** What encrypts a key and opens it. The ledger's key may have a holder of its own, and then a passphrase of its own. */
export function passphraseFor(env: NodeJS.ProcessEnv, use: 'reports' | 'ledger' = 'reports'): Passphrase {
  const own = use === 'ledger' ? passphraseIn(env, 'POSTFLIGHT_LEDGER_PASSPHRASE') : undefined;
  const passphrase = own ?? passphraseIn(env, 'POSTFLIGHT_KEY_PASSPHRASE');
  return passphrase === undefined || passphrase === '' ? {} : { passphrase };
}

/** The variable itself, or the first line of the file (or `/dev/fd/3`) that the variable with `_FILE` behind it names. */
function passphraseIn(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (env[name] !== undefined || file === undefined || file === '') return env[name];
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/, 1)[0];
  } catch (cause) {
    throw new SetupError(text.passphraseUnreadable(file), { cause });
  }
}

/** What was typed in this process, by the key file that it opened: nobody is asked twice, and a new key gets the passphrase of the old one. */
const typed = new Map<string, string>();

/** How somebody can be asked; null where nobody sits. */
export type Asking = { readonly open: () => Typing; readonly env: NodeJS.ProcessEnv } | null;

/** The terminal, unless this is CI or a pipe. */
export function askingAt(env: NodeJS.ProcessEnv): Asking {
  return canAsk(env) ? { open: openTyping, env } : null;
}

const tries = 3;

/** Opens a key file with the passphrase that was given, or with one that is typed. `open` throws WrongPassphrase for another one. */
export function openWith<T>(
  file: string,
  work: { readonly given: Passphrase; readonly asking: Asking; readonly open: (how: Passphrase) => T },
): T {
  const { given, asking, open } = work;
  if (given.passphrase !== undefined || asking === null || !isEncrypted(file)) return open(given);
  for (const passphrase of new Set(typed.values())) {
    const opened = tryOpen(open, passphrase);
    if (opened !== null) return remembered(file, passphrase, opened.key);
  }
  for (let left = tries; left > 0; left -= 1) {
    const passphrase = ask(asking, left === tries ? text.askPassphrase(file) : text.askAgain(file));
    const opened = tryOpen(open, passphrase);
    if (opened !== null) return remembered(file, passphrase, opened.key);
  }
  throw new WrongPassphrase(text.passphraseWrong(file));
}

/** For a key that takes another's place: encrypted as the other was. */
export function passphraseLike(file: string, env: NodeJS.ProcessEnv, use: 'reports' | 'ledger'): Passphrase {
  const passphrase = typed.get(file);
  return passphrase === undefined ? passphraseFor(env, use) : { passphrase };
}

/** A new passphrase, typed twice. Throws SetupError where nobody can be asked, for an empty one and for two different ones. */
export function askNewPassphrase(asking: Asking): string {
  if (asking === null) throw new SetupError(text.cannotAsk());
  const passphrase = ask(asking, text.askNew());
  if (passphrase === '') throw new SetupError(text.passphraseEmpty());
  if (ask(asking, text.askRepeat()) !== passphrase) throw new SetupError(text.passphrasesDiffer());
  return passphrase;
}

function ask({ open, env }: NonNullable<Asking>, question: Bilingual): string {
  const answer = askHidden(question[languageOf(env)], open);
  if (answer === null) throw new SetupError(text.passphraseNotTyped());
  return answer;
}

function tryOpen<T>(open: (how: Passphrase) => T, passphrase: string): { readonly key: T } | null {
  try {
    return { key: open({ passphrase }) };
  } catch (error) {
    // The next one may be right.
    if (error instanceof WrongPassphrase) return null;
    throw error;
  }
}

function remembered<T>(file: string, passphrase: string, key: T): T {
  typed.set(file, passphrase);
  return key;
}

/** A file that is not there or cannot be read is told by whoever opens it. */
function isEncrypted(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').includes('ENCRYPTED');
}
