import { randomBytes } from 'node:crypto';
import { systemClock, type Clock } from '../../base/clock.ts';
import { lookupHost, type Lookup } from './hosts.ts';

/** What channels take from the machine besides the network; tests pass their own. */
export type ChannelWorld = {
  readonly clock: Clock;
  readonly lookup: Lookup;
  /** A salt for signatures. */
  readonly salt: () => string;
};

export const systemWorld: ChannelWorld = {
  clock: systemClock,
  lookup: lookupHost,
  salt: () => randomBytes(16).toString('hex'),
};
