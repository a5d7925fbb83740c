import type { Bilingual } from '../base/bilingual.ts';

type Which = { readonly payment: string; readonly step: string; readonly order: string };

/** What halts, cancelling, settling, sweeping and the mirror say to people. */
export const text = {
  halted: ({ halts }: { halts: string }): Bilingual => ({
    ko: `이 대상의 결제가 정지(HALT)되어 있습니다: ${halts}. 원인을 확인한 사람이 \`postflight halt lift\`로 이름과 이유를 남겨 풀어야 합니다.`,
    en: `Payments on this target are halted: ${halts}. A person who has looked at the cause lifts it with \`postflight halt lift\`, naming themselves and the reason.`,
  }),
  openPayment: ({ payments }: { payments: string }): Bilingual => ({
    ko: `아직 끝을 확인하지 못한 결제가 있습니다: ${payments}. \`postflight settle\`로 먼저 끝을 확인하세요.`,
    en: `A payment has no verified end yet: ${payments}. Bring it to its end with \`postflight settle\` first.`,
  }),
  reservedTwice: ({ payment }: { payment: string }): Bilingual => ({
    ko: `결제 ${payment}은(는) 이미 예약되어 있습니다. 같은 결제를 두 번 누르지 않습니다.`,
    en: `Payment ${payment} is already reserved; one payment is never pressed twice.`,
  }),
  hourAmount: (facts: { ceiling: string; attempted: string; amount: string }): Bilingual => ({
    ko: `한 시간 한도 ${facts.ceiling}을 넘습니다: 지난 60분 동안 시도 ${facts.attempted}, 이번 ${facts.amount}. 시간이 지난 뒤 다시 하거나 대상의 ceilings.hour를 올리세요.`,
    en: `Over the hour's ceiling of ${facts.ceiling}: ${facts.attempted} attempted in the last 60 minutes, ${facts.amount} now. Try later, or raise the target's hour ceiling.`,
  }),
  hourCount: ({ ceiling }: { ceiling: number }): Bilingual => ({
    ko: `한 시간에 결제 ${ceiling}번까지입니다. 시간이 지난 뒤 다시 하거나 대상의 ceilings.hour-count를 올리세요.`,
    en: `At most ${ceiling} payments an hour. Try later, or raise the target's count.`,
  }),
  noSuchHalt: ({ halt, known }: { halt: string; known: string }): Bilingual => ({
    ko: `걸려 있는 정지 중에 ${halt}이(가) 없습니다. 걸려 있는 것: ${known}`,
    en: `No halt ${halt} stands. Standing: ${known}`,
  }),
  nothingToLift: (): Bilingual => ({
    ko: '이 대상에는 걸려 있는 정지가 없습니다.',
    en: 'No halt stands on this target.',
  }),
  lifted: ({ halt, person }: { halt: string; person: string }): Bilingual => ({
    ko: `${person}이(가) ${halt}을(를) 풀었습니다. 다음 보고서에 이름과 이유가 나옵니다.`,
    en: `${person} lifted ${halt}. The next report shows the name and the reason.`,
  }),
  despite: ({ open }: { open: string }): Bilingual => ({ ko: `열린 채로: ${open}`, en: `although open: ${open}` }),
  personNeeded: (): Bilingual => ({
    ko: '정지를 푸는 사람의 이름과 이유가 필요합니다(--person, --reason).',
    en: 'Lifting a halt needs the name of a person and a reason (--person, --reason).',
  }),
  liftRefused: ({ open }: { open: string }): Bilingual => ({
    ko: `정지를 풀지 않았습니다. 아직 열려 있습니다: ${open}. \`postflight settle\`로 끝을 확인하고 환불 티켓을 닫으세요. 그래도 풀어야 하면 --despite-open과 이유를 적으세요.`,
    en: `The halt stays. Still open: ${open}. Settle the payments and close the refund tickets first; to lift it all the same give --despite-open and say why.`,
  }),
  haltByAlarm: ({ step, payment, why }: { step: string; payment: string; why: Bilingual }): Bilingual => ({
    ko: `단계 ${step}의 결제(${payment})에서 돈 경보가 울려 이 대상의 모든 결제를 멈췄습니다. ${why.ko}`,
    en: `The payment of step ${step} (${payment}) raised a money alarm; every payment on this target is halted. ${why.en}`,
  }),
  cancelReason: ({ runId }: { runId: string }): string => `배포 후 점검 테스트 결제 취소 (postflight ${runId})`,
  notInTestLedger: ({ payment, step, order }: Which): Bilingual => ({
    ko: `결제 ${payment}(단계 ${step}, 주문번호 ${order})은 테스트 원장에 없습니다. 이 도구는 테스트 키만 가지고 있어 운영 승인은 취소할 수 없습니다. 환불 티켓을 가지고 사람이 결제사 운영 콘솔에서 확인하고 취소해야 합니다.`,
    en: `Payment ${payment} (step ${step}, order ${order}) is not in the test ledger. This tool holds a test key only and cannot cancel a live approval: a person with the merchant console must look it up and cancel it, with the refund ticket.`,
  }),
  noGatewayKey: ({ payment, step, order }: Which): Bilingual => ({
    ko: `결제 ${payment}(단계 ${step}, 주문번호 ${order})을 결제사에 물어볼 수 없습니다: 테스트 키가 없습니다. 대상의 키 변수를 설정하고 \`postflight settle\`을 다시 실행하세요.`,
    en: `The gateway cannot be asked about payment ${payment} (step ${step}, order ${order}): its test key is not set. Set the target's key variable and run \`postflight settle\` again.`,
  }),
  gatewaySilent: ({ payment, step, order }: Which): Bilingual => ({
    ko: `결제사가 결제 ${payment}(단계 ${step}, 주문번호 ${order})에 대해 답하지 않아 승인 여부를 모릅니다. \`postflight settle\`이 다시 묻습니다. 그동안 사람이 결제사 콘솔에서 확인하세요.`,
    en: `The gateway gives no answer about payment ${payment} (step ${step}, order ${order}), so nobody knows whether it was approved. \`postflight settle\` asks again; meanwhile a person looks in the gateway's console.`,
  }),
  nothingCharged: ({ payment, step, order, status }: Which & { status: string }): Bilingual => ({
    ko: `결제 ${payment}(단계 ${step}, 주문번호 ${order})은 원장에서 ${status}이며 승인되지 않았습니다. 취소할 것이 없습니다.`,
    en: `Payment ${payment} (step ${step}, order ${order}) is ${status} in the ledger and was not approved: there is nothing to cancel.`,
  }),
  cancelNotDone: (facts: Which & { tries: number; last: string }): Bilingual => ({
    ko: `결제 ${facts.payment}(단계 ${facts.step}, 주문번호 ${facts.order})의 취소를 ${facts.tries}번 요청했지만 원장이 전액 취소라고 하지 않습니다(마지막 답: ${facts.last}). 결제와 환불 티켓을 열어 둡니다. 사람이 결제사에 취소를 요청해야 합니다.`,
    en: `Cancelling payment ${facts.payment} (step ${facts.step}, order ${facts.order}) was asked for ${facts.tries} times and the ledger does not say that all of it is back (last answer: ${facts.last}). Payment and refund ticket stay open: a person must ask the gateway.`,
  }),
  cancelled: ({ payment, step, order }: Which): Bilingual => ({
    ko: `결제 ${payment}(단계 ${step}, 주문번호 ${order})은 취소되었고, 원장에서 전액 환불을 확인했습니다.`,
    en: `Payment ${payment} (step ${step}, order ${order}) is cancelled; the ledger says that all of it is back.`,
  }),
  mirrorDown: ({ place, why }: { place: string; why: string }): Bilingual => ({
    ko: `결제 기록의 두 번째 자리(mirror) ${place}에 쓸 수 없어 결제를 누르지 않았습니다: ${why}. 그 폴더나 주소를 고친 뒤 다시 실행하세요.`,
    en: `The second place of payment records (mirror) ${place} cannot be written, so nothing was pressed: ${why}. Put the folder or address right and run again.`,
  }),
  mirrorLate: ({ place, why }: { place: string; why: string }): Bilingual => ({
    ko: `결제를 누른 뒤의 기록을 두 번째 자리(mirror) ${place}에 쓰지 못했습니다: ${why}. 저널에는 있습니다. 다음 기록 때 함께 씁니다.`,
    en: `Records after the press could not be written to the second place (mirror) ${place}: ${why}. The journal has them; they go there with the next record.`,
  }),
  noMirror: (): Bilingual => ({
    ko: '대상에 mirror가 없어 결제 기록은 이 컴퓨터의 저널에만 있습니다. 이 디스크를 잃으면 열려 있는 결제의 기록도 잃습니다.',
    en: 'The target names no mirror, so payment records stand in the journal of this machine alone; losing its disk loses them.',
  }),
} as const;
