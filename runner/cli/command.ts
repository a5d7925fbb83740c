import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** What a command gets from the outside world. */
export type Surroundings = {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  readonly workingDirectory: string;
};

/** A command: one file in commands/, one line in index.ts. It registers itself on `command` and reports its exit code through `exit`. */
export type DefineCommand = (
  command: Command,
  surroundings: () => Surroundings,
  exit: (code: number) => void,
) => Command;
