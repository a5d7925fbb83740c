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

export type IntentFacts = {
  readonly target: Target;
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
  /** Before the run: the plan as it was written. */
  onLoad?(plan: Plan, facts: LoadFacts): GuardAnswer | Promise<GuardAnswer>;
  /** Before a press, and once more when INTENT is on disk. Pure: judges the facts alone. */
  onIntent?(intent: PaymentIntent, facts: IntentFacts): GuardAnswer | Promise<GuardAnswer>;
};

/** Names the shape of a guard; nothing else. */
export function defineGuard(guard: Guard): Guard {
  return guard;
}

export const allowed: GuardAnswer = { allowed: true };

/** A refusal. */
export function refuse(text: Bilingual, facts: { readonly money: boolean }): GuardAnswer {
  return { allowed: false, text, money: facts.money };
}
