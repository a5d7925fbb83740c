import { join } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { servePager } from '../../console/pager/serve.ts';
import { openAcknowledgeKeys } from '../../oncall/acknowledge/keys.ts';
import type { Surroundings } from '../command.ts';
import { atJournal } from './pages.ts';
import { readPort, stayUntilStopped } from './serving.ts';
import { wordsText } from './words-text.ts';

type PagerOptions = { readonly port: string; readonly state?: string };

/** `postflight oncall pager`: the inbox of channel kind `local`, which rings in a browser of this machine. */
export function definePager(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('pager')
    .description('the embedded pager: what channels of kind "local" got, ringing in a browser of this machine')
    .option('--port <number>', 'port; 0 takes a free one', '4391')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action(async (options: PagerOptions) => {
      const around = surroundings();
      const port = readPort(options.port);
      exit(
        await atJournal(options, around, async ({ journal, places }) => {
          const keys = openAcknowledgeKeys({ folder: places.keys, locks: places.locks, clock: systemClock });
          const folder = join(places.state, 'pager');
          const onAnswered = (): void => undefined;
          const listening = await servePager({ journal, clock: systemClock, keys, folder, onAnswered }, port);
          return stayUntilStopped(listening, around, wordsText.pager({ url: listening.url }));
        }),
      );
    });
}
