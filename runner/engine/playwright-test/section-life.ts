import { limits } from '../../base/limits.ts';

/** The time between a section's first act and its last, and the way to end it early without leaving things behind. */
export type SectionLife = {
  readonly abort: AbortSignal;
  abortedBy(): string;
  /** Runs the section's work. It may take so long to stop as its money steps may take to come to their end. */
  run(work: () => Promise<void>, stopping: { readonly moneyMs: number }): Promise<void>;
  /** Ends work that Playwright has given up on: it is told to stop, cleans up and records what it left out. */
  end(): Promise<void>;
};

/**
 * Playwright abandons a test's body when it is interrupted and goes on to tear down. The work is still going on then, with the
 * browser; the fixture that holds this life waits for it before the browser is closed.
 */
export function createSectionLife(): SectionLife {
  const controller = new AbortController();
  let running: Promise<void> | null = null;
  let graceMs = limits.abortGraceMs * 2;
  return {
    abort: controller.signal,
    // The main process may be gone, and with it everybody who could say why.
    abortedBy: () => (process.connected ? 'Playwright Test' : 'Playwright Test, whose main process ended'),
    async run(work, { moneyMs }) {
      graceMs = limits.abortGraceMs * 2 + moneyMs;
      running = work();
      try {
        await running;
      } finally {
        running = null;
      }
    },
    async end() {
      if (running === null) return;
      controller.abort();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      // What the work itself throws now has been heard by the test's body or came after it was abandoned.
      await Promise.race([running.catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}
