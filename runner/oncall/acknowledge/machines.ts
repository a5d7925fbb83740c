import type { Clock } from '../../base/clock.ts';

/** Links on which a machine has just pressed what no person sees. */
export type Machines = { readonly caught: (nonce: string) => void; readonly isCaught: (nonce: string) => boolean };

/** A machine that presses everything is done within this; a person who comes then is asked to press again. */
const busyMs = 10_000;
const remembered = 1_000;

/** Remembers for as long as such a machine presses, and of a bounded number of links. */
export function rememberMachines(clock: Clock): Machines {
  const until = new Map<string, number>();
  return {
    caught: (nonce) => {
      until.delete(nonce);
      until.set(nonce, clock.elapsed() + busyMs);
      const [oldest] = until.keys();
      if (until.size > remembered && oldest !== undefined) until.delete(oldest);
    },
    isCaught: (nonce) => clock.elapsed() < (until.get(nonce) ?? 0),
  };
}
