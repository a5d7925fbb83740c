import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright';
import type { Bilingual } from '../base/bilingual.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import { gatewayKinds, openGateway } from '../gateways/index.ts';
import { askAtLoad } from '../guards/ask-guards.ts';
import { guards } from '../guards/index.ts';
import { scanMachine } from '../guards/machine-scan.ts';
import type { GuardState } from '../model/money-event.ts';
import type { LedgerGateway } from '../model/gateway.ts';
import type { Guard } from '../model/guard.ts';
import type { Journal } from '../model/journal.ts';
import type { PaymentGate } from '../model/payment.ts';
import type { PaymentWall } from '../model/payment-wall.ts';
import type { Plan } from '../model/plan.ts';
import { SetupError } from '../model/trouble.ts';
import { readAccount } from '../payment/account.ts';
import { openTargetBook } from '../payment/book.ts';
import { createGate } from '../payment/gate.ts';
import { holdMoneyLane } from '../payment/lane.ts';
import { openMirror } from '../payment/mirror.ts';
import { witnessContext, type PageWitness } from '../payment/page-witness.ts';
import { readRoute } from '../payment/route.ts';
import { armedGuards } from './armed-guards.ts';
import type { Secrets } from './door.ts';
import { identifyDeployment } from './identify.ts';

/** Makes the payment gate for a page of a watched session. */
export type GateProvider = {
  /**
   * Must be called before the session loads its first page; a page that was not watched cannot pay. `wall`: the network wall
   * around the session; null behind a door that has none.
   */
  watch(context: BrowserContext, wall?: PaymentWall | null): void;
  gateFor(page: Page, remainingMs: () => number): PaymentGate;
};

export type GateProviderOptions = {
  readonly journal: Journal;
  readonly runId: string;
  readonly plan: Plan;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
  /** Where this machine's locks are: one payment at a time on a target. */
  readonly lockFolder: string;
  /** Walls that no guard file stands for, for `guards.armed`. */
  readonly walls?: readonly GuardState[];
  /** Fewer guards, for the proof that no single layer stands alone. */
  readonly guards?: readonly Guard[];
};

type Watched = {
  readonly witness: { of(page: Page): PageWitness };
  readonly session: string;
  readonly wall: PaymentWall | null;
};

/** Opens what payments of this run need, and writes once which guards stand between it and real money. */
export function createGateProvider(options: GateProviderOptions): GateProvider {
  const { journal, runId, plan, clock, env, lockFolder } = options;
  const { target } = plan;
  const asked = options.guards ?? guards;
  const watched = new WeakMap<BrowserContext, Watched>();
  const book = openTargetBook({ journal, targetId: target.id, clock });
  const mirror = openMirror(target, { journal });
  const now = (): number => clock.now();
  tellArmed(options, asked);
  return {
    watch(context, wall = null) {
      watched.set(context, {
        witness: witnessContext(context),
        session: `session-${randomBytes(6).toString('hex')}`,
        wall,
      });
    },
    gateFor(page, remainingMs) {
      const context = page.context();
      const seen = watched.get(context);
      const ask = (path: string): Promise<string> => askShop(context, target.baseUrl, path);
      const world = {
        journal,
        runId,
        target,
        guards: asked,
        clock,
        page: seen?.witness.of(page) ?? unwatched,
        environment: env,
        book,
        mirror,
        holdLane: () => holdMoneyLane(lockFolder, target.id),
        readRoute: () => readRoute({ target, ask, identify: identifyDeployment, now }),
        readAccount: () => readAccount(target.account, ask),
        session: seen?.session ?? 'unwatched',
        wall: seen?.wall ?? null,
        remainingMs,
      };
      // The gateway is opened per payment: a target without one, or without its key, still runs everything else.
      const words = createGate({ ...world, gateway: null });
      return {
        ...words,
        pay: (intent, press) => createGate({ ...world, gateway: gatewayOf(options) }).pay(intent, press),
      };
    },
  };
}

/** Asks the guards about the whole plan before the run; the first refusal stops it. */
export async function loadGuards(
  plan: Plan,
  env: NodeJS.ProcessEnv,
  workingDirectory: string = process.cwd(),
): Promise<Bilingual | null> {
  const facts = { environment: env, gatewayKinds, machine: scanMachine(workingDirectory) };
  const [first] = await askAtLoad(guards, plan, facts);
  return first?.text ?? null;
}

/** Once a run: several workers of one run share its journal. */
function tellArmed({ journal, runId, plan, walls }: GateProviderOptions, asked: readonly Guard[]): void {
  journal.appendDecided(runId, (events) =>
    events.some(({ event }) => event.kind === 'guards.armed') ? [] : [armedGuards(asked, plan, walls)],
  );
}

const unwatched: PageWitness = {
  look: () => Promise.resolve({ keys: [], unread: ['the page was not watched from its start'] }),
};

/** Asks the shop with the session's cookies; a path that leads to another host is not asked. */
async function askShop(context: BrowserContext, baseUrl: string, path: string): Promise<string> {
  const url = new URL(path, baseUrl);
  if (url.origin !== new URL(baseUrl).origin) throw new Error(`${path} leads away from the shop`);
  const answer = await context.request.get(url.href, { timeout: limits.routeReadMs, maxRedirects: 0 });
  if (!answer.ok()) throw new Error(`${url.pathname}: HTTP ${answer.status()}`);
  return answer.text();
}

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
