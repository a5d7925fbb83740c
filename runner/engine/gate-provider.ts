import type { BrowserContext, Page } from 'playwright';
import type { Bilingual } from '../base/bilingual.ts';
import type { Clock } from '../base/clock.ts';
import { gatewayKinds, openGateway } from '../gateways/index.ts';
import { askAtLoad } from '../guards/ask-guards.ts';
import { guards } from '../guards/index.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import type { Journal } from '../model/journal.ts';
import type { PaymentGate } from '../model/payment.ts';
import type { Plan } from '../model/plan.ts';
import { SetupError } from '../model/trouble.ts';
import { createGate } from '../payment/gate.ts';
import { witnessContext, type PageWitness } from '../payment/page-witness.ts';
import type { Secrets } from './door.ts';

/** Makes the payment gate for a page of a watched session. */
export type GateProvider = {
  /** Must be called before the session loads its first page; a page that was not watched cannot pay. */
  watch(context: BrowserContext): void;
  gateFor(page: Page, remainingMs: () => number): PaymentGate;
};

export type GateProviderOptions = {
  readonly journal: Journal;
  readonly runId: string;
  readonly plan: Plan;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
};

export function createGateProvider(options: GateProviderOptions): GateProvider {
  const { journal, runId, plan, clock, env } = options;
  const witnesses = new WeakMap<BrowserContext, { of(page: Page): PageWitness }>();
  return {
    watch(context) {
      witnesses.set(context, witnessContext(context));
    },
    gateFor(page, remainingMs) {
      const witness = witnesses.get(page.context())?.of(page) ?? unwatched;
      return {
        // The gateway is opened per payment: a target without one, or without its key, still runs everything else.
        pay: (intent, press) =>
          createGate({
            journal,
            runId,
            target: plan.target,
            gateway: gatewayOf(options),
            guards,
            clock,
            page: witness,
            environment: env,
            remainingMs,
          }).pay(intent, press),
      };
    },
  };
}

/** Asks the guards about the whole plan before the run; the first refusal stops it. */
export async function loadGuards(plan: Plan, env: NodeJS.ProcessEnv): Promise<Bilingual | null> {
  const [first] = await askAtLoad(guards, plan, { environment: env, gatewayKinds, machine: { liveKeys: [], unread: [] } });
  return first?.text ?? null;
}

const unwatched: PageWitness = {
  look: () => Promise.resolve({ keys: [], unread: ['the page was not watched from its start'] }),
};

function gatewayOf({ plan, secrets }: GateProviderOptions): LedgerGateway | null {
  const { gateway } = plan.target;
  if (gateway === null) return null;
  let key: string;
  try {
    key = secrets.get(gateway.secretKeyName);
  } catch (error) {
    // Without its key the guard sandbox-lane refuses and names the variable to set.
    if (error instanceof SetupError) return null;
    throw error;
  }
  return openGateway(gateway, key);
}
