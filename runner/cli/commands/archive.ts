import { archiveSubcommandsFor } from '../archive/index.ts';
import type { DefineCommand } from '../command.ts';

/** `postflight archive`: everything that is done with reports after they are sealed. */
export async function archiveCommandFor(args: readonly string[]): Promise<DefineCommand> {
  const subcommands = await archiveSubcommandsFor(args);
  return (command, surroundings, exit) => {
    command.name('archive').description('sealed reports: time stamps, ledger, search, retention');
    for (const add of subcommands) add(command, surroundings, exit);
    return command;
  };
}
