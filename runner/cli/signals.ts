import type { StopRequests } from '../engine/supervisor.ts';
import type { Terminal } from './terminal.ts';
import { text } from './text.ts';

/** Turns SIGINT, SIGTERM and SIGHUP into stop requests: the first is polite, the second ends the driver. */
export function listenForSignals(terminal: Terminal): StopRequests {
  return {
    onRequest(listener) {
      let count = 0;
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.on(signal, () => {
          count += 1;
          if (count === 1) terminal.complain(text.interruptAgain());
          listener(signal, count);
        });
      }
    },
  };
}
