import type { Guard } from '../model/guard.ts';
import { accountEmpty } from './account-empty.ts';
import { amountCeiling } from './amount-ceiling.ts';
import { attestation } from './attestation.ts';
import { canaryProof } from './canary-proof.ts';
import { declineSource } from './decline-source.ts';
import { deployment } from './deployment.ts';
import { haltLatch } from './halt-latch.ts';
import { hourCeiling } from './hour-ceiling.ts';
import { liveKeysOnMachine } from './live-keys-on-machine.ts';
import { liveKeys } from './live-keys.ts';
import { openElsewhere } from './open-elsewhere.ts';
import { openTicket } from './open-ticket.ts';
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
  accountEmpty,
  pageMode, // L3
  attestation, // L4
  deployment,
  canaryProof, // L5
  amountCeiling, // L6
  hourCeiling,
  singleFlight,
  haltLatch, // L8
  openTicket,
  openElsewhere,
  liveKeysOnMachine, // L9
] as const satisfies readonly Guard[];
