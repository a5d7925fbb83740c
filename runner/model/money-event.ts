import type { Bilingual } from '../base/bilingual.ts';
import type { PaymentState } from './payment.ts';

/** What a run says in its own stream about what stands between it and real money. */
export type RunMoneyEvent =
  | {
      /** Once a run, before its first step: what stands between this run and real money, and what does not and why. */
      readonly kind: 'guards.armed';
      readonly guards: readonly GuardState[];
    }
  | {
      /** A request that the network wall did not let out, or (`recorded`) let out although nobody listed its host. */
      readonly kind: 'network.refused';
      readonly step: string | null;
      readonly by: 'proxy' | 'fetch' | 'recorded';
      readonly host: string;
      readonly what: string;
      readonly message: Bilingual;
    }
  | {
      /** After the last step: proxy, Fetch and listeners compared; `missing` are hosts that one saw and another must have seen. */
      readonly kind: 'network.compared';
      readonly hosts: readonly HostRecord[];
      readonly missing: readonly { readonly host: string; readonly seenBy: string; readonly notSeenBy: string }[];
    }
  | {
      /** A canary's proof, one-use; `state` says when it was made and when it was used or void. */
      readonly kind: 'canary.proof';
      readonly proof: string;
      readonly state: 'made' | 'used' | 'void';
      readonly payment: string;
      readonly facts: { readonly [key: string]: string };
    }
  | {
      /** In the run's own stream: what its target's stream held when the run began and when it ended. Told first in every report. */
      readonly kind: 'money.standing';
      readonly at: 'start' | 'end';
      /** Not lifted: while one stands, no payment step runs on this target. */
      readonly halts: readonly StandingHalt[];
      /** Lifted since the run before. */
      readonly lifted: readonly LiftedHalt[];
      /** Not closed. */
      readonly tickets: readonly StandingTicket[];
    };

export type GuardState = {
  readonly guard: string;
  readonly layer: string;
  readonly state: 'armed' | 'not-applicable';
  /** Null when armed and there is nothing to add. */
  readonly reason: Bilingual | null;
};

export type HostRecord = {
  readonly host: string;
  readonly allowed: boolean;
  readonly byProxy: number;
  readonly byListeners: number;
};

export type StandingHalt = {
  readonly halt: string;
  readonly at: string;
  readonly runId: string | null;
  readonly payment: string | null;
  readonly message: Bilingual;
};

export type LiftedHalt = {
  readonly halt: string;
  readonly at: string;
  readonly person: string;
  readonly reason: string;
};

export type StandingTicket = {
  readonly ticket: string;
  readonly state: TicketState;
  readonly openedAt: string;
  readonly runId: string;
  readonly payment: string;
  /** Empty when nobody knows it. */
  readonly orderId: string;
  readonly amountKrw: string;
  readonly gateway: string;
  /** Whether the ticket holds everything its gateway needs. */
  readonly complete: boolean;
  /** `none`: the target names nobody to write to. */
  readonly mail: 'sent' | 'unsent' | 'none';
  /** What a person does next. */
  readonly next: Bilingual;
};

/**
 * Facts about money that outlive their run. They stand in the stream of their target (`targetStream()` in model/journal.ts),
 * beside the runs: halts, reservations and tickets hold for every run on that target.
 */
export type MoneyEvent =
  | {
      /** Counts against the ceilings from the moment it is written, whatever becomes of the payment. */
      readonly kind: 'money.reserved';
      readonly runId: string;
      readonly payment: string;
      readonly step: string;
      readonly amountKrw: string;
    }
  | {
      readonly kind: 'money.settled';
      readonly runId: string;
      readonly payment: string;
      readonly state: PaymentState;
    }
  | {
      /** The latch: no payment step runs on this target until a named person lifts it. */
      readonly kind: 'money.halted';
      readonly halt: string;
      readonly runId: string | null;
      readonly payment: string | null;
      readonly message: Bilingual;
    }
  | { readonly kind: 'money.halt-lifted'; readonly halt: string; readonly person: string; readonly reason: string }
  | {
      /** The gateway's own list was read for payments that no journal knows. */
      readonly kind: 'money.swept';
      readonly from: string;
      readonly to: string;
      readonly rows: number;
      readonly unknown: readonly string[];
    }
  | {
      readonly kind: 'ticket.moved';
      readonly ticket: string;
      readonly state: TicketState;
      /** Who did it; null: the tool. */
      readonly person: string | null;
      readonly facts: { readonly [key: string]: string };
    };

export const ticketStates = [
  'DRAFT',
  'OPEN',
  'ACKED',
  'SUBMITTED',
  'PG_CONFIRMED',
  'VERIFIED',
  'CLOSED',
  /** Not a state but a fact beside it: a notice was sent, or could not be. */
  'NOTED',
] as const;
export type TicketState = (typeof ticketStates)[number];
