import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryJournal } from '../../tests/kit/memory-journal.ts';
import { paymentStates } from '../model/payment.ts';
import type { PaymentState } from '../model/payment.ts';
import { openPayments } from './open-payments.ts';
import { paymentRecords, toPaymentsSoFar } from './records.ts';

function eventsOf(...states: readonly PaymentState[]) {
  const journal = createMemoryJournal();
  for (const state of states) {
    const facts = state === 'INTENT' ? { amountKrw: '39000' } : { [state]: 'yes' };
    journal.append('run-1', { kind: 'payment.moved', payment: 'pay-1', step: 'PAY-01', state, facts });
  }
  return journal.events('run-1');
}

test('a payment is open from its intent until a verified end', () => {
  const open = paymentStates.filter(
    (state) => openPayments('run-1', eventsOf('PLANNED', 'INTENT', state)).length === 1,
  );
  const ended = paymentStates.filter((state) => !open.includes(state));
  assert.deepEqual(ended, [
    'PLANNED',
    'ARMED',
    'VERIFIED_DECLINED',
    'VERIFIED_APPROVED',
    'VERIFIED_ABSENT',
    'VERIFIED_CANCELLED',
  ]);
  assert.deepEqual(openPayments('run-1', eventsOf('PLANNED')), []);
  assert.deepEqual(openPayments('run-1', []), []);
});

test('a run that died after the click says truthfully that a payment may be open', () => {
  const [open] = openPayments('run-1', eventsOf('PLANNED', 'INTENT', 'CLICKED'));
  assert.match(
    open?.message.en ?? '',
    /A payment of run run-1 may be open: step PAY-01, 39000 KRW, .*last state CLICKED, order unknown/,
  );
  assert.match(open?.message.ko ?? '', /실행 run-1의 결제 하나가/);
});

test('records keep every fact of a payment in order', () => {
  const [record] = paymentRecords(eventsOf('PLANNED', 'INTENT', 'CLICKED'));
  assert.deepEqual(record?.facts, { PLANNED: 'yes', amountKrw: '39000', CLICKED: 'yes' });
  assert.equal(record?.firstSeq, 0);
  assert.equal(record?.intentAt, '2026-11-22T00:00:00.001Z');
});

test('only payments with an intent count as attempted, and an unreadable amount is no amount', () => {
  assert.deepEqual(toPaymentsSoFar(paymentRecords(eventsOf('PLANNED'))), []);
  const journal = createMemoryJournal();
  for (const amountKrw of ['12', '-12', '1e3', '', '999999999999999999999999']) {
    journal.append('r', {
      kind: 'payment.moved',
      payment: `p${amountKrw}`,
      step: 's',
      state: 'INTENT',
      facts: { amountKrw },
    });
  }
  const amounts = toPaymentsSoFar(paymentRecords(journal.events('r'))).map((payment) => payment.amountKrw);
  assert.deepEqual(amounts, [12n, null, null, null, null]);
});
