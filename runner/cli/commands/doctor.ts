import { readChecklist } from '../../checklist/read-checklist.ts';
import { renderDiagnostics } from '../../checklist/render.ts';
import { systemClock } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import { discoverHosts } from '../../engine/discover-hosts.ts';
import type { Checklist } from '../../model/checklist.ts';
import type { Target } from '../../model/target.ts';
import { checkEverything, type Finding } from '../checks.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { text } from '../doctor-text.ts';
import { exitCodes } from '../exit-codes.ts';
import { hostLines } from '../host-lines.ts';
import { findPlaces } from '../places.ts';
import { vocabulary } from '../read-inputs.ts';
import { readNamedTarget, targetNames } from '../target-files.ts';

type Options = {
  readonly target: string;
  readonly discover?: boolean;
  readonly reports?: string;
  readonly state?: string;
};

/** `postflight doctor`: what a run would stumble over; with `--discover`, which hosts the target's pages ask for. */
export const doctorCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('doctor')
    .description('check a target and this machine before a run; nothing is pressed or paid')
    .argument('[checklist]', 'with --discover: also open the pages that its steps without effect go to')
    .requiredOption('--target <name>', 'a file in checklists/targets/ or targets/')
    .option('--discover', 'open the pages, and print the hosts they ask for as allowed-hosts')
    .option('--reports <folder>', 'where signed reports go (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .action(async (file: string | undefined, options: Options) => {
      const around = surroundings();
      const [name] = targetNames(options.target, around.workingDirectory);
      const target = name === undefined ? null : readNamedTarget(name, around);
      if (target === null) return exit(exitCodes.usage);
      if (options.discover !== true) return exit(await check(target, options, around));
      const checklist = file === undefined ? null : await readFile(file, target, around);
      if (checklist === 'unreadable') return exit(exitCodes.usage);
      return exit(await find(target, checklist, around));
    });

async function check(target: Target, options: Options, around: Surroundings): Promise<number> {
  const { terminal, env, workingDirectory } = around;
  const places = findPlaces(options, env, workingDirectory);
  terminal.say(text.title({ target: target.id, url: target.baseUrl }));
  terminal.say(text.targetRead({ file: target.source.file }));
  const findings = await checkEverything({ target, places, env, clock: systemClock });
  for (const { kind, text: words } of findings)
    terminal.line(`${terminal.paint(marks[kind].style, marks[kind].sign)} ${plainText(words[terminal.language])}`);
  const count = (of: Finding['kind']): number => findings.filter(({ kind }) => kind === of).length;
  if (count('problem') > 0) {
    terminal.complain(text.problems({ count: count('problem') }));
    return exitCodes.usage;
  }
  if (count('unsure') > 0) return exitCodes.unknown;
  terminal.say(text.healthy());
  return exitCodes.ok;
}

const marks = {
  ok: { sign: '✓', style: 'green' },
  note: { sign: '·', style: 'dim' },
  problem: { sign: '✗', style: 'red' },
  unsure: { sign: '?', style: 'yellow' },
} as const;

async function find(target: Target, checklist: Checklist | null, { terminal, env }: Surroundings): Promise<number> {
  const { pages, troubles, hosts } = await discoverHosts(target, checklist, env);
  for (const line of hostLines(target, hosts, terminal.language)) terminal.line(line);
  const unknown = hosts.filter(({ known }) => known === 'unknown').length;
  terminal.complain(text.discovered({ pages: pages.length, unknown }));
  for (const trouble of troubles) terminal.complain(text.pageTrouble(trouble));
  return troubles.length === 0 ? exitCodes.ok : exitCodes.unknown;
}

async function readFile(
  file: string,
  target: Target,
  { terminal, workingDirectory }: Surroundings,
): Promise<Checklist | 'unreadable'> {
  const { devices } = await import('playwright');
  const read = readChecklist(file, {
    vocabulary,
    workingDirectory,
    deviceNames: Object.keys(devices),
    clock: systemClock,
    knownVariables: Object.keys(target.variables),
  });
  if ('ok' in read) return read.ok;
  terminal.complain(renderDiagnostics(read.diagnostics, read.sources, { color: terminal.color }));
  return 'unreadable';
}
