import type { Bilingual } from '../base/bilingual.ts';

type Ended = { readonly order: string; readonly status: string; readonly screen: string; readonly code: string };

/** What the payment gate says to people. */
export const text = {
  secondPayment: ({ step }: { step: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 단계 ${step}은 이 실행에서 이미 결제를 시작했습니다. 두 번 누르면 두 번 승인될 수 있습니다. 단계 하나에는 submit-payment를 한 번만 쓰고, 다시 하려면 새로 실행하세요.`,
    en: `Payment refused: step ${step} has already begun a payment in this run, and a second press could charge twice. Use submit-payment once a step; start a new run to try again.`,
  }),
  afterAlarm: ({ step }: { step: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 이 실행의 ${step}에서 돈 경보가 울렸습니다. 그 결제를 결제사 콘솔에서 먼저 확인하고, 원인을 고친 뒤 새로 실행하세요.`,
    en: `Payment not pressed: ${step} of this run raised a money alarm. Look that payment up at the gateway first, put the cause right, then start a new run.`,
  }),
  outOfTime: (): Bilingual => ({
    ko: '결제를 누르기 전에 단계의 제한 시간이 끝나 누르지 않았습니다. 단계의 timeout을 늘리세요.',
    en: "The step's time ended before the payment was pressed, so it was not pressed. Give the step a longer timeout.",
  }),
  liveKeyUsed: ({ prefix, where }: { prefix: string; where: string }): Bilingual => ({
    ko: `결제를 누른 뒤 화면에 운영(live) 키 ${prefix}…가 나타났습니다(${where}). 테스트 원장만으로는 돈이 움직이지 않았다고 할 수 없습니다. 지금 바로 결제사 운영 콘솔에서 확인하세요.`,
    en: `After the press the page showed a live key ${prefix}… (${where}). The test ledger alone cannot say that no money moved: check the gateway's live console now.`,
  }),
  neverAsked: (): Bilingual => ({ ko: '원장에 물어보지 못했습니다', en: 'the ledger was not asked' }),
  askingBroke: ({ why }: { why: string }): Bilingual => ({
    ko: `원장에 물어보는 중 오류가 났습니다: ${why}`,
    en: `asking the ledger failed: ${why}`,
  }),
  ledgerSilent: ({ order, why }: { order: string; why: Bilingual }): Bilingual => ({
    ko: `결제가 어떻게 끝났는지 모릅니다(주문번호 ${order || '모름'}). ${why.ko} 다시 누르지 말고 결제사 콘솔에서 직접 확인하세요.`,
    en: `How the payment ended is not known (order ${order || 'unknown'}). ${why.en} Do not press again; look it up in the gateway's console.`,
  }),
  ledgerSuspect: ({ order, amount }: { order: string; amount: string }): Bilingual => ({
    ko: `화면에 주문번호가 없는데, 결제사 원장에는 같은 시각에 ${amount} 거래가 있습니다(주문번호 ${order}). 이 결제가 승인되었을 수 있습니다. 결제사 콘솔에서 확인하고 취소하세요.`,
    en: `The page showed no order number, but the gateway's ledger has a transaction of ${amount} at that time (order ${order}). This payment may have been approved. Check and cancel it in the gateway's console.`,
  }),
  approvedElsewhere: ({ order }: { order: string }): Bilingual => ({
    ko: `화면은 승인되었다고 하지만 테스트 원장에는 이 결제가 없습니다(주문번호 ${order || '모름'}). 운영 원장에서 승인되었을 수 있습니다. 지금 바로 결제사 콘솔(운영)에서 확인하고 취소하세요.`,
    en: `The page says approved, but the test ledger has no such payment (order ${order || 'unknown'}). It may have been approved in the live ledger. Check the gateway's live console now and cancel it.`,
  }),
  screenUnknown: ({ order, text: shown }: { order: string; text: string }): Bilingual => ({
    ko: `화면에서 결제 결과를 알 수 없고 원장에도 아직 없습니다(주문번호 ${order || '모름'}). 늦게 승인될 수 있으니 10분 뒤 결제사 콘솔에서 다시 확인하세요. 화면: ${shown.slice(0, 200)}`,
    en: `The page does not tell how the payment ended and the ledger does not have it yet (order ${order || 'unknown'}). It may still be approved: look again in the gateway's console in 10 minutes. Page: ${shown.slice(0, 200)}`,
  }),
  ledgerUnfinished: ({ order, status }: { order: string; status: string }): Bilingual => ({
    ko: `원장에서 결제가 아직 끝나지 않았습니다(주문번호 ${order}, ${status}). 늦게 승인될 수 있으니 10분 뒤 결제사 콘솔에서 다시 확인하세요.`,
    en: `The payment is not finished in the ledger (order ${order}, ${status}). It may still be approved: look again in the gateway's console in 10 minutes.`,
  }),
  approvedByMistake: ({ order, amount, status }: { order: string; amount: string; status: string }): Bilingual => ({
    ko: `거절되어야 할 결제가 승인되었습니다: 주문번호 ${order}, ${amount}, 원장 상태 ${status}. 다시 누르지 말고 결제사 콘솔에서 취소하세요.`,
    en: `A payment that should have been declined was approved: order ${order}, ${amount}, ledger status ${status}. Do not press again; cancel it in the gateway's console.`,
  }),
  screenAndLedgerDiffer: ({ order, status, screen, code }: Ended): Bilingual => ({
    ko: `화면과 결제사 원장이 다릅니다: 화면은 ${screen}${code && ` (${code})`}, 원장은 ${status}(주문번호 ${order}). 고객이라면 돈은 나갔는데 주문이 없거나 그 반대입니다.`,
    en: `The page and the gateway's ledger disagree: the page says ${screen}${code && ` (${code})`}, the ledger ${status} (order ${order}). A customer would be charged without an order, or the reverse.`,
  }),
  notApproved: ({ order, status, code }: Ended): Bilingual => ({
    ko: `승인되어야 할 결제가 승인 상태가 아닙니다: 주문번호 ${order}, 원장 상태 ${status}${code && `, 화면 코드 ${code}`}.`,
    en: `A payment that should be approved is not: order ${order}, ledger status ${status}${code && `, code on the page ${code}`}.`,
  }),
  declinedUnexpectedly: ({ code, text: shown }: { code: string; text: string }): Bilingual => ({
    ko: `승인되어야 할 결제가 거절되었습니다${code && ` (${code})`}. 원장에는 승인이 없습니다. 화면: ${shown.slice(0, 200)}`,
    en: `A payment that should be approved was declined${code && ` (${code})`}. The ledger has no approval. Page: ${shown.slice(0, 200)}`,
  }),
  otherDecline: ({ expected, observed }: { expected: string; observed: string }): Bilingual => ({
    ko: `결제가 거절되었지만 기대한 이유가 아닙니다: 기대 ${expected}, 화면 ${observed || '(코드 없음)'}. 원장에는 승인이 없습니다.`,
    en: `The payment was declined, but not for the expected reason: expected ${expected}, the page says ${observed || '(no code)'}. The ledger has no approval.`,
  }),
  otherOrder: ({ asked, got }: { asked: string; got: string }): Bilingual => ({
    ko: `원장이 다른 주문을 보여 줍니다: 물어본 주문번호 ${asked}, 답의 주문번호 ${got}.`,
    en: `The ledger shows another order: asked for ${asked}, answered ${got}.`,
  }),
  oldOrder: ({ order }: { order: string }): Bilingual => ({
    ko: `화면의 주문번호 ${order}는 이 실행의 앞선 결제의 것이라, 이번에 누른 결제가 어떻게 끝났는지 모릅니다. 결제사 콘솔에서 확인하세요.`,
    en: `Order ${order} on the page belongs to an earlier payment of this run, so how this one ended is not known. Look it up in the gateway's console.`,
  }),
  otherTime: ({ order, at }: { order: string; at: string }): Bilingual => ({
    ko: `화면의 주문번호 ${order}는 이번에 누른 결제가 아닙니다. 원장의 승인 시각이 ${at}입니다.`,
    en: `Order ${order} on the page is not the payment that was pressed: the ledger has it approved at ${at}.`,
  }),
  otherAmount: ({ order, declared, ledger }: { order: string; declared: string; ledger: string }): Bilingual => ({
    ko: `금액이 다릅니다(주문번호 ${order}): 체크리스트는 ${declared}, 결제사 원장은 ${ledger}.`,
    en: `The amounts differ (order ${order}): the checklist says ${declared}, the gateway's ledger ${ledger}.`,
  }),
  mayBeOpen: (facts: {
    runId: string;
    payment: string;
    step: string;
    state: string;
    at: string;
    amount: string;
    order: string;
  }): Bilingual => ({
    ko: `실행 ${facts.runId}의 결제 하나가 확인되지 않은 채 남아 있을 수 있습니다: 단계 ${facts.step}, ${facts.amount}원, ${facts.at}, 마지막 상태 ${facts.state}, 주문번호 ${facts.order || '모름'} (${facts.payment}). 결제사 콘솔에서 확인하고, 승인되어 있으면 취소하세요.`,
    en: `A payment of run ${facts.runId} may be open: step ${facts.step}, ${facts.amount} KRW, ${facts.at}, last state ${facts.state}, order ${facts.order || 'unknown'} (${facts.payment}). Look it up in the gateway's console and cancel it if it was approved.`,
  }),
} as const;
