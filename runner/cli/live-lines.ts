import type { RunEvent } from '../model/event.ts';
import type { Status } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { plainText } from '../base/plain-text.ts';
import { standingLines } from '../report/console-standing.ts';
import type { Style, Terminal } from './terminal.ts';
import { text } from './text.ts';

/** Prints a run while it happens: one line a step, its failure under it. Returns the listener for events. */
export function liveLines(terminal: Terminal, plan: Plan): (event: RunEvent) => void {
  const steps = new Map(plan.sections.flatMap((section) => section.steps).map((step) => [step.id, step]));
  const total = steps.size;
  const ended = new Set<string>();
  const { language, paint } = terminal;
  return (event) => {
    switch (event.kind) {
      case 'step.finished': {
        ended.add(event.step);
        const step = steps.get(event.step);
        const { mark, style } = marks[event.status];
        const count = paint('dim', `${String(ended.size).padStart(String(total).length)}/${total}`);
        const tail = event.durationMs === 0 ? '' : paint('dim', ` ${event.durationMs} ms`);
        terminal.line(
          `${count} ${paint(style, mark)} ${paint('bold', event.step)} ${plainText(step?.title ?? '')}${tail}`,
        );
        const words = event.failure?.message ?? event.reason?.message;
        if (words !== undefined) terminal.line(`      ${paint(style, plainText(words[language]))}`);
        return;
      }
      case 'section.problem':
        terminal.line(
          paint('yellow', `  ! ${event.section} ${event.part}: ${plainText(event.failure.message[language])}`),
        );
        return;
      case 'browser.lost':
      case 'driver.lost':
      case 'run.aborting':
        terminal.line(paint('red', `  ! ${plainText(event.message[language])}`));
        return;
      case 'money.standing':
        // At the end the summary says it first; at the start nothing else has been said.
        if (event.at === 'end') return;
        for (const { tone, text: line } of standingLines(event, language))
          terminal.line(tone === 'plain' ? line : paint(tone === 'red' ? 'red' : 'dim', line));
        return;
      case 'guard.tripped':
        terminal.line(
          paint('red', `  ! ${text.guard({ guard: event.guard })[language]}: ${plainText(event.message[language])}`),
        );
        return;
      default:
        return;
    }
  };
}

const marks: { readonly [S in Status]: { readonly mark: string; readonly style: Style } } = {
  passed: { mark: '✓', style: 'green' },
  failed: { mark: '✗', style: 'red' },
  flaky: { mark: '~', style: 'yellow' },
  known: { mark: 'k', style: 'yellow' },
  blocked: { mark: '■', style: 'yellow' },
  'not-run': { mark: '-', style: 'dim' },
  waived: { mark: 'w', style: 'yellow' },
  inconclusive: { mark: '?', style: 'yellow' },
  'tool-error': { mark: '!', style: 'red' },
  aborted: { mark: '×', style: 'red' },
};
