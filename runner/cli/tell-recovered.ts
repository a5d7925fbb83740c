import type { Recovered } from '../engine/recover.ts';
import type { Terminal } from './terminal.ts';
import { text } from './text.ts';

/** Tells what a start found of earlier runs, open payments first. */
export function tellRecovered(one: Recovered, terminal: Terminal): void {
  if (one.kind === 'running') {
    terminal.say(text.stillRunning({ runId: one.runId }));
    return;
  }
  if (one.kind === 'stuck') {
    terminal.complain(one.message);
    return;
  }
  for (const payment of one.payments) terminal.complain(payment.message);
  terminal.say(text.recovered({ runId: one.runId, verdict: one.finished.doc.verdict, path: one.finished.folder }));
}
