import type { Command } from 'commander';
import type { Query } from '../../archive/catalogue/search.ts';
import { isDate } from '../../base/date.ts';
import { SetupError } from '../../model/trouble.ts';
import { verdicts } from '../../model/outcome.ts';
import { words } from './words.ts';

export type QueryOptions = {
  readonly from?: string;
  readonly to?: string;
  readonly release?: string;
  readonly verdict?: string;
  readonly step?: string;
  readonly person?: string;
  readonly ticket?: string;
  readonly target?: string;
  readonly suppressed?: boolean;
  readonly undecided?: boolean;
};

/** The filters that list, search and export have in common. */
export function withQuery(command: Command): Command {
  return command
    .option('--from <day>', 'runs from this day on (KST, 2026-11-22)')
    .option('--to <day>', 'runs until this day (KST)')
    .option('--release <text>', 'the build that answered')
    .option('--verdict <verdict>', 'GO, NO-GO or INCONCLUSIVE')
    .option('--step <step>', "a step's id or words of its title; SRCH-01:failed asks for its end too")
    .option('--person <name>', 'who ran, answered, decided or approved')
    .option('--ticket <id>', 'a refund ticket or a known issue')
    .option('--target <id>', 'where it ran')
    .option('--suppressed', 'only reports with known or waived steps')
    .option('--undecided', 'only reports without an approved decision')
    .option('--reports <folder>', 'signed reports (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride();
}

/** How many lines at most; all of them where nobody said. Throws SetupError. */
export function readLimit(wanted: string | undefined): number {
  if (wanted === undefined) return Number.MAX_SAFE_INTEGER;
  if (!/^\d{1,9}$/.test(wanted)) throw new SetupError(words.badLimit(wanted));
  return Number(wanted);
}

/** Checks what was typed. Throws SetupError. */
export function readQuery(options: QueryOptions, asked: readonly string[] = []): Query {
  for (const day of [options.from, options.to])
    if (day !== undefined && !isDate(day)) throw new SetupError(words.badDay(day));
  if (options.verdict !== undefined && !verdicts.some((one) => one.toLowerCase() === options.verdict?.toLowerCase()))
    throw new SetupError(words.badVerdict(options.verdict, verdicts));
  const { from, to, release, verdict, step, person, ticket, target, suppressed, undecided } = options;
  return { from, to, release, verdict, step, person, ticket, target, suppressed, undecided, words: asked };
}
