import { join } from 'node:path';
import { addFacts } from '../../archive/addenda/add.ts';
import { decisions, type PeopleDecision } from '../../archive/addenda/fact.ts';
import { keyOfRepeated } from '../../archive/addenda/repeated.ts';
import { addendaText } from '../../archive/addenda/text.ts';
import { readEntry } from '../../archive/catalogue/entry.ts';
import { SetupError } from '../../model/trouble.ts';
import { account, now, openAdding } from '../archive/at-archive.ts';
import type { ArchiveOptions } from '../archive/where.ts';
import { words } from '../archive/words.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';

type DecideOptions = ArchiveOptions & { readonly by: string; readonly reason: string };

/** `postflight decide`: what people decided about the release, beside the computed verdict and never instead of it. */
export const decideCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('decide')
    .description('record what people decide about the release: go, conditional-go, no-go, rollback')
    .argument('<run>', 'a run id, a part of one, a folder, or `last`')
    .argument('<decision>', 'go, conditional-go, no-go or rollback')
    .requiredOption('--by <name>', 'who decides')
    .requiredOption('--reason <text>', 'why')
    .option('--reports <folder>', 'signed reports (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .action(async (run: string, wanted: string, options: DecideOptions) =>
      exit(await decide(run, wanted, options, surroundings())),
    );

async function decide(run: string, wanted: string, options: DecideOptions, around: Surroundings): Promise<number> {
  const decision = readDecision(wanted);
  const { by, reason } = options;
  if (by.trim() === '' || reason.trim() === '') throw new SetupError(addendaText.needsReason());
  const { adding, archive } = openAdding(run, options, around);
  const at = now();
  const text = reason;
  const fact = { type: 'decision', at, by: by.trim(), about: account(), text, decision, files: [] } as const;
  const { folder, redactor } = adding;
  const key = keyOfRepeated(folder, fact, { types: ['decision'], redactor }) ?? `decision:${at}`;
  const files = await addFacts(adding, [{ ...fact, key }]);
  const { terminal } = around;
  for (const file of files) terminal.say(words.added(join(adding.folder, file)));
  const verdict = readEntry(adding.folder)?.verdict ?? '';
  if ((decision === 'GO' || decision === 'CONDITIONAL-GO') && verdict !== 'GO')
    terminal.say(words.decidedAgainst(verdict));
  terminal.say(words.decided(addendaText.decisions[decision], by));
  for (const problem of await archive.afterwards(null)) terminal.complain(problem);
  return exitCodes.ok;
}

function readDecision(wanted: string): PeopleDecision {
  const found = decisions.find((one) => one === wanted.toUpperCase());
  if (found === undefined)
    throw new SetupError(words.badDecision(wanted, decisions.map((one) => one.toLowerCase()).join(', ')));
  return found;
}
