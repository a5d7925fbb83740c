import type { Bilingual } from '../../base/bilingual.ts';

/** The words on the forms, as a gateway's clerk in Korea knows them. */
export const fieldNames = {
  gateway: { ko: 'PG사', en: 'Gateway' },
  merchantId: { ko: '상점ID(MID)', en: 'Merchant id (MID)' },
  merchantName: { ko: '가맹점명', en: 'Merchant' },
  businessNumber: { ko: '사업자등록번호', en: 'Business number' },
  mode: { ko: '모드', en: 'Mode' },
  paymentKey: { ko: '거래번호', en: 'Transaction no.' },
  lastTransactionKey: { ko: '최근 거래 키', en: 'Last transaction key' },
  orderId: { ko: '주문번호', en: 'Order no.' },
  orderName: { ko: '주문명', en: 'Order name' },
  approveNo: { ko: '승인번호', en: 'Approval no.' },
  approvedAt: { ko: '승인일시', en: 'Approved at' },
  requestedAt: { ko: '결제 요청일시', en: 'Requested at' },
  pressedAt: { ko: '결제 시도 시각', en: 'Pay button pressed at' },
  amountKrw: { ko: '결제금액', en: 'Amount paid' },
  cancelKrw: { ko: '취소 요청금액', en: 'Amount to cancel' },
  taxes: { ko: '공급가액 / 부가세 / 면세', en: 'Supply / VAT / tax-free' },
  currency: { ko: '통화', en: 'Currency' },
  installmentMonths: { ko: '할부개월', en: 'Instalments' },
  method: { ko: '결제수단', en: 'Method' },
  issuer: { ko: '카드 발급사', en: 'Card issuer' },
  acquirer: { ko: '매입사', en: 'Acquirer' },
  cardNumber: { ko: '카드번호', en: 'Card number' },
  acquireStatus: { ko: '매입상태', en: 'Acquisition' },
  ledgerStatus: { ko: '거래상태 / 취소가능잔액', en: 'Status / cancellable balance' },
  isPartialCancelable: { ko: '부분취소', en: 'Partial cancellation' },
  receiptUrl: { ko: '영수증', en: 'Receipt' },
  reason: { ko: '취소 사유', en: 'Reason' },
  requester: { ko: '요청자', en: 'Requested by' },
  contact: { ko: '연락처', en: 'Contact' },
  approver: { ko: '승인권자', en: 'Authorised by' },
  askedAt: { ko: '요청일시', en: 'Asked at' },
  run: { ko: '점검 실행 / 항목', en: 'Check run / step' },
  build: { ko: '배포 식별자', en: 'Deployment' },
  shopOrder: { ko: '쇼핑몰 주문 기록', en: 'Order in the shop' },
  cancels: { ko: '취소 시도', en: 'Cancellations tried' },
  journal: { ko: '기록(저널) 해시', en: 'Journal hash' },
  files: { ko: '화면 증거', en: 'Screens' },
} as const satisfies { readonly [field: string]: Bilingual };

const console: Bilingual = {
  ko: 'PG 가맹점 콘솔 → 거래 상세',
  en: "the gateway's merchant console, transaction details",
};
const targetFile: Bilingual = { ko: '대상 파일의 merchant 항목', en: "`merchant` in the target's file" };

/** Where a person finds what the ticket lacks. */
export const where = {
  merchantId: { ko: 'PG 가맹점 콘솔 → 상점 정보', en: "the gateway's merchant console, shop settings" },
  merchantName: targetFile,
  businessNumber: targetFile,
  paymentKey: {
    ko: 'PG 가맹점 콘솔 → 결제 내역에서 시각·금액으로 검색',
    en: "the gateway's merchant console: search payments by time and amount",
  },
  orderId: console,
  approveNo: {
    ko: '카드사 승인 문자, 또는 PG 가맹점 콘솔 → 거래 상세',
    en: "the card issuer's approval SMS, or the merchant console",
  },
  approvedAt: {
    ko: '카드사 승인 문자, 또는 PG 가맹점 콘솔 → 거래 상세',
    en: "the card issuer's approval SMS, or the merchant console",
  },
  amountKrw: console,
  installmentMonths: console,
  issuer: {
    ko: '카드사 승인 문자, 또는 PG 가맹점 콘솔',
    en: "the card issuer's approval SMS, or the merchant console",
  },
  cardNumber: {
    ko: '카드사 승인 문자, 또는 PG 가맹점 콘솔 (앞 6자리·뒤 4자리만)',
    en: "the card issuer's approval SMS or the merchant console (first 6 and last 4 only)",
  },
  acquireStatus: {
    ko: '매입사(카드사) 가맹점 콜센터, 또는 PG 콘솔',
    en: "the acquirer's merchant desk, or the console",
  },
  requester: targetFile,
  contact: targetFile,
  approver: targetFile,
} as const satisfies { readonly [field: string]: Bilingual };
