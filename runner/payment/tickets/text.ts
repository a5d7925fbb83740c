import type { Bilingual } from '../../base/bilingual.ts';
import type { TicketState } from '../../model/money-event.ts';
import type { TicketReason } from './ticket.ts';

type State = Exclude<TicketState, 'NOTED'>;

/** What tickets say to people on the terminal and in mails. */
export const ticketText = {
  states: {
    DRAFT: { ko: '초안', en: 'draft' },
    OPEN: { ko: '열림 — 아무도 맡지 않음', en: 'open, nobody has taken it' },
    ACKED: { ko: '담당자 확인', en: 'acknowledged' },
    SUBMITTED: { ko: 'PG에 접수', en: 'handed to the gateway' },
    PG_CONFIRMED: { ko: 'PG가 취소했다고 답함 — 아직 확인 전', en: 'the gateway says cancelled, not verified yet' },
    VERIFIED: { ko: '취소 확인됨', en: 'cancellation verified' },
    CLOSED: { ko: '닫힘', en: 'closed' },
  } satisfies { readonly [S in State]: Bilingual },
  next: {
    DRAFT: (id) => ({
      ko: `postflight settle 을 실행하면 ${id}이(가) 열립니다.`,
      en: `Run postflight settle; it opens ${id}.`,
    }),
    OPEN: (id) => ({
      ko: `맡을 사람: postflight tickets ack ${id} --person 이름`,
      en: `Somebody takes it: postflight tickets ack ${id} --person NAME`,
    }),
    ACKED: (id) => ({
      ko: `취소 요청서를 PG에 접수한 뒤: postflight tickets submit ${id} --person 이름 --receipt 접수번호 --channel 경로`,
      en: `Hand the request to the gateway, then: postflight tickets submit ${id} --person NAME --receipt NUMBER --channel HOW`,
    }),
    SUBMITTED: (id) => ({
      ko: `PG가 취소하면: postflight tickets verify ${id} (테스트 원장에 없으면 --proof 파일 --person 이름 --second-person 이름)`,
      en: `When the gateway has cancelled: postflight tickets verify ${id} (without the test ledger: --proof FILE --person NAME --second-person NAME)`,
    }),
    PG_CONFIRMED: (id) => ({
      ko: `취소를 확인: postflight tickets verify ${id} (테스트 원장에 없으면 --proof 파일 --person 이름 --second-person 이름)`,
      en: `Verify it: postflight tickets verify ${id} (without the test ledger: --proof FILE --person NAME --second-person NAME)`,
    }),
    VERIFIED: (id) => ({ ko: `postflight tickets close ${id}`, en: `postflight tickets close ${id}` }),
    CLOSED: () => ({ ko: '할 일이 없습니다.', en: 'Nothing is left to do.' }),
  } satisfies { readonly [S in State]: (id: string) => Bilingual },
  reasons: {
    'approved-by-mistake': { ko: '거절되어야 할 결제가 승인됨', en: 'approved where a decline was expected' },
    unverifiable: { ko: '결제 결과를 확인할 수 없음', en: 'the outcome cannot be verified' },
    'double-charge': { ko: '한 주문이 여러 번 승인됨', en: 'one order was charged more than once' },
    'paid-no-order': { ko: '결제되었으나 주문이 없음', en: 'charged, but there is no order' },
    'cancel-failed': { ko: '취소가 확인되지 않음', en: 'the cancellation is not confirmed' },
    orphaned: { ko: '주문 기록이 사라진 결제', en: 'the shop lost the order of this payment' },
  } satisfies { readonly [R in TicketReason]: Bilingual },
  illegalMove: ({ id, from, to, now }: { id: string; from: State; to: State; now: Bilingual }): Bilingual => ({
    ko: `티켓 ${id}은(는) ${from} 상태라 ${to}(으)로 옮길 수 없습니다. 지금 할 수 있는 것: ${now.ko}`,
    en: `Ticket ${id} is ${from} and cannot become ${to}. What is possible now: ${now.en}`,
  }),
  noSuchTicket: ({ id, known }: { id: string; known: string }): Bilingual => ({
    ko: `티켓 ${id}이(가) 없습니다. 열린 티켓: ${known || '없음'}`,
    en: `There is no ticket ${id}. Open tickets: ${known || 'none'}`,
  }),
  unreadable: ({ id }: { id: string }): Bilingual => ({
    ko: `티켓 ${id}의 내용을 저널에서 읽을 수 없습니다. 실행의 보고서와 결제사 콘솔로 처리하세요.`,
    en: `The contents of ticket ${id} cannot be read from the journal. Work from the run's report and the gateway's console.`,
  }),
  notCancelled: ({ id, why }: { id: string; why: Bilingual }): Bilingual => ({
    ko: `티켓 ${id}: 취소가 확인되지 않아 다시 엽니다. ${why.ko}`,
    en: `Ticket ${id}: the cancellation could not be verified, so it is open again. ${why.en}`,
  }),
  stillCharged: ({ key, status, balance }: { key: string; status: string; balance: string }): Bilingual => ({
    ko: `원장: 거래 ${key}은(는) ${status}, 취소되지 않은 금액 ${balance}.`,
    en: `The ledger has transaction ${key} as ${status}, ${balance} not cancelled.`,
  }),
  cancelsDoNotSum: ({ key, sum, total }: { key: string; sum: string; total: string }): Bilingual => ({
    ko: `원장: 거래 ${key}의 취소 합계 ${sum}이(가) 결제금액 ${total}과(와) 다릅니다.`,
    en: `The ledger's cancellations of ${key} sum up to ${sum}, not to ${total}.`,
  }),
  cancelPending: ({ key, status }: { key: string; status: string }): Bilingual => ({
    ko: `원장: 거래 ${key}의 취소가 아직 ${status}입니다.`,
    en: `The ledger has a cancellation of ${key} that is still ${status}.`,
  }),
  notInLedger: ({ key }: { key: string }): Bilingual => ({
    ko: `테스트 원장에 거래 ${key}이(가) 없습니다. 운영 원장의 취소는 PG의 증빙 파일로 확인하세요(--proof, --person, --second-person).`,
    en: `The test ledger has no transaction ${key}. A cancellation in the live ledger is verified with the gateway's proof (--proof, --person, --second-person).`,
  }),
  noKeyKnown: (): Bilingual => ({
    ko: '거래번호를 몰라 원장에 물어볼 수 없습니다. PG의 증빙 파일로 확인하세요(--proof, --person, --second-person).',
    en: "The transaction number is not known, so the ledger cannot be asked. Verify with the gateway's proof (--proof, --person, --second-person).",
  }),
  ledgerTrouble: ({ why }: { why: Bilingual }): Bilingual => ({
    ko: `원장에 물어보지 못했습니다: ${why.ko}`,
    en: `The ledger could not be asked: ${why.en}`,
  }),
  secondPersonNeeded: (): Bilingual => ({
    ko: '증빙 파일로 확인하려면 서로 다른 두 사람이 필요합니다: --person 과 --second-person.',
    en: 'Verifying with a proof file takes two different people: --person and --second-person.',
  }),
  personNeeded: (): Bilingual => ({
    ko: '누가 하는지 이름이 필요합니다: --person 이름',
    en: 'Say who does it: --person NAME',
  }),
} as const;
