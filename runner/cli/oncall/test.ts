import { Option, type Command } from 'commander';
import { noticeKinds, type NoticeKind } from '../../model/channel.ts';
import type { Surroundings } from '../command.ts';

export type TestOptions = {
  readonly target?: string;
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly as?: NoticeKind;
  readonly quiet?: boolean;
  readonly resolve?: boolean;
  readonly wait: string;
  readonly state?: string;
};

/** `postflight oncall test`: a harmless message by the real way, and what the provider said. */
export function defineTest(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('test')
    .description('send a harmless test message and tell what the provider answered (exit 5 when a way does not work)')
    .argument('[channel]', 'only this channel of the on-call file (default: all)')
    .option('--target <name>', 'whose on-call file (default: every target that has one)')
    .option('--to <person>', 'only this person (default: everybody with an address there)')
    .option('--dry-run', 'print the exact requests with secrets hidden, and send nothing')
    .addOption(
      new Option('--as <kind>', 'with --dry-run: a made-up notice of this kind instead of the test').choices(
        noticeKinds,
      ),
    )
    .option('--quiet', 'ask only for what disturbs nobody: sign in, read a balance, note a change')
    .option('--resolve', 'close what the test has opened at the provider')
    .option('--wait <seconds>', 'how long to wait for a receipt where the provider gives one', '20')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action(async (channel: string | undefined, options: TestOptions) => {
      const around = surroundings();
      // Channels bring mail and schemas with them; the other commands start without.
      const { testChannels } = await import('./test-channels.ts');
      exit(await testChannels(channel ?? null, options, around));
    });
}
