import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { barePlan } from '../../../tests/kit/bare-plan.ts';
import { startGateway } from '../../../tests/kit/gateway-window.ts';
import { runCommand } from '../../../tests/kit/run-command.ts';
import { systemClock } from '../../base/clock.ts';
import { createRedactor } from '../../base/redact.ts';
import { targetLock } from '../../engine/locks.ts';
import { openedEvent } from '../../engine/plan.ts';
import { acquireLock } from '../../journal/lock.ts';
import { openJournal } from '../../journal/store.ts';
import type { PaymentState } from '../../model/payment.ts';
import { openTargetBook } from '../../payment/book.ts';
import { move } from '../../payment/write.ts';
import { haltCommand } from './halt.ts';
import { settleCommand } from './settle.ts';

const env = { POSTFLIGHT_SECRET_TOSS_TEST_KEY: 'test_sk_demo_sandbox' };
const runId = '20261122-003000-aaaaaa';

/** A team's folder with one target, and its gateway. */
async function project(t: TestContext) {
  const gateway = await startGateway();
  const folder = mkdtempSync(join(tmpdir(), 'postflight-settle-'));
  mkdirSync(join(folder, 'targets'));
  const lines = `kind: toss, base-url: "${gateway.url}", secret-key: TOSS_TEST_KEY, lane: sandbox`;
  const target = `target: the shop\nbase-url: http://127.0.0.1:9\ngateway: { ${lines}, ceilings: { step: 1000, run: 1000 } }\n`;
  writeFileSync(join(folder, 'targets/shop.yaml'), target);
  t.after(() => {
    gateway.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (environment: NodeJS.ProcessEnv) => ({ folder, env: environment });
  return {
    folder,
    settle: (args: readonly string[] = [], environment: NodeJS.ProcessEnv = env) =>
      runCommand(settleCommand, args, at(environment)),
    halt: (...args: readonly string[]) => runCommand(haltCommand, args, at(env)),
  };
}

async function leaveAt(folder: string, states: readonly PaymentState[]): Promise<void> {
  const file = join(folder, '.postflight/journal.sqlite');
  const journal = openJournal(file, { clock: systemClock, redactor: createRedactor() });
  const book = openTargetBook({ journal, targetId: 'shop', clock: systemClock });
  journal.append(runId, openedEvent(barePlan(), { version: '0.0.0', door: 'run' }));
  book.reserve({ runId, payment: 'pay-1', step: 'PAY-01', amountKrw: 500n }, { hourKrw: null, hourCount: null });
  const facts = { amountKrw: '500', card: 'unissuable-over-limit', expect: 'declined', orderId: 'HS-20261122-0001' };
  for (const state of states) {
    const own = state === 'SEEN_APPROVED' ? { ...facts, screen: 'approved' } : facts;
    await move({ journal, runId, book }, { payment: 'pay-1', step: 'PAY-01', state, facts: own });
  }
  journal.close();
}

test('settle says that nothing is open, before there ever was a run and after', async (t) => {
  const { settle } = await project(t);
  assert.deepEqual(await settle(), { code: 0, out: 'No payment is open.' });
  const { code, out } = await settle(['--target', 'shop']);
  assert.deepEqual([code, out.includes('all ended')], [0, true]);
});

test('settle is not sure while a press may still come, and says when to come back', async (t) => {
  const { folder, settle } = await project(t);
  await leaveAt(folder, ['PLANNED', 'INTENT', 'CLICKED']);
  const { code, out } = await settle();
  assert.equal(code, 4);
  assert.match(out, /run `postflight settle` again in 11 minutes/);
});

test('settle is not sure without the test key, and names what to set', async (t) => {
  const { settle } = await project(t);
  const { code, out } = await settle(['--target', 'shop'], {});
  assert.equal(code, 4);
  assert.match(out, /test key of target the shop is not set/);
});

test('what is wrong with money is exit 3 until a person has lifted the halt', async (t) => {
  const { folder, settle, halt } = await project(t);
  await leaveAt(folder, ['PLANNED', 'INTENT', 'CLICKED', 'SEEN_APPROVED']);
  const found = await settle();
  assert.equal(found.code, 3);
  assert.match(found.out, /a person with the merchant console/);
  assert.match(found.out, /Something is wrong with money\. Halts: halt-pay-1-unverifiable\./);
  const shown = await halt('show', '--target', 'shop');
  assert.deepEqual([shown.code, /halt-pay-1-unverifiable/.test(shown.out)], [3, true]);
  const by = ['--target', 'shop', '--person', '김점검', '--reason', 'cancelled in the console'];
  const refused = await halt('lift', ...by);
  assert.deepEqual([refused.code, /Still open: pay-1/.test(refused.out)], [2, true]);
  assert.equal((await halt('lift', ...by, '--despite-open')).code, 0);
  assert.equal((await halt('show', '--target', 'shop')).code, 0);
});

test('a halt is lifted by nobody without a name and a reason', async (t) => {
  const { halt } = await project(t);
  const { code, out } = await halt('lift', '--target', 'shop', '--person', 'kim');
  assert.deepEqual([code, /--reason/.test(out)], [2, true]);
  assert.equal((await halt('show', '--target', 'nowhere')).code, 2);
});

test('settle leaves a run in progress alone, and refuses a day that is none', async (t) => {
  const { folder, settle } = await project(t);
  await leaveAt(folder, ['PLANNED', 'INTENT']);
  const lock = acquireLock(join(folder, '.postflight/locks'), targetLock('shop'));
  const { code, out } = await settle();
  assert.deepEqual([code, /Another process/.test(out)], [4, true]);
  lock?.release();
  assert.equal((await settle()).code, 0);
  assert.equal((await settle(['--since', 'yesterday'])).code, 2);
});
