import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { openAcknowledgeKeys } from '../../oncall/acknowledge/keys.ts';
import { serveAcknowledge } from '../../oncall/acknowledge/serve.ts';
import type { Surroundings } from '../command.ts';
import { atJournal } from './pages.ts';
import { readPort, stayUntilStopped } from './serving.ts';
import { wordsText } from './words-text.ts';

type ServeOptions = { readonly port: string; readonly state?: string };

/** `postflight oncall serve`: the acknowledge pages, for teams that keep them up behind a proxy all night. */
export function defineServe(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('serve')
    .description('serve the acknowledge pages on 127.0.0.1 (a paging run does it by itself); a proxy sends /a/ here')
    .option('--port <number>', 'port; 0 takes a free one', process.env['POSTFLIGHT_ONCALL_PORT'] ?? '4390')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action(async (options: ServeOptions) => {
      const around = surroundings();
      const port = readPort(options.port);
      exit(
        await atJournal(options, around, async ({ journal, places }) => {
          const keys = openAcknowledgeKeys({ folder: places.keys, locks: places.locks, clock: systemClock });
          const onAnswered = (): void => undefined;
          const world = { journal, clock: systemClock, keys, method: 'link', onAnswered } as const;
          const listening = await serveAcknowledge(world, port);
          return stayUntilStopped(listening, around, wordsText.serving({ url: listening.url }));
        }),
      );
    });
}
