import type { Plan } from '../../model/plan.ts';
import { createPlan } from '../../engine/plan.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { readPlanInputs, type Selecting } from '../read-inputs.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Terminal } from '../terminal.ts';
import { text } from '../text.ts';

/** `postflight plan`: what a run would do, without doing it. */
export const planCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('plan')
    .description('show what a run would do: sections, steps, needs, locks, effects')
    .argument('<checklist>', 'YAML file; FILE:LINE selects the step on that line')
    .option('--target <name>', "a file in targets/ beside the checklist (default: the checklist's own)")
    .option('--only <id...>', 'only these sections or steps (and what they need)')
    .option('--tag <tag...>', 'only steps with one of these tags')
    .option('--severity <severity...>', 'only steps of these severities')
    .option('--json', 'the whole plan as JSON')
    .action(async (checklist: string, options: Selecting & { readonly json?: boolean }) => {
      const around = surroundings();
      const { devices } = await import('playwright');
      const read = await readPlanInputs(checklist, options, around, Promise.resolve(Object.keys(devices)));
      if (read === null) return exit(exitCodes.usage);
      const plan = createPlan({
        ...read,
        options: { tracks: 1, headed: false, debug: false, trace: 'off', confirm: true },
      });
      if (options.json === true) around.terminal.line(JSON.stringify(plan, printBigInt, 2));
      else tellPlan(plan, around.terminal);
      return exit(exitCodes.ok);
    });

function tellPlan(plan: Plan, terminal: Terminal): void {
  const { checklist, target, scope } = plan;
  terminal.say(
    text.starting({ title: checklist.title, steps: scope.selectedSteps, target: target.title, url: target.baseUrl }),
  );
  for (const section of plan.sections) {
    const facts = [
      section.needs.length === 0 ? '' : `needs ${section.needs.join(', ')}`,
      section.locks.length === 0 ? '' : `locks ${section.locks.join(', ')}`,
    ].filter((fact) => fact !== '');
    terminal.line(
      terminal.paint('bold', `${section.id} ${plainText(section.title)}`) +
        terminal.paint('dim', facts.length === 0 ? '' : `  (${facts.join('; ')})`),
    );
    for (const step of section.steps) {
      const effect = step.effect === 'none' ? '' : ` [${step.effect}]`;
      terminal.line(
        `  ${step.id} ${plainText(step.title)} ${terminal.paint('dim', `${step.severity}${effect}  ${step.at.file}:${step.at.line}`)}`,
      );
    }
  }
}

function printBigInt(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
