import type { Bilingual } from '../base/bilingual.ts';

type Which = { readonly payment: string; readonly step: string; readonly order: string };
type Found = Which & { readonly status: string; readonly amount: string };

const who = {
  ko: ({ payment, step, order }: Which): string => `결제 ${payment}(단계 ${step}, 주문번호 ${order})`,
  en: ({ payment, step, order }: Which): string => `Payment ${payment} (step ${step}, order ${order})`,
};

/** What is found when a payment is looked at again. */
export const text = {
  cancelUnfinished: (which: Which): Bilingual => ({
    ko: `${who.ko(which)}의 취소가 끝까지 확인되지 않았습니다.`,
    en: `${who.en(which)} was being cancelled, and nobody has seen that end.`,
  }),
  silent: ({ why, ...which }: Which & { why: Bilingual }): Bilingual => ({
    ko: `${who.ko(which)}이 어떻게 끝났는지 원장에 물어보지 못했습니다. ${why.ko}`,
    en: `${who.en(which)}: the ledger could not be asked how it ended. ${why.en}`,
  }),
  suspects: ({ keys, ...which }: Which & { keys: string }): Bilingual => ({
    ko: `${who.ko(which)}: 같은 금액과 시각의 거래가 원장에 있는데 이 결제의 것인지 알 수 없습니다(${keys}). 사람이 확인해야 합니다.`,
    en: `${who.en(which)}: the ledger has transactions of this amount and time, and nothing says whether they are this payment's (${keys}). A person must look.`,
  }),
  elsewhere: (which: Which): Bilingual => ({
    ko: `${who.ko(which)}: 화면은 승인되었다고 했지만 테스트 원장에 없습니다. 운영 원장에서 승인되었을 수 있습니다.`,
    en: `${who.en(which)}: the page said approved, and the test ledger does not have it. It may have been approved in the live ledger.`,
  }),
  mayCome: (which: Which): Bilingual => ({
    ko: `${who.ko(which)}: 아직 승인되지 않았지만 승인 가능 시간(10분)이 지나지 않았습니다.`,
    en: `${who.en(which)} is not approved, but the shop may still confirm it until its 10 minutes are over.`,
  }),
  approved: ({ status, amount, ...which }: Found): Bilingual => ({
    ko: `${who.ko(which)}이 승인되어 있습니다: ${amount}, 원장 상태 ${status}.`,
    en: `${who.en(which)} is approved: ${amount}, ledger status ${status}.`,
  }),
  unlike: ({ status, ...which }: Found): Bilingual => ({
    ko: `${who.ko(which)}: 화면은 승인되었다고 했지만 원장은 ${status}입니다.`,
    en: `${who.en(which)}: the page said approved, the ledger says ${status}.`,
  }),
  ended: ({ state, runId, ...which }: Which & { state: string; runId: string }): Bilingual => ({
    ko: `실행 ${runId}의 ${who.ko(which)}: ${state}.`,
    en: `Run ${runId}: ${who.en(which)} is ${state}.`,
  }),
  comeBack: ({ minutes }: { minutes: number }): Bilingual => ({
    ko: `아직 확실하지 않습니다. ${minutes}분 뒤에 \`postflight settle\`을 다시 실행하세요.`,
    en: `Not yet sure: run \`postflight settle\` again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  }),
  comeBackWhenAnswering: (): Bilingual => ({
    ko: '아직 확실하지 않습니다. 결제사가 답할 때 `postflight settle`을 다시 실행하세요.',
    en: 'Not yet sure: run `postflight settle` again when the gateway answers.',
  }),
  moneyWrong: ({ halts, tickets }: { halts: readonly string[]; tickets: readonly string[] }): Bilingual => ({
    ko: `돈에 문제가 있습니다. 정지: ${halts.join(', ') || '—'}. 열린 환불 티켓: ${tickets.join(', ') || '—'}. 이 대상의 결제 단계는 실행되지 않습니다.`,
    en: `Something is wrong with money. Halts: ${halts.join(', ') || '—'}. Open refund tickets: ${tickets.join(', ') || '—'}. Payment steps on this target do not run.`,
  }),
  lookedAt: ({ target, outcome }: { target: string; outcome: 'clean' | 'money' | 'unsure' }): Bilingual => {
    const ko = { clean: '이상 없음', money: '돈에 문제 있음', unsure: '아직 확실하지 않음' }[outcome];
    const en = { clean: 'all ended', money: 'something is wrong', unsure: 'not yet sure' }[outcome];
    return { ko: `대상 ${target}의 결제: ${ko}`, en: `Payments on target ${target}: ${en}` };
  },
  busy: (): Bilingual => ({
    ko: '다른 프로세스가 지금 이 대상에서 결제하거나 정산하고 있습니다. 끝난 뒤 다시 실행하세요.',
    en: 'Another process is paying or settling on this target just now. Run again when it is done.',
  }),
  allEnded: (): Bilingual => ({
    ko: '열려 있는 결제가 없습니다.',
    en: 'No payment is open.',
  }),
} as const;
