import type { DefineCommand } from './command.ts';
import { doctorCommand } from './commands/doctor.ts';
import { haltCommand } from './commands/halt.ts';
import { keysCommand } from './commands/keys.ts';
import { lintCommand } from './commands/lint.ts';
import { planCommand } from './commands/plan.ts';
import { recoverCommand } from './commands/recover.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { ticketsCommand } from './commands/tickets.ts';
import { settleCommand } from './commands/settle.ts';
import { verifyCommand } from './commands/verify.ts';

/** THE LIST of commands, in the order of the help text: by the night's order, then the author's tools. */
export const commands = [
  runCommand,
  verifyCommand,
  recoverCommand,
  settleCommand,
  haltCommand,
  ticketsCommand,
  keysCommand,
  doctorCommand,
  lintCommand,
  planCommand,
  schemaCommand,
] as const satisfies readonly DefineCommand[];
