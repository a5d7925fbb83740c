import type { StopRequests } from '../engine/supervisor.ts';

/** SIGINT, SIGTERM and SIGHUP from the start of the command to its end, each told to whoever is in charge at that time. */
export type Signals = StopRequests & {
  /** The first one's name, when one has come. */
  stoppedBy(): string | null;
  /** How many have come. */
  count(): number;
  /** Resolves with the first one's name. */
  readonly first: Promise<string>;
};

/** Listens from now on; without it a signal would end the process and leave the driver to find out. */
export function listenForSignals(): Signals {
  const came: string[] = [];
  let listener: (by: string, count: number) => void = () => undefined;
  let resolveFirst: (by: string) => void = () => undefined;
  const first = new Promise<string>((resolve) => {
    resolveFirst = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      came.push(signal);
      resolveFirst(signal);
      listener(signal, came.length);
    });
  }
  return {
    first,
    stoppedBy: () => came[0] ?? null,
    count: () => came.length,
    onRequest(next) {
      listener = next;
      for (const [index, by] of came.entries()) next(by, index + 1);
    },
  };
}
