import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import { addFacts } from '../../archive/addenda/add.ts';
import type { Fact, FactType } from '../../archive/addenda/fact.ts';
import { addendaText } from '../../archive/addenda/text.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Places } from '../places.ts';
import { now, openAdding } from './at-archive.ts';
import type { ArchiveOptions } from './where.ts';
import { words } from './words.ts';

type AddOptions = ArchiveOptions & {
  readonly type: string;
  readonly text?: string;
  readonly about?: string;
  readonly by?: string;
  readonly fromJournal?: boolean;
};

/** What a person may add by hand; the rest has commands of its own or comes from the journal. */
const byHand: readonly FactType[] = ['note', 'known-issue.closed', 'page.acknowledged', 'refund.confirmed'];

/** `postflight archive add`: later facts beside a sealed report, signed and chained; the report itself is never touched. */
export function defineAdd(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('add')
    .description('add a later fact to a sealed report: signed, chained, in the ledger')
    .argument('<run>', 'a run id, a part of one, a folder, or `last`')
    .option('--type <type>', `what it is: ${byHand.join(', ')}`, 'note')
    .option('--text <text>', 'what is known now')
    .option('--about <id>', 'the step, ticket, payment or page it is about')
    .option('--by <name>', 'who says so')
    .option('--from-journal', 'add what the journal knows since: refunds, ends of payments, acknowledged pages')
    .option('--reports <folder>', 'signed reports (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action(async (run: string, options: AddOptions) => exit(await add(run, options, surroundings())));
}

async function add(run: string, options: AddOptions, around: Surroundings): Promise<number> {
  const typed = options.text === undefined ? [] : [factOf(options)];
  if (typed.length === 0 && options.fromJournal !== true) throw new SetupError(words.nothingToAdd());
  const { adding, archive, places } = openAdding(run, options, around);
  const known = options.fromJournal === true ? await journalFacts(adding.folder, places, around) : [];
  const files = await addFacts(adding, [...known, ...typed]);
  for (const file of files) around.terminal.say(words.added(join(adding.folder, file)));
  if (files.length === 0) around.terminal.say(words.nothingNew());
  for (const problem of await archive.afterwards(null)) around.terminal.complain(problem);
  return exitCodes.ok;
}

/** What reads the journal is loaded only for this: a note does not wait for it. */
async function journalFacts(folder: string, places: Places, around: Surroundings): Promise<readonly Fact[]> {
  return (await import('./journal-facts.ts')).journalFacts(folder, places, around);
}

function factOf({ type: wanted, text = '', about, by }: AddOptions): Fact {
  const type = byHand.find((one) => one === wanted);
  if (type === undefined) throw new SetupError(words.badType(wanted, byHand.join(', ')));
  if (by === undefined || by.trim() === '' || text.trim() === '') throw new SetupError(addendaText.needsReason());
  const said = JSON.stringify([type, about ?? null, by, text]);
  // The same words by the same person about the same thing are one fact, however often the command is repeated.
  const key = `typed:${createHash('sha256').update(said).digest('hex').slice(0, 32)}`;
  return { type, key, at: now(), by, about: about ?? null, text, decision: null, files: [] };
}
