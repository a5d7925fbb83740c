import { Command, CommanderError } from 'commander';
import type { DefineCommand } from '../../runner/cli/command.ts';
import { openTerminal } from '../../runner/cli/terminal.ts';
import { SetupError } from '../../runner/model/trouble.ts';

/** One call of a command in this process: its exit code and what it printed, in English. A refusal is told as its words. */
export async function runCommand(
  define: DefineCommand,
  args: readonly string[],
  around: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly code: number; readonly out: string }> {
  const lines: string[] = [];
  const terminal = {
    ...openTerminal({ language: 'en', color: false }, around.env),
    line: (text = '') => void lines.push(text),
    say: (text: { readonly en: string }) => void lines.push(text.en),
    complain: (text: string | { readonly en: string }) => void lines.push(typeof text === 'string' ? text : text.en),
  };
  let code = 0;
  const command = define(
    new Command().exitOverride().configureOutput({ writeErr: (text) => void lines.push(text) }),
    () => ({ terminal, env: around.env, workingDirectory: around.folder }),
    (given) => {
      code = given;
    },
  );
  try {
    await command.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof SetupError) return { code: 2, out: error.text.en };
    if (error instanceof CommanderError) return { code: 2, out: error.message };
    throw error;
  }
  return { code, out: lines.join('\n') };
}
