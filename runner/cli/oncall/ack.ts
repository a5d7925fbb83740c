import type { Command } from 'commander';
import { formatKst } from '../../base/clock.ts';
import { SetupError } from '../../model/trouble.ts';
import { recordAnswer, type Saying } from '../../oncall/acknowledge/answer.ts';
import { readNote } from '../../oncall/acknowledge/read-press.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { atJournal, openPages, personOf, type OpenPages, type PagesOptions } from './pages.ts';
import { wordsText } from './words-text.ts';

type AckOptions = PagesOptions & {
  readonly person: string;
  readonly byVoice?: boolean;
  readonly note: string;
  readonly decline?: boolean;
  readonly handOver?: string;
  readonly rollback?: boolean;
};

/** `postflight oncall ack`: what somebody said on the telephone, written down as exactly that. */
export function defineAck(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('ack')
    .description('record what somebody said on the telephone: they have it, cannot take it, hand it over')
    .requiredOption('--person <name>', 'who said it: an id or a name of the on-call file, or anybody')
    .option('--by-voice', 'it was said, not pressed')
    .option('--run <id>', 'the run or target that pages (default: the latest run with an open page)')
    .option('--note <text>', 'what they are doing about it', '')
    .option('--decline', 'they cannot take it; the next one is called')
    .option('--hand-over <person>', 'they hand it over to this person of the on-call file')
    .option('--rollback', 'they have it and want a rollback')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action(async (options: AckOptions) => exit(await ack(options, surroundings())));
}

async function ack(options: AckOptions, around: Surroundings): Promise<number> {
  if (options.byVoice !== true) throw new SetupError(wordsText.howNeeded());
  return atJournal(options, around, ({ journal }) => {
    const open = openPages(journal, options.run, around);
    const who = personOf(open.people, options.person);
    const said = answerOf(options, open);
    for (const { page, headline } of open.pages) {
      const recorded = recordAnswer(journal, {
        ...said,
        stream: open.stream,
        page,
        person: who.id,
        name: who.name,
        method: 'by-voice',
        note: readNote(options.note),
        notice: null,
      });
      const { terminal } = around;
      const words = { name: who.name, run: open.stream, headline: headline[terminal.language] };
      terminal.say(recorded.kind === 'recorded' ? wordsText.noted(words) : wordsText.known(words));
      const holder = 'state' in recorded ? recorded.state.holder : null;
      if (holder !== null) terminal.say(wordsText.holder({ name: holder.name, at: formatKst(Date.parse(holder.at)) }));
    }
    return exitCodes.ok;
  });
}

function answerOf({ decline, handOver, rollback }: AckOptions, { people }: OpenPages): Pick<Saying, 'answer' | 'to'> {
  if ([decline === true, handOver !== undefined, rollback === true].filter(Boolean).length > 1)
    throw new SetupError(wordsText.twoAnswers());
  if (decline === true) return { answer: 'declined', to: null };
  if (rollback === true) return { answer: 'rollback-wanted', to: null };
  if (handOver === undefined) return { answer: 'taken', to: null };
  const to = people.find(({ id, name }) => id === handOver || name === handOver);
  const known = people.map(({ id }) => id).join(', ');
  if (to === undefined) throw new SetupError(wordsText.noSuchPerson({ wish: handOver, known }));
  return { answer: 'handed-over', to: to.id };
}
