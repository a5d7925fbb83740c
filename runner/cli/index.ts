import type { DefineCommand } from './command.ts';

/**
 * THE LIST of commands, in the order of the help text: by the night's order, then the author's tools. Only the command that was
 * asked for is loaded: at night a run starts without waiting for what other commands need.
 */
export const commands: { readonly [name: string]: (args: readonly string[]) => Promise<DefineCommand> } = {
  run: async () => (await import('./commands/run.ts')).runCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  decide: async () => (await import('./commands/decide.ts')).decideCommand,
  approve: async () => (await import('./commands/approve.ts')).approveCommand,
  recover: async () => (await import('./commands/recover.ts')).recoverCommand,
  settle: async () => (await import('./commands/settle.ts')).settleCommand,
  halt: async () => (await import('./commands/halt.ts')).haltCommand,
  tickets: async () => (await import('./commands/tickets.ts')).ticketsCommand,
  archive: async (args) => (await import('./commands/archive.ts')).archiveCommandFor(args),
  keys: async () => (await import('./commands/keys.ts')).keysCommand,
  watchdog: async () => (await import('./commands/watchdog.ts')).watchdogCommand,
  oncall: async (args) =>
    args.includes('work')
      ? (await import('./commands/oncall-work.ts')).onCallWorkCommand
      : (await import('./commands/oncall.ts')).onCallCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  lint: async () => (await import('./commands/lint.ts')).lintCommand,
  plan: async () => (await import('./commands/plan.ts')).planCommand,
  schema: async () => (await import('./commands/schema.ts')).schemaCommand,
};

/**
 * The commands that these arguments can mean: the one that they name, none for the version alone, or all when they name none (help, a
 * misspelling).
 */
export async function commandsFor(args: readonly string[]): Promise<readonly DefineCommand[]> {
  const at = args.findIndex((argument, index) => !argument.startsWith('-') && args[index - 1] !== '--lang');
  const named = args[at];
  if (args.slice(0, at === -1 ? undefined : at).some((argument) => argument === '--version' || argument === '-V'))
    return [];
  const one = named !== undefined && Object.hasOwn(commands, named) ? commands[named] : undefined;
  return Promise.all((one === undefined ? Object.values(commands) : [one]).map((load) => load(args)));
}
