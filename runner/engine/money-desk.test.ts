import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { barePlan } from '../../tests/kit/bare-plan.ts';
import { startGateway } from '../../tests/kit/gateway-window.ts';
import { systemClock } from '../base/clock.ts';
import { createRedactor } from '../base/redact.ts';
import { openJournal } from '../journal/store.ts';
import type { Target } from '../model/target.ts';
import { openTargetBook } from '../payment/book.ts';
import { paymentRecords } from '../payment/records.ts';
import { move } from '../payment/write.ts';
import { keyPlaces } from '../sign/key-places.ts';
import { makeSigner } from '../sign/state.ts';
import { frozenTarget, openMoneyDesk } from './money-desk.ts';
import { openedEvent } from './plan.ts';
import { recoverRuns } from './recover.ts';

const runId = '20261122-003000-aaaaaa';
const orderId = 'HS-20261122-0001';
const env = { POSTFLIGHT_SECRET_TOSS_TEST_KEY: 'test_sk_demo_sandbox' };

/** A journal with a run that was killed after a press which should have been declined and was approved. */
async function killedRun(t: TestContext, environment: NodeJS.ProcessEnv = env) {
  const gateway = await startGateway();
  const folder = mkdtempSync(join(tmpdir(), 'postflight-desk-'));
  const redactor = createRedactor([]);
  const journal = openJournal(join(folder, 'journal.sqlite'), { clock: systemClock, redactor });
  t.after(() => {
    gateway.close();
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const plan = planAt(gateway.url);
  journal.append(runId, openedEvent(plan, { version: '0.0.0', door: 'run' }));
  const book = openTargetBook({ journal, targetId: 'shop', clock: systemClock });
  const [payment, step] = ['pay-1', plan.sections[0]?.steps[0]?.id ?? ''];
  const facts = { amountKrw: '59000', card: 'unissuable-approved', expect: 'declined' };
  book.reserve({ runId, payment, step, amountKrw: 59_000n }, { hourKrw: null, hourCount: null });
  for (const state of ['PLANNED', 'INTENT', 'CLICKED', 'SEEN_UNKNOWN'] as const) {
    const own = state === 'INTENT' ? facts : state === 'SEEN_UNKNOWN' ? { screen: 'unknown', orderId } : {};
    await move({ journal, runId, book }, { payment, step, state, facts: own });
  }
  const lockFolder = join(folder, 'locks');
  const money = openMoneyDesk({ journal, lockFolder, clock: systemClock, env: environment, redactor });
  const signer = makeSigner(keyPlaces(folder), {}, systemClock);
  const recovery = { journal, reports: join(folder, 'reports'), lockFolder, signer, redactor, money };
  return { gateway, journal, book, recovery, state: () => paymentRecords(journal.events(runId))[0]?.state };
}

function planAt(gatewayUrl: string) {
  const bare = barePlan();
  const text = `target: the shop
base-url: http://127.0.0.1:9
gateway:
  kind: toss
  base-url: ${gatewayUrl}
  secret-key: TOSS_TEST_KEY
  lane: sandbox
  ceilings: { step: 300000000, run: 500000000 }
`;
  const source: Target['source'] = { ...bare.target.source, text };
  return { ...bare, target: { ...bare.target, source } };
}

async function charge(gatewayUrl: string): Promise<void> {
  const post = async (path: string, body: object): Promise<Response> => {
    const authorization = `Basic ${Buffer.from('test_sk_demo_sandbox:').toString('base64')}`;
    const headers = { 'content-type': 'application/json', authorization };
    return fetch(gatewayUrl + path, { method: 'POST', headers, body: JSON.stringify(body) });
  };
  const session = {
    clientKey: 'test_ck_demo_sandbox',
    customerKey: 'ANONYMOUS',
    method: 'CARD',
    amount: { currency: 'KRW', value: 59_000 },
    orderId,
    orderName: 'x',
    successUrl: 'http://127.0.0.1:9/ok',
    failUrl: 'http://127.0.0.1:9/fail',
  };
  const form = { expiry: '1230', password: '12', birth: '900101', installment: 0, agreed: true };
  const opened = /"url":"([^"]+)"/.exec(await (await post('/v2/sessions', session)).text())?.[1] ?? '';
  const proved = await (await post(`${opened}/pay`, { number: '5365100000000000', ...form })).text();
  const paymentKey = /paymentKey=([^&"]+)/.exec(proved)?.[1] ?? '';
  const confirmed = await post('/v1/payments/confirm', { paymentKey, orderId, amount: 59_000 });
  assert.equal(confirmed.status, 200);
}

test('recovering a killed run settles its payment first, and its report tells the truth', async (t) => {
  const { gateway, journal, book, recovery, state } = await killedRun(t);
  await charge(gateway.url);
  const [found] = await recoverRuns(recovery);
  assert.ok(found?.kind === 'closed', JSON.stringify(found));
  assert.equal(state(), 'VERIFIED_CANCELLED');
  assert.equal(await gateway.statusOf(orderId), 'CANCELED');
  assert.deepEqual([found.finished.doc.verdict, found.finished.doc.exitCode], ['NO-GO', 3]);
  assert.deepEqual(found.payments, []);
  const kinds = journal.events(runId).map(({ event }) => event.kind);
  assert.ok(kinds.indexOf('money.standing') < kinds.indexOf('run.closed'));
  assert.equal(kinds.at(-1), 'run.closed', 'everything about money stands before the end');
  assert.equal(book.entries().halts.length, 1);
});

test('without its test key a killed run is closed all the same, and its payment is told as open', async (t) => {
  const { recovery, state, book } = await killedRun(t, {});
  const [found] = await recoverRuns(recovery);
  assert.ok(found?.kind === 'closed');
  assert.equal(found.payments.length, 1);
  assert.notEqual(found.finished.doc.verdict, 'GO');
  assert.equal(state()?.startsWith('VERIFIED_'), false);
  assert.equal(book.hasOpen(), true);
});

test('the next start settles what an earlier, closed run left open, and asks nobody when nothing is', async (t) => {
  const { gateway, recovery, state, book } = await killedRun(t);
  await charge(gateway.url);
  const target = frozenTarget(recovery.journal.events(runId), env);
  assert.ok(target !== null);
  const first = await recovery.money.settleEarlier(target);
  assert.equal(first?.outcome, 'money');
  assert.equal(state(), 'VERIFIED_CANCELLED');
  assert.equal(book.hasOpen(), false);
  assert.equal(await recovery.money.settleEarlier(target), null);
});

test('the target of a run is read as it was frozen, or not at all', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-desk-'));
  const journal = openJournal(join(folder, 'journal.sqlite'), { clock: systemClock, redactor: createRedactor([]) });
  t.after(() => {
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  journal.append(runId, openedEvent(planAt('http://127.0.0.1:4301'), { version: '0.0.0', door: 'run' }));
  const target = frozenTarget(journal.events(runId), env);
  assert.deepEqual([target?.id, target?.gateway?.baseUrl], ['shop', 'http://127.0.0.1:4301']);
  assert.equal(frozenTarget([], env), null);
});
