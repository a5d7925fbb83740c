import { readChecklist } from '../../checklist/read-checklist.ts';
import { renderDiagnostics } from '../../checklist/render.ts';
import { systemClock } from '../../base/clock.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { readPlanInputs, vocabulary, type Selecting } from '../read-inputs.ts';
import { text } from '../text.ts';

/** `postflight lint`: all mistakes of checklists, without a browser or a network. */
export const lintCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('lint')
    .description('tell all mistakes of checklists, each with its place and its fix')
    .argument('<checklist...>', 'YAML files')
    .option('--target <name>', 'also read this target')
    .action(async (files: readonly string[], options: Selecting) => {
      let bad = false;
      for (const file of files) bad = !(await lintOne(file, options, surroundings())) || bad;
      exit(bad ? exitCodes.usage : exitCodes.ok);
    });

async function lintOne(file: string, options: Selecting, surroundings: Surroundings): Promise<boolean> {
  const { terminal, workingDirectory } = surroundings;
  // Loaded here only: Playwright takes a third of a second to load and the run command has it in another process.
  const { devices } = await import('playwright');
  const deviceNames = Object.keys(devices);
  if (options.target !== undefined) {
    const inputs = await readPlanInputs(file, options, surroundings, Promise.resolve(deviceNames));
    if (inputs === null) return false;
  }
  const read = readChecklist(file, { vocabulary, workingDirectory, deviceNames, clock: systemClock });
  if ('diagnostics' in read) {
    terminal.complain(renderDiagnostics(read.diagnostics, read.sources, { color: terminal.color }));
    terminal.complain(text.lintBad({ count: read.diagnostics.length }));
    return false;
  }
  const { sections } = read.ok;
  terminal.say(
    text.lintOk({
      file,
      sections: sections.length,
      steps: sections.reduce((sum, section) => sum + section.steps.length, 0),
    }),
  );
  return true;
}
