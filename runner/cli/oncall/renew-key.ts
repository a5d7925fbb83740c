import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { renewAcknowledgeKey } from '../../oncall/acknowledge/keys.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPlaces, refuseFile } from '../places.ts';
import { wordsText } from './words-text.ts';

type RenewOptions = { readonly forget?: boolean; readonly state?: string };

/** `postflight oncall renew-key`: for a team that thinks its key or a link was seen. Keys also change by themselves every week. */
export function defineRenewKey(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('renew-key')
    .description('sign acknowledge links with a new key from now on')
    .option('--forget', 'links that were sent stop working at once')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action((options: RenewOptions) => {
      const { env, workingDirectory, terminal } = surroundings();
      const places = findPlaces(options, env, workingDirectory);
      refuseFile(places.state);
      const old = options.forget === true ? 'forget' : 'keep';
      const { id } = renewAcknowledgeKey({ folder: places.keys, locks: places.locks, clock: systemClock }, old);
      terminal.say(wordsText.renewed({ id, old }));
      exit(exitCodes.ok);
    });
}
