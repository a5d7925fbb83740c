import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../runner/base/clock.ts';
import { createGateProvider } from '../../runner/engine/gate-provider.ts';
import { environmentRedactor } from '../../runner/engine/secrets.ts';
import { openJournal } from '../../runner/journal/store.ts';
import type { Guard } from '../../runner/model/guard.ts';
import type { PaymentGate } from '../../runner/model/payment.ts';
import type { Target } from '../../runner/model/target.ts';
import { startGateway } from './gateway-window.ts';
import { planOf, target as demo } from './payment-world.ts';
import { routeWall } from './route-wall.ts';
import { attestationKey, keyOf, wiredShop, type Wiring } from './wired-shop.ts';
import { run, startBench, type Bench } from './word-bench.ts';
import { fakeGate } from './fake-gate.ts';

/** Which layers stand: the guards that are asked, and whether a redirect can be held. */
export type Standing = { readonly guards: readonly Guard[]; readonly canHold: boolean };

export type Paid = {
  readonly liveKrw: number;
  readonly testApprovals: number;
  /** What stopped each of the two payments, canary and large; null: it went through. */
  readonly stopped: readonly (string | null)[];
};

/** A shop of one page and the demo's gateway, in front of a real browser; the caller closes them. */
export async function startMoneyShop() {
  const [bench, gateway] = await Promise.all([startBench(), startGateway()]);
  const folder = mkdtempSync(join(tmpdir(), 'postflight-layers-'));
  const target = targetOf(bench.url, gateway.url);
  return {
    pay: async (wiring: Wiring, standing: Standing): Promise<Paid> => {
      await gateway.control.reset();
      await gateway.control.turn(wiring.knobs);
      bench.serve(wiredShop(wiring, { shopUrl: bench.url, gatewayUrl: gateway.url }));
      const before = await gateway.control.meters();
      const stopped = await payTwice(bench, { wiring, standing, target, folder: mkdtempSync(join(folder, 'run-')) });
      const after = await gateway.control.meters();
      return {
        liveKrw: after.live.approvedKrw - before.live.approvedKrw,
        testApprovals: after.test.approvals - before.test.approvals,
        stopped,
      };
    },
    close: async (): Promise<void> => {
      await bench.close();
      gateway.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function targetOf(shopUrl: string, gatewayUrl: string): Target {
  return {
    ...demo,
    baseUrl: shopUrl,
    allowedHosts: [new URL(gatewayUrl).host],
    account: { path: '/holdings', holdsNothing: 'savedCards', unchanged: null },
    gateway: {
      kind: 'toss',
      baseUrl: gatewayUrl,
      secretKeyName: 'TOSS_TEST_KEY',
      lane: 'sandbox',
      ceilings: { stepKrw: 3_000_000n, runKrw: 5_000_000n, hourKrw: null, hourCount: null },
      merchantId: null,
      attestation: { path: '/attestation', publicKey: attestationKey },
      canaryFromKrw: 1_000_000n,
      confirmPath: '/success',
    },
  };
}

const approved = { card: 'unissuable-approved', expect: 'approved' } as const;
const declined = {
  card: 'unissuable-over-limit',
  expect: 'declined',
  decline: { source: 'magic-card', code: 'REJECT_CARD_PAYMENT' },
} as const;

type Setting = {
  readonly wiring: Wiring;
  readonly standing: Standing;
  readonly target: Target;
  readonly folder: string;
};

/** A canary and a large payment in one session, as a section would make them. */
async function payTwice(bench: Bench, { wiring, standing, target, folder }: Setting): Promise<(string | null)[]> {
  const { guards, canHold } = standing;
  const journal = openJournal(join(folder, 'journal.sqlite'), {
    clock: systemClock,
    redactor: environmentRedactor({}),
  });
  const plan = { ...planOf([]), target };
  const world = { journal, runId: 'run-1', plan, clock: systemClock, env: {}, lockFolder: folder, guards };
  const gates = createGateProvider({ ...world, secrets: { get: () => keyOf('test', 'sk') } });
  const made: { gate: PaymentGate | null } = { gate: null };
  const passOn = fakeGate((intent, press) => made.gate?.pay(intent, press) ?? Promise.reject(new Error('no gate')));
  const bare = await bench.world('', { gate: passOn, target, budgetMs: 60_000 });
  const context = bare.page.context();
  gates.watch(context, canHold ? await routeWall(context) : null);
  made.gate = gates.gateFor(bare.page, () => 30_000);
  const stopped: (string | null)[] = [];
  for (const [id, amount, canary] of [
    ['PAY-01', 1_234, true],
    ['PAY-02', 2_000_000, false],
  ] as const) {
    await bare.page.goto(`${bench.url}/checkout?amount=${amount}`);
    const expected = wiring.isOverLimit && !canary ? declined : approved;
    const step = { ...bare, step: { ...bare.step, id } };
    stopped.push(await run(step, 'submit-payment', { amount, canary, ...expected }).then(() => null, String));
  }
  await context.close();
  journal.close();
  return stopped;
}
