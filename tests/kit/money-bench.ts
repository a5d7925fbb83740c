import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openGateway } from '../../fixtures/gateway/gateway-test-kit.ts';
import { createRedactor } from '../../runner/base/redact.ts';
import { openedEvent } from '../../runner/engine/plan.ts';
import { toss } from '../../runner/gateways/toss.ts';
import { openJournal } from '../../runner/journal/store.ts';
import type { LedgerGateway } from '../../runner/model/gateway.ts';
import type { PaymentState } from '../../runner/model/payment.ts';
import type { Target } from '../../runner/model/target.ts';
import { openTargetBook, type TargetBook } from '../../runner/payment/book.ts';
import { openMirror } from '../../runner/payment/mirror.ts';
import type { MoneyWorld } from '../../runner/payment/money-world.ts';
import { paymentRecords } from '../../runner/payment/records.ts';
import { settleTarget, type SettleWish } from '../../runner/payment/settle.ts';
import { move, record } from '../../runner/payment/write.ts';
import { barePlan } from './bare-plan.ts';
import { approvedIntent, declinedIntent, target as demoTarget } from './payment-world.ts';

export type MoneyBench = ReturnType<typeof moneyBench>;
const runId = '20261121-153000-aaaaaa';

/** A journal on disk, the gateway's test ledger in this process, and one clock for both that the test owns. */
export function moneyBench(t: Pick<TestContext, 'after'>, changes: Partial<Target> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-money-'));
  const file = join(folder, 'journal.sqlite');
  const { gateway, ledger, clock, asked, pass, down } = clockedGateway();
  const journal = openJournal(file, { clock, redactor: createRedactor([]) });
  t.after(() => {
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const source = { ...demoTarget.source, sha256: 'a'.repeat(64) };
  const target: Target = { ...demoTarget, source, ...changes };
  const book = openTargetBook({ journal, targetId: target.id, clock });
  const lockFolder = join(folder, 'locks');
  const parts = { journal, runId, target, book, clock, gateway: ledger, lockFolder, wait: pass };
  const world = () => ({ ...parts, mirror: openMirror(target, { journal }) });
  return {
    ...parts,
    ...gatewayHands(gateway, ledger),
    ...journalHands(world, file),
    folder,
    file,
    gateway,
    ledger,
    asked,
    pass,
    world,
    down,
    settle: (wish: Partial<SettleWish> = {}) =>
      settleTarget(world(), { sinceMs: 0, runs: 'all', sweepFromMs: null, ...wish }),
  };
}

/** The demo's gateway in this process, and its adapter, on one clock. */
function clockedGateway() {
  const gateway = openGateway();
  const asked: string[] = [];
  let nowMs = startMs;
  let isDown = false;
  const ask = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    asked.push(`${init?.method ?? 'GET'} ${pathname}`);
    if (isDown) throw new TypeError('fetch failed');
    return gateway.app.request(pathname + search, init);
  };
  return {
    gateway,
    asked,
    ledger: toss.open({ baseUrl: 'http://127.0.0.1:4301', secretKey: 'test_sk_demo_sandbox', fetch: ask }),
    clock: { now: () => nowMs, elapsed: () => nowMs - startMs },
    pass: async (ms: number): Promise<void> => {
      nowMs += ms;
      gateway.tick(ms);
    },
    down: (value: boolean) => void (isDown = value),
  };
}

function gatewayHands(gateway: ReturnType<typeof openGateway>, ledger: LedgerGateway) {
  const wish = (orderId: string, value: number) => ({ orderId, amount: { currency: 'KRW', value } });
  return {
    /** What the gateway's test ledger says about an order. */
    ledgerStatus: async (orderId: string): Promise<string> => (await ledger.findByOrder(orderId))?.status ?? 'none',
    /** A buyer proves a card in the window, and the shop confirms or does not. */
    pay: (orderId: string, amount: number, until: 'proved' | 'confirmed') =>
      until === 'proved' ? gateway.authenticate(wish(orderId, amount)) : gateway.charge(wish(orderId, amount)),
    turn: (knobs: { readonly [name: string]: number }) => gateway.send('POST', '/__control/knobs', knobs),
  };
}

function journalHands(world: () => MoneyWorld & { readonly book: TargetBook }, file: string) {
  const { journal, target, book } = world();
  return {
    /** Opens the run whose payments follow. */
    open: () => void journal.append(runId, openedEvent({ ...barePlan(), target }, { version: '0.0.0', door: 'run' })),
    /** Takes a payment through these states, as the gate would, and stops there as if killed. */
    async go(payment: string, states: readonly Step[], expect: 'approved' | 'declined' = 'declined') {
      const { card, amountKrw } = expect === 'approved' ? approvedIntent : declinedIntent;
      const step = `PAY-${payment}`;
      for (const one of states) {
        const [state, facts] = typeof one === 'string' ? [one, {}] : one;
        if (state === 'INTENT') book.reserve({ runId, payment, step, amountKrw }, { hourKrw: null, hourCount: null });
        const own = state === 'INTENT' ? { amountKrw: String(amountKrw), card, expect, target: target.id } : {};
        await move(world(), { payment, step, state, facts: { ...own, ...facts } });
      }
      return step;
    },
    /** The gate's own alarm about a pressed payment. */
    alarm: (step: string) =>
      record(world(), [
        { kind: 'guard.tripped', guard: 'payment-outcome', step, money: true, message: { ko: '경보', en: 'alarm' } },
      ]),
    /** Changes a record behind the journal's back. */
    damage(): void {
      const database = new Database(file);
      database.exec('DROP TRIGGER events_keep_bytes');
      database.prepare(`UPDATE events SET line = replace(line, 'CLICKED', 'PLANNED') WHERE run_id = ?`).run(runId);
      database.close();
    },
    stateOf: (payment: string): PaymentState | undefined =>
      paymentRecords(journal.events(runId)).find((one) => one.payment === payment)?.state,
  };
}

export type Step = PaymentState | readonly [PaymentState, { readonly [key: string]: string }];
export const startMs = Date.parse('2026-11-22T00:30:00+09:00');
