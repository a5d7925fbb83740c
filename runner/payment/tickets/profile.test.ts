import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  goodRecord,
  payment,
  paymentMoves,
  runId,
  clockedJournal,
  ticketTarget,
} from '../../../tests/kit/ticket-world.ts';
import type { GatewayRecord } from '../../model/gateway.ts';
import { buildTicket } from './build.ts';
import { profileOf } from './profile.ts';

function lacks(kind: string, record: GatewayRecord | null): readonly string[] {
  const { journal } = clockedJournal();
  journal.appendAll(runId, paymentMoves());
  const gateway = ticketTarget.gateway;
  assert.ok(gateway !== null);
  const { missing, completeness } = buildTicket({
    ticket: 'T-1',
    askedAt: '2026-11-22T00:00:00.000Z',
    target: { ...ticketTarget, gateway: { ...gateway, kind } },
    runId,
    payment,
    reason: 'unverifiable',
    events: journal.events(runId),
    record,
    approvals: [],
  });
  const musts = missing.filter(({ must }) => must).map(({ field }) => field);
  assert.equal(completeness.complete, musts.length === 0);
  return musts;
}

const good = goodRecord();
const withKey = (paymentKey: string): GatewayRecord => ({ ...good, payment: { ...good.payment, paymentKey } });

for (const [kind, record, musts] of [
  ['toss', good, []],
  ['toss', { ...good, merchantId: null }, ['merchantId']],
  ['toss', null, ['merchantId', 'paymentKey']],
  ['nice', good, []],
  ['nice', null, ['paymentKey']],
  ['inicis', withKey('x'.repeat(40)), []],
  ['inicis', withKey('x'.repeat(39)), ['paymentKey']],
  ['inicis', null, ['merchantId', 'paymentKey', 'approvedAt']],
  ['terminal', good, []],
  ['terminal', { ...good, card: null }, ['approveNo', 'installmentMonths', 'cardNumber']],
  ['terminal', null, ['approveNo', 'approvedAt', 'amountKrw', 'installmentMonths', 'cardNumber']],
] as const) {
  test(`${kind} ${record === null ? 'without a record' : ''} lacks ${musts.join(', ') || 'nothing it must have'}`, () => {
    assert.deepEqual(lacks(kind, record), musts);
  });
}

test('a gateway that we do not know is asked for what a terminal needs', () => {
  assert.deepEqual(['toss', 'nice', 'inicis', 'kakaopay', ''].map(profileOf), [
    'toss',
    'nice',
    'inicis',
    'offline',
    'offline',
  ]);
});
