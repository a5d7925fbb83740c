import { archiveSubcommands } from '../archive/index.ts';
import type { DefineCommand } from '../command.ts';

/** `postflight archive`: everything that is done with reports after they are sealed. */
export const archiveCommand: DefineCommand = (command, surroundings, exit) => {
  command.name('archive').description('sealed reports: time stamps, ledger, search, retention');
  for (const add of archiveSubcommands) add(command, surroundings, exit);
  return command;
};
