import type { Guard } from '../model/guard.ts';
import { amountCeiling } from './amount-ceiling.ts';
import { declineSource } from './decline-source.ts';
import { liveKeys } from './live-keys.ts';
import { pageMode } from './page-mode.ts';
import { sandboxLane } from './sandbox-lane.ts';
import { singleFlight } from './single-flight.ts';
import { testCard } from './test-card.ts';

/** Every guard, in layer order: the order in which they are asked and listed. */
export const guards = [
  declineSource, // L0
  liveKeys,
  sandboxLane,
  testCard, // L1
  pageMode, // L3
  amountCeiling, // L6
  singleFlight,
] as const satisfies readonly Guard[];
