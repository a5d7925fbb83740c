import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { formatKst } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import { environmentRedactor } from '../../engine/secrets.ts';
import { openJournal } from '../../journal/store.ts';
import { openTargetBook, type TargetBook } from '../../payment/book.ts';
import { liftHalts } from '../../payment/halt.ts';
import { text as settleText } from '../../payment/settle-text.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPlaces, refuseFile } from '../places.ts';
import { targetNames } from '../target-files.ts';

type HaltOptions = { readonly target: string; readonly state?: string };
type LiftOptions = HaltOptions & {
  readonly person: string;
  readonly reason: string;
  readonly halt?: string;
  readonly despiteOpen?: boolean;
};

/** `postflight halt show|lift`: what keeps payments from running on a target, and the person who lifts it. */
export const haltCommand: DefineCommand = (command, surroundings, exit) => {
  command.name('halt').description('show or lift the latch that a money alarm leaves on a target');
  withTarget(command.command('show').description('what stands on this target; exit 3 while something does')).action(
    (options: HaltOptions) => exit(show(options, surroundings())),
  );
  withTarget(command.command('lift').description('let payments run again, in your name; the next report shows it'))
    .requiredOption('--person <name>', 'who has looked at the cause')
    .requiredOption('--reason <text>', 'what was found and done')
    .option('--halt <name>', 'this one alone (default: all that stand)')
    .option('--despite-open', 'although a payment or refund ticket is still open; the reason says why')
    .action((options: LiftOptions) => exit(lift(options, surroundings())));
  return command;
};

function withTarget(command: Command): Command {
  return command
    .exitOverride()
    .requiredOption('--target <name>', 'a file in checklists/targets/ or targets/')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)');
}

function show(options: HaltOptions, around: Surroundings): number {
  const { terminal } = around;
  return withBook(options, around, (book) => {
    const { halts } = book.entries();
    if (halts.length === 0) terminal.say(settleText.nothingToLift());
    for (const { halt, at, message } of halts) {
      terminal.line(`${halt}  ${formatKst(Date.parse(at))}`);
      terminal.line(`  ${plainText(message[terminal.language])}`);
    }
    return halts.length === 0 ? exitCodes.ok : exitCodes.moneyGuard;
  });
}

function lift(options: LiftOptions, around: Surroundings): number {
  const { terminal } = around;
  return withBook(options, around, (book) => {
    const lifted = liftHalts(book, {
      halt: options.halt ?? null,
      person: options.person,
      reason: options.reason,
      despiteOpen: options.despiteOpen === true,
    });
    for (const halt of lifted) terminal.say(settleText.lifted({ halt, person: options.person }));
    return exitCodes.ok;
  });
}

function withBook(options: HaltOptions, around: Surroundings, act: (book: TargetBook) => number): number {
  const { env, workingDirectory } = around;
  const [targetId] = targetNames(options.target, workingDirectory);
  const places = findPlaces(options, env, workingDirectory);
  refuseFile(places.state);
  const journal = openJournal(places.journal, { clock: systemClock, redactor: environmentRedactor(env) });
  try {
    return act(openTargetBook({ journal, targetId: targetId ?? options.target, clock: systemClock }));
  } finally {
    journal.close();
  }
}
