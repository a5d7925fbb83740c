import type { PlannedSection, RunEvent } from '../../../runner/model/event.ts';
import type { GuardState, StandingHalt, StandingTicket } from '../../../runner/model/money-event.ts';
import type { PaymentState } from '../../../runner/model/payment.ts';
import { finished, opened, planned, started } from './run-events.ts';

/** The night of the light aircraft: a decline was declared, 200,000,000 KRW were approved, taken back, and stand as a ticket. */

const pay: PlannedSection = {
  id: 'PAY',
  title: '결제',
  needs: [],
  steps: [
    planned('PAY-01', '작은 결제는 승인되고 취소된다', 32, { severity: 'critical', effect: 'money' }),
    planned('PAY-02', '한도를 넘는 결제는 거절된다', 40, { severity: 'critical', effect: 'money' }),
    planned('PAY-03', '간편결제 화면이 보인다', 46, { effect: 'money' }),
  ],
};

const armed = (layer: string, guard: string, reason: GuardState['reason'] = null): GuardState => {
  return { guard, layer, state: reason === null ? 'armed' : 'not-applicable', reason };
};
const moved = (payment: string, step: string, state: PaymentState, facts: { readonly [key: string]: string } = {}): RunEvent => {
  return { kind: 'payment.moved', payment, step, state, facts };
};

const halt: StandingHalt = {
  halt: 'halt-4d1',
  at: '2026-11-21T15:31:09.000Z',
  runId: '20261122-003000-k3m9qa',
  payment: 'pay-2',
  message: { ko: '거절되어야 할 200,000,000원이 승인되었습니다(PAY-02).', en: 'KRW 200,000,000 that had to be declined were approved (PAY-02).' },
};
const ticket: StandingTicket = {
  ticket: 'T-20261122-7K3M',
  state: 'VERIFIED',
  openedAt: '2026-11-21T15:31:09.000Z',
  runId: '20261122-003000-k3m9qa',
  payment: 'pay-2',
  orderId: 'ORDER-0002',
  amountKrw: '200000000',
  gateway: 'toss',
  complete: true,
  mail: 'sent',
  next: { ko: 'postflight tickets close T-20261122-7K3M', en: 'postflight tickets close T-20261122-7K3M' },
};
const older: StandingTicket = {
  ...ticket,
  ticket: 'T-20261120-A9P4',
  state: 'OPEN',
  openedAt: '2026-11-19T15:40:00.000Z',
  runId: '20261119-153000-aaaaaa',
  payment: 'pay-9',
  orderId: '',
  amountKrw: '39000',
  complete: false,
  mail: 'unsent',
  next: {
    ko: '맡을 사람: postflight tickets ack T-20261120-A9P4 --person 이름',
    en: 'Somebody takes it: postflight tickets ack T-20261120-A9P4 --person NAME',
  },
};
const lifted = { halt: 'halt-3c9', at: '2026-11-21T02:00:00.000Z', person: '박민호', reason: 'PG 콘솔에서 전액 취소를 확인함' };

export const moneyRun: readonly { readonly seconds: number; readonly event: RunEvent }[] = [
  { seconds: 0, event: opened([pay]) },
  { seconds: 0.5, event: { kind: 'money.standing', at: 'start', halts: [], lifted: [lifted], tickets: [older] } },
  {
    seconds: 0.6,
    event: {
      kind: 'guards.armed',
      guards: [
        armed('L0', 'decline-source'),
        armed('L1', 'test-card'),
        armed('L2', 'network-wall'),
        armed('L3', 'page-mode'),
        armed('L4', 'attestation', { ko: '대상에 attestation이 없습니다.', en: 'The target names no attestation.' }),
        armed('L5', 'canary'),
        armed('L7', 'confirm-gate'),
      ],
    },
  },
  { seconds: 1, event: { kind: 'target.identified', at: 'start', fingerprint: 'v2.14.0', source: 'https://shop.example/version' } },
  { seconds: 1.2, event: { kind: 'section.started', section: 'PAY', track: 1 } },
  { seconds: 1.3, event: started('PAY', 'PAY-01') },
  { seconds: 2, event: moved('pay-1', 'PAY-01', 'PLANNED', { amountKrw: '1349' }) },
  { seconds: 2.1, event: moved('pay-1', 'PAY-01', 'INTENT', { card: 'unissuable-approved', canary: 'yes' }) },
  { seconds: 2.2, event: moved('pay-1', 'PAY-01', 'CLICKED') },
  { seconds: 3, event: moved('pay-1', 'PAY-01', 'VERIFIED_APPROVED', { ledgerOrderId: 'ORDER-0001', ledgerAmountKrw: '1349' }) },
  { seconds: 3.5, event: moved('pay-1', 'PAY-01', 'VERIFIED_CANCELLED') },
  { seconds: 3.6, event: { kind: 'canary.proof', proof: 'proof-1', state: 'made', payment: 'pay-1', facts: { route: 'toss', maxKrw: '300000000' } } },
  { seconds: 3.7, event: finished('PAY', 'PAY-01') },
  { seconds: 4, event: started('PAY', 'PAY-02') },
  { seconds: 4.1, event: { kind: 'network.refused', step: 'PAY-02', by: 'proxy', host: 'pay.live-gateway.example', what: 'CONNECT :443', message: { ko: '목록에 없는 호스트라 막았습니다.', en: 'Refused: the host is not listed.' } } },
  { seconds: 4.2, event: { kind: 'network.refused', step: 'PAY-02', by: 'proxy', host: 'pay.live-gateway.example', what: 'CONNECT :443', message: { ko: '목록에 없는 호스트라 막았습니다.', en: 'Refused: the host is not listed.' } } },
  { seconds: 4.3, event: { kind: 'network.refused', step: null, by: 'recorded', host: 'cdn.analytics.example', what: 'GET /a.js', message: { ko: '목록에 없지만 내보냈습니다.', en: 'Not listed, let out.' } } },
  { seconds: 4.4, event: moved('pay-2', 'PAY-02', 'PLANNED', { amountKrw: '200000000' }) },
  { seconds: 4.5, event: { kind: 'canary.proof', proof: 'proof-1', state: 'used', payment: 'pay-2', facts: { step: 'PAY-02' } } },
  { seconds: 4.6, event: moved('pay-2', 'PAY-02', 'ARMED', { proof: 'proof-1' }) },
  { seconds: 4.7, event: moved('pay-2', 'PAY-02', 'INTENT', { card: 'unissuable-over-limit', expect: 'declined' }) },
  { seconds: 4.8, event: moved('pay-2', 'PAY-02', 'CLICKED') },
  { seconds: 5, event: moved('pay-2', 'PAY-02', 'AUTHENTICATED', { paymentKey: 'tviva20261122' }) },
  { seconds: 5.1, event: moved('pay-2', 'PAY-02', 'RELEASED') },
  { seconds: 6, event: moved('pay-2', 'PAY-02', 'SEEN_UNKNOWN', { orderId: 'ORDER-0002' }) },
  { seconds: 6.2, event: moved('pay-2', 'PAY-02', 'VERIFIED_APPROVED', { ledgerAmountKrw: '200000000' }) },
  { seconds: 6.3, event: { kind: 'guard.tripped', guard: 'payment-outcome', step: 'PAY-02', money: true, message: halt.message } },
  { seconds: 6.4, event: moved('pay-2', 'PAY-02', 'CANCEL_INTENT') },
  { seconds: 6.5, event: moved('pay-2', 'PAY-02', 'CANCEL_SENT', { cancelKind: 'done', cancelHttp: '200' }) },
  { seconds: 6.9, event: moved('pay-2', 'PAY-02', 'VERIFIED_CANCELLED') },
  { seconds: 7, event: finished('PAY', 'PAY-02', { status: 'failed', failure: { message: halt.message, at: planned('x', 'x', 40).at } }) },
  { seconds: 7.1, event: moved('pay-3', 'PAY-03', 'PLANNED', { renderOnly: 'true', amountKrw: '39000' }) },
  { seconds: 7.2, event: finished('PAY', 'PAY-03') },
  { seconds: 7.3, event: { kind: 'section.finished', section: 'PAY', durationMs: 6000 } },
  { seconds: 7.4, event: { kind: 'target.identified', at: 'end', fingerprint: 'v2.14.1', source: 'https://shop.example/version' } },
  {
    seconds: 7.5,
    event: {
      kind: 'network.compared',
      hosts: [
        { host: 'shop.example', allowed: true, byProxy: 41, byListeners: 41 },
        { host: 'cdn.analytics.example', allowed: false, byProxy: 1, byListeners: 0 },
      ],
      missing: [{ host: 'cdn.analytics.example', seenBy: 'proxy', notSeenBy: 'listeners' }],
    },
  },
  { seconds: 7.6, event: { kind: 'money.standing', at: 'end', halts: [halt], lifted: [], tickets: [older, ticket] } },
];
