import type { Bilingual } from '../base/bilingual.ts';
import type { GatewayErrorClass } from './gateway.ts';
import type { PaymentIntent, PaymentState } from './payment.ts';
import type { Plan } from './plan.ts';
import type { Target } from './target.ts';

/** The layers of design §5; guards are listed and asked in this order. */
export const guardLayers = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8', 'L9'] as const;
export type GuardLayer = (typeof guardLayers)[number];

/** Only `{ allowed: true }` lets a payment through; everything else, a throw and silence included, denies. */
export type GuardAnswer =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** What was refused, why, and what to do. */
      readonly text: Bilingual;
      /** True when money might have moved had the guard not stood there; false when a proof or setting is only missing. */
      readonly money: boolean;
    };

export type Environment = { readonly [name: string]: string | undefined };

/** The opened gateway as guards see it: enough to judge, nothing to act with. */
export type GatewayFacts = { readonly name: string; classOf(code: string): GatewayErrorClass };

export type LoadFacts = {
  readonly environment: Environment;
  /** Names of the gateway registry. */
  readonly gatewayKinds: readonly string[];
  readonly machine: MachineFacts;
};

/** What the settings files of this machine hold; never a key itself. */
export type MachineFacts = {
  readonly liveKeys: readonly { readonly file: string; readonly line: number; readonly prefix: string }[];
  /** Files that could not be read or searched to their end. */
  readonly unread: readonly string[];
};

/** A payment of this run as the journal holds it. */
export type PaymentSoFar = {
  readonly payment: string;
  readonly step: string;
  readonly state: PaymentState;
  /** Null when the journal's record cannot be read as an amount. */
  readonly amountKrw: bigint | null;
  /** Between INTENT and a verified end. */
  readonly open: boolean;
};

/** A gateway key seen in the page or its traffic; only its prefix is kept. */
export type KeySeen = { readonly mode: 'live' | 'test'; readonly prefix: string; readonly where: string };

export type PageEvidence = {
  readonly keys: readonly KeySeen[];
  /** Scripts of the page that could not be read, so that a key in them would not be seen. */
  readonly unread: readonly string[];
};

/** What a target's own stream holds beyond this run (payment/book.ts). */
export type BookFacts = {
  /** Latches that no person has lifted. */
  readonly halts: readonly { readonly halt: string; readonly at: string; readonly message: Bilingual }[];
  /** Refund tickets that are not closed. */
  readonly openTickets: readonly string[];
  /** Attempted on this target within the last 60 minutes by all runs of this machine. */
  readonly hour: { readonly attemptedKrw: bigint; readonly count: number };
  /** Payments of other runs between INTENT and a verified end. */
  readonly openElsewhere: readonly { readonly runId: string; readonly payment: string; readonly step: string }[];
};

/** What the server signed about the payments of this session. */
export type AttestedClaims = {
  readonly mode: string;
  readonly pg: string;
  readonly mid: string | null;
  readonly keyPrefix: string | null;
  readonly deployId: string | null;
  readonly configHash: string | null;
};

export type AttestationFacts =
  /** The target names no attestation. */
  | { readonly kind: 'none' }
  | { readonly kind: 'verified'; readonly claims: AttestedClaims }
  /** `money`: the server itself says that this is not the test route; otherwise only the proof is missing. */
  | { readonly kind: 'refused'; readonly why: Bilingual; readonly money: boolean };

/** Which build answers and where it sends payments, as read just now. */
export type RouteFacts = {
  readonly fingerprint: string | null;
  /** Why the fingerprint is not known; null when it is, or when the target names no source for it. */
  readonly fingerprintProblem: Bilingual | null;
  readonly attestation: AttestationFacts;
  readonly readAtMs: number;
};

/** What the tester's account holds, as read just now with the page's session. */
export type AccountFacts =
  | { readonly kind: 'none' }
  | { readonly kind: 'unread'; readonly why: Bilingual }
  | {
      readonly kind: 'read';
      readonly holdsNothing: boolean;
      /** What it holds, as JSON, clipped. */
      readonly held: string;
      /** The value that a decline must leave as it was, as canonical JSON; null: the target compares none. */
      readonly unchanged: string | null;
    };

/** The proof that a canary left: one-use, for this run, session, route and deployment alone. */
export type CanaryProof = {
  readonly proof: string;
  readonly state: 'made' | 'used' | 'void';
  /** The canary's own payment. */
  readonly madeBy: string;
  /** The payment that used it; null while unused. */
  readonly usedBy: string | null;
  readonly madeAtMs: number;
  readonly target: string;
  readonly session: string;
  readonly route: string;
  readonly deployment: string;
  readonly maxKrw: bigint;
};

/** What a large payment may be armed with. */
export type ArmFacts = {
  readonly proofs: readonly CanaryProof[];
  /** This browser context. */
  readonly session: string;
  /** How this payment would go: gateway, merchant, card family. Null: not known well enough to compare. */
  readonly route: string | null;
  /** Fingerprint and configuration of the build that answers. Null: not known well enough to compare. */
  readonly deployment: string | null;
  /** This payment once its INTENT is written; null before. */
  readonly own: string | null;
};

export type IntentFacts = {
  readonly target: Target;
  readonly nowMs: number;
  readonly book: BookFacts;
  readonly route: RouteFacts;
  /** The same as it was when this payment began; null at the first look. */
  readonly routeBefore: RouteFacts | null;
  readonly account: AccountFacts;
  readonly arm: ArmFacts;
  readonly environment: Environment;
  /** Null when no test key is set or the kind is not known. */
  readonly gateway: GatewayFacts | null;
  /** Payments of this run whose INTENT came before, in order. */
  readonly payments: readonly PaymentSoFar[];
  readonly page: PageEvidence;
};

/** What may stop a payment: one file in guards/, one line in guards/index.ts. Hooks are named by their moment. */
export type Guard = {
  readonly name: string;
  readonly layer: GuardLayer;
  readonly summary: Bilingual;
  /** Whether there is anything to guard in this plan. Left out: always. The answer is shown before the first step. */
  appliesTo?(plan: Plan): GuardApplies;
  /** Before the run: the plan as it was written. */
  onLoad?(plan: Plan, facts: LoadFacts): GuardAnswer | Promise<GuardAnswer>;
  /** Before a press, and once more when INTENT is on disk. Pure: judges the facts alone. */
  onIntent?(intent: PaymentIntent, facts: IntentFacts): GuardAnswer | Promise<GuardAnswer>;
};

export type GuardApplies = { readonly applies: true } | { readonly applies: false; readonly reason: Bilingual };

/** Names the shape of a guard; nothing else. */
export function defineGuard(guard: Guard): Guard {
  return guard;
}

export const allowed: GuardAnswer = { allowed: true };

/** A refusal. */
export function refuse(text: Bilingual, facts: { readonly money: boolean }): GuardAnswer {
  return { allowed: false, text, money: facts.money };
}
