import type { FromDriver } from './driver-protocol.ts';

/** The driver's end of the channel; `process` is one. */
export type Channel = Pick<NodeJS.Process, 'connected'> & { send?: NodeJS.Process['send'] };

/**
 * Says something to the supervisor. A broken channel is noticed by 'disconnect'; until then a lost progress line costs nothing, the
 * journal has it. Without a callback its failure would be thrown at the process, and the driver would end without cleaning up.
 */
export function tellSupervisor(channel: Channel, message: FromDriver): void {
  if (channel.connected) channel.send?.(message, undefined, undefined, () => undefined);
}
