import type { Command } from 'commander';
import type { Surroundings } from '../command.ts';

export type DoctorOptions = { readonly target?: string; readonly state?: string };

/** `postflight oncall doctor`: what a team has to set up once, outside of this program, before a pager can wake anybody. */
export function defineDoctor(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('doctor')
    .description(
      'check the on-call file and print what must be set up outside of it (exit 5 when somebody cannot be reached)',
    )
    .option('--target <name>', 'whose on-call file (default: every target that has one)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action(async (options: DoctorOptions) => {
      const around = surroundings();
      const { examineOnCall } = await import('./examine.ts');
      exit(examineOnCall(options, around));
    });
}
