import type { Bilingual } from '../../base/bilingual.ts';
import type { TicketReason } from './ticket.ts';

/** Why the payment is to be taken back, in words for the gateway. */
export const reasonText: { readonly [R in TicketReason]: Bilingual } = {
  'approved-by-mistake': {
    ko: '배포 후 점검의 테스트 결제가 거절되어야 하는데 승인됨. 재화·용역을 제공하지 않음.',
    en: 'A test payment of a post-release check was approved although it had to be declined. No goods or services were delivered.',
  },
  unverifiable: {
    ko: '테스트 결제의 승인 여부를 확인할 수 없음. 승인되어 있으면 전액 취소를 요청함. 재화·용역을 제공하지 않음.',
    en: 'Whether a test payment was approved cannot be verified. If it was, please cancel it in full. No goods or services were delivered.',
  },
  'double-charge': {
    ko: '테스트 주문 한 건이 두 번 이상 승인됨. 아래 승인을 모두 취소 요청함. 재화·용역을 제공하지 않음.',
    en: 'One test order was approved more than once. Please cancel every approval listed. No goods or services were delivered.',
  },
  'paid-no-order': {
    ko: '결제는 승인되었으나 쇼핑몰에 주문이 만들어지지 않음. 재화·용역을 제공하지 않음.',
    en: 'The payment was approved but the shop made no order of it. No goods or services were delivered.',
  },
  'cancel-failed': {
    ko: '테스트 결제가 승인된 뒤 API 취소가 확인되지 않음. 재화·용역을 제공하지 않음.',
    en: 'A test payment was approved and its cancellation by API could not be confirmed. No goods or services were delivered.',
  },
  orphaned: {
    ko: '쇼핑몰 복구(롤백)로 주문 기록은 사라졌으나 결제 승인은 남아 있음. 재화·용역을 제공하지 않음.',
    en: "The shop's roll-back removed the order, but the payment is still approved. No goods or services were delivered.",
  },
};

/** What a customer would be told; a person reads, changes and sends it. Holds no personal data but the order number. */
export function noticeFor(reason: TicketReason, orderId: string | null): Bilingual | null {
  if (reason !== 'paid-no-order') return null;
  const order = orderId ?? '';
  return {
    ko: [
      '[안내] 결제는 되었으나 주문이 접수되지 않았습니다',
      '',
      `주문번호 ${order || '(확인 중)'}의 결제가 승인되었으나 저희 시스템 오류로 주문이 접수되지 않았습니다. 불편을 드려 죄송합니다.`,
      '결제하신 금액은 전액 취소해 드립니다. 취소 시점에 따라 카드사 반영까지 영업일 기준 3~4일이 걸릴 수 있습니다.',
      '다시 결제하지 마시고, 궁금하신 점은 고객센터로 문의해 주세요. 문의하실 때 주문번호를 알려 주시면 됩니다.',
    ].join('\n'),
    en: [
      '[Notice] You were charged, but your order was not placed',
      '',
      `The payment for order ${order || '(being checked)'} was approved, but an error on our side kept the order from being placed. We are sorry.`,
      'The full amount will be cancelled. Depending on the time of the cancellation your card statement may take 3 to 4 business days to show it.',
      'Please do not pay again. If you have questions, contact customer service with your order number.',
    ].join('\n'),
  };
}

/** What in the record, or in its absence, says in which mode the payment was made. */
export const modeText = {
  testLedger: { ko: '우리 테스트 키로 읽은 테스트 원장에 있음', en: 'found in the test ledger with our test key' },
  notInTestLedger: {
    ko: '우리 테스트 원장에는 없음 — 운영(LIVE) 원장에 있을 수 있음',
    en: 'not in our test ledger; it may be in the LIVE ledger',
  },
  ledgerSilent: {
    ko: '원장을 확인하지 못함 — 운영(LIVE)일 수 있다고 보고 처리',
    en: 'the ledger could not be read; treat it as possibly LIVE',
  },
} as const satisfies { readonly [key: string]: Bilingual };

/** A sign of the mode as the adapter names it, for both readers. */
export function signText(sign: string): Bilingual {
  const ko = sign
    .replace(/^receipt host /, '영수증 주소 ')
    .replace(/^approval number /, '승인번호 ')
    .replace(/^merchant id /, '상점ID ');
  return { ko, en: sign };
}
