import type { RunEvent } from '../model/event.ts';
import type { Status } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { plainText } from '../base/plain-text.ts';
import { standingLines } from '../report/console-standing.ts';
import { text as labels } from '../view/text.ts';
import { fold } from './fold.ts';
import type { Style, Terminal } from './terminal.ts';
import { text } from './text.ts';

/** Prints a run while it happens: one line a step, its failure under it. Returns the listener for events. */
export function liveLines(terminal: Terminal, plan: Plan): (event: RunEvent) => void {
  const tellStep = stepTeller(terminal, plan);
  const { language, paint } = terminal;
  return (event) => {
    switch (event.kind) {
      case 'step.finished':
        tellStep(event);
        return;
      case 'section.problem': {
        const part = labels[event.part][language];
        tellTrouble(terminal, 'yellow', `${event.section} ${part}: ${plainText(event.failure.message[language])}`);
        return;
      }
      case 'browser.lost':
      case 'driver.lost':
      case 'run.aborting':
        tellTrouble(terminal, 'red', plainText(event.message[language]));
        return;
      case 'money.standing':
        // At the end the summary says it first; at the start nothing else has been said.
        if (event.at === 'end') return;
        for (const { tone, text: line } of standingLines(event, { language, target: plan.target.id }))
          terminal.line(tone === 'plain' ? line : paint(tone === 'red' ? 'red' : 'dim', line));
        return;
      case 'guard.tripped': {
        const guard = text.guard({ guard: event.guard })[language];
        tellTrouble(terminal, 'red', `${guard}: ${plainText(event.message[language])}`);
        return;
      }
      default:
        return;
    }
  };
}

type StepFinished = Extract<RunEvent, { kind: 'step.finished' }>;

function stepTeller(terminal: Terminal, plan: Plan): (event: StepFinished) => void {
  const steps = new Map(plan.sections.flatMap((section) => section.steps).map((step) => [step.id, step]));
  const total = steps.size;
  const ended = new Set<string>();
  const said = new Map<string, string>();
  const { language, paint } = terminal;
  return ({ step: id, status, attempt, durationMs, failure, reason }) => {
    ended.add(id);
    const { mark, style } = marks[status];
    const count = paint('dim', `${String(ended.size).padStart(String(total).length)}/${total}`);
    const again = attempt > 1 ? paint('yellow', ` ${text.secondLook()[language]}`) : '';
    const tail = durationMs === 0 ? '' : paint('dim', ` ${durationMs} ms`);
    const title = plainText(steps.get(id)?.title ?? '');
    terminal.line(`${count} ${paint(style, mark)} ${paint('bold', id)} ${title}${again}${tail}`);
    const words = failure?.message ?? reason?.message;
    if (words === undefined) return;
    const why = plainText(words[language]);
    // The second look mostly sees what the first one saw: that is read once.
    if (said.get(id) !== why) for (const line of fold(why, 6, terminal)) terminal.line(`      ${paint(style, line)}`);
    said.set(id, why);
  };
}

function tellTrouble(terminal: Terminal, style: Style, words: string): void {
  fold(words, 4, terminal).forEach((line, index) => {
    terminal.line(terminal.paint(style, `${index === 0 ? '  ! ' : '    '}${line}`));
  });
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
