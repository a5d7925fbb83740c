import type { Command } from 'commander';
import { onCallStream } from '../../model/oncall.ts';
import { stateOf } from '../../oncall/acknowledge/answer.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { atJournal, openPages, personOf, type PagesOptions } from './pages.ts';
import { wordsText } from './words-text.ts';

type ResolveOptions = PagesOptions & { readonly person: string };

/** `postflight oncall resolve`: a person's word that it is over. A run's end never resolves anything by itself. */
export function defineResolve(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('resolve')
    .description("a person's word that it is over; everybody who was called is told")
    .requiredOption('--person <name>', 'who says so')
    .option('--run <id>', 'the run or target that pages (default: the latest run with an open page)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action(async (options: ResolveOptions) => exit(await resolve(options, surroundings())));
}

async function resolve(options: ResolveOptions, around: Surroundings): Promise<number> {
  return atJournal(options, around, ({ journal }) => {
    const { stream, pages, people } = openPages(journal, options.run, around);
    const { name } = personOf(people, options.person);
    for (const { page, headline } of pages) {
      journal.appendDecided(onCallStream(stream), (events) => {
        const state = stateOf(events, page);
        if (state === null || state.resolved !== null) return [];
        const { steps } = state;
        return [{ kind: 'page.changed', page, change: 'resolved', by: name, headline: state.headline, steps }];
      });
      const { terminal } = around;
      terminal.say(wordsText.resolved({ run: stream, headline: headline[terminal.language] }));
    }
    return exitCodes.ok;
  });
}
