import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import type { GatewayRecord, LedgerGateway } from '../model/gateway.ts';
import type { Target } from '../model/target.ts';
import type { TargetBook } from './book.ts';
import { draftTicket } from './tickets/draft.ts';
import type { TicketReason } from './tickets/ticket.ts';
import type { MoneyWriter } from './write.ts';

/** What it takes to bring a payment of one run to its end. */
export type MoneyWorld = MoneyWriter & {
  readonly target: Target;
  readonly book: TargetBook;
  /** Null when the target has none or its test key is not set: then only people can look. */
  readonly gateway: LedgerGateway | null;
  readonly clock: Clock;
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** Waits between asking to cancel again; the usual ones when left out. */
  readonly cancelWaitsMs?: readonly number[] | undefined;
};

/** Waits in the world's own time. */
export function pause({ wait }: Pick<MoneyWorld, 'wait'>, ms: number): Promise<void> {
  return wait === undefined ? sleep(ms) : wait(ms);
}

/** Writes the refund ticket of a payment, or brings it up to date. */
export function writeTicket(
  { journal, runId, target, clock }: MoneyWorld,
  about: { readonly payment: string; readonly reason: TicketReason; readonly record: GatewayRecord | null },
): string {
  return draftTicket({ journal, clock, target, runId, ...about });
}
