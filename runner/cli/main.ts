#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { commandsFor } from './index.ts';
import { exitCodes } from './exit-codes.ts';
import { explainTrouble } from './trouble.ts';
import { text } from './text.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { packageVersion } from '../base/own-package.ts';

/*
 * The only place that exits. Each command returns an exit code; whatever it throws is told in words here, once.
 */

type GlobalOptions = { readonly lang?: string; readonly color?: boolean };

const program = new Command('postflight')
  .description("Runs a release team's live checklist against the app that just went live; leaves a signed report.")
  .version(packageVersion(), '-V, --version')
  .addOption(
    new Option('--lang <language>', 'language of messages (default: POSTFLIGHT_LANG, then the locale)').choices([
      'ko',
      'en',
    ]),
  )
  .option('--color', 'colours even when the output is no terminal')
  .option('--no-color', 'no colours')
  .showSuggestionAfterError()
  .exitOverride();

function terminalOf(): Terminal {
  const { lang, color } = program.opts<GlobalOptions>();
  return openTerminal(
    {
      language: lang,
      color: process.argv.includes('--color') || process.argv.includes('--no-color') ? color : undefined,
    },
    process.env,
  );
}

// A reader that went away (`| head`, a closed terminal) must not end a run that is under way; its journal has the facts.
// A full disk under `> file` is another matter: nobody may take what was cut off for the whole.
let outputTrouble: string | null = null;
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') outputTrouble ??= error.code ?? error.message;
  });
// What escapes every caller is told like everything else; the driver notices the end of this process and cleans up.
process.on('uncaughtException', (error) => process.exit(explainTrouble(error, terminalOf())));

let exitCode: number = exitCodes.ok;
for (const define of await commandsFor(process.argv.slice(2))) {
  const command = define(
    program.createCommand(),
    () => ({ terminal: terminalOf(), env: process.env, workingDirectory: process.cwd() }),
    (code: number) => {
      exitCode = code;
    },
  );
  program.addCommand(command.exitOverride());
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  exitCode = error instanceof CommanderError ? usageExit(error) : explainTrouble(error, terminalOf());
}
// The last write's error comes after it.
await new Promise((resolve) => setImmediate(resolve));
if (outputTrouble !== null) {
  terminalOf().complain(text.outputLost({ why: outputTrouble }));
  if (exitCode === exitCodes.ok) exitCode = exitCodes.unknown;
}
// Everything is written and closed by now; handles that libraries keep open must not hold the shell's prompt.
process.exit(exitCode);

/** Commander has already printed its message; --help and --version come here too. */
function usageExit(error: CommanderError): number {
  return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
}
