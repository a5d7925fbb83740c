import type { Bilingual } from '../../base/bilingual.ts';

/** Headings and sentences of the cancellation request. */
export const formText = {
  title: { ko: '결제 취소 요청서', en: 'Request to cancel a payment' },
  lead: {
    ko: '아래 결제의 전액 취소를 요청합니다. 매입 전이면 승인 취소로, 매입 후이면 환불로 처리해 주십시오.',
    en: 'Please cancel the payment below in full: as a void before acquisition, as a refund after it.',
  },
  done: {
    ko: '전액 취소가 원장에서 확인되었습니다. PG에 더 요청할 것은 없습니다. 기록으로 보관하십시오.',
    en: 'The ledger shows the whole amount cancelled. Nothing is left to ask of the gateway; keep this as a record.',
  },
  amount: { ko: '취소 요청금액', en: 'Amount to cancel' },
  amountUnknown: { ko: '금액 확인 필요', en: 'amount not known' },
  ticket: { ko: '티켓 번호', en: 'Ticket' },
  clock: { ko: '시한', en: 'Deadline' },
  identity: { ko: '1. 가맹점', en: '1. Merchant' },
  transaction: { ko: '2. 거래', en: '2. Transaction' },
  authority: { ko: '3. 사유와 요청자', en: '3. Reason and authority' },
  evidence: { ko: '4. 증거', en: '4. Evidence' },
  approvals: { ko: '같은 주문의 승인 — 모두 취소 요청', en: 'Approvals of this order — please cancel all of them' },
  missing: { ko: '빠진 항목과 얻는 곳', en: 'What is missing, and where to get it' },
  mustHave: { ko: '필수', en: 'required' },
  helpful: { ko: '있으면 좋음', en: 'helpful' },
  lack: { ko: '미확인', en: 'not known' },
  incomplete: {
    ko: '필수 항목이 비어 있습니다. 채우기를 기다리지 말고 먼저 접수하십시오.',
    en: 'A required item is missing. Hand this in all the same; do not wait for it.',
  },
  signatures: { ko: '요청자 (서명)', en: 'Requested by (signature)' },
  authorised: { ko: '승인권자 (서명)', en: 'Authorised by (signature)' },
  received: { ko: 'PG 접수번호 / 접수자', en: 'Gateway receipt no. / received by' },
  paste: { ko: '복사해서 붙여넣기', en: 'To copy and paste' },
  notice: {
    ko: '고객 안내문 초안 (사람이 읽고 보냄)',
    en: 'Draft of a notice to the customer (a person reads and sends it)',
  },
  noCancels: { ko: '아직 없음', en: 'none yet' },
  declared: { ko: '원장에서 확인 전', en: 'as declared, not confirmed by the ledger' },
  modes: {
    live: { ko: '운영(LIVE)', en: 'LIVE' },
    test: { ko: '테스트(TEST)', en: 'TEST' },
    unknown: { ko: '확인 안 됨 — LIVE로 보고 처리', en: 'not known; treat it as LIVE' },
  },
  orders: {
    present: { ko: '있음', en: 'present' },
    missing: { ko: '없음', en: 'missing' },
    'rolled-back': { ko: '롤백으로 사라짐', en: 'ROLLED BACK: the shop lost it' },
    unknown: { ko: '확인하지 않음', en: 'not looked at' },
  },
  partial: { yes: { ko: '가능', en: 'possible' }, no: { ko: '불가', en: 'not possible' } },
  months: (months: number): Bilingual =>
    months === 0 ? { ko: '일시불', en: 'none (single payment)' } : { ko: `${months}개월`, en: `${months} months` },
  methodsInEnglish: {
    카드: 'card',
    가상계좌: 'virtual account',
    간편결제: 'wallet',
    휴대폰: 'mobile phone',
    계좌이체: 'bank transfer',
  },
  acquired: {
    READY: { ko: '매입 전', en: 'not yet acquired' },
    REQUESTED: { ko: '매입 요청됨', en: 'acquisition requested' },
    COMPLETED: { ko: '매입 완료', en: 'acquired' },
    CANCEL_REQUESTED: { ko: '매입 취소 요청됨', en: 'cancellation requested' },
    CANCELED: { ko: '매입 취소 완료', en: 'cancelled' },
  },
  beforeCutOff: ({ at }: { at: string }): Bilingual => ({
    ko: `${at} 매입 전에 취소해야 수수료와 환불 지연이 없습니다`,
    en: `Cancel before the acquisition run at ${at}: later it becomes a refund`,
  }),
  sinceApproval: ({ hours, minutes }: { hours: number; minutes: number }): Bilingual => ({
    ko: `승인 후 ${hours}시간 ${minutes}분`,
    en: `${hours} h ${minutes} min since approval`,
  }),
  footer: {
    ko: 'Postflight가 실행 저널과 PG 기록만으로 작성',
    en: 'Made by Postflight from the run journal and the gateway’s record alone',
  },
} as const satisfies { readonly [key: string]: unknown };
