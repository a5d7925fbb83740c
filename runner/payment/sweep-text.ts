import type { Bilingual } from '../base/bilingual.ts';

type Row = { readonly key: string; readonly order: string; readonly amount: string; readonly at: string };

/** What sweeping the gateway's list says to people. */
export const text = {
  ours: ({ key, order, amount, at }: Row): Bilingual => ({
    ko: `결제사 원장에 우리 저널이 모르는 결제가 있는데 우리 것으로 보입니다: ${amount}, 주문번호 ${order}, ${at}, ${key}. 다른 컴퓨터가 결제했거나 두 번 승인되었을 수 있습니다. 결제사 콘솔에서 확인하고 취소하세요.`,
    en: `The gateway lists a payment that no journal here knows and that looks like ours: ${amount}, order ${order}, ${at}, ${key}. Another machine may have paid, or one press was charged twice. Look it up in the gateway's console and cancel it.`,
  }),
  noKey: ({ target }: { target: string }): Bilingual => ({
    ko: `대상 ${target}의 테스트 키가 설정되어 있지 않아 결제사에 물어보지 못했습니다. 대상의 키 변수를 설정하고 다시 실행하세요.`,
    en: `The test key of target ${target} is not set, so the gateway was not asked. Set the target's key variable and run again.`,
  }),
  twice: ({ key, order, amount, at }: Row): Bilingual => ({
    ko: `주문번호 ${order}가 두 번 결제되었습니다: 또 하나의 승인 ${amount}, ${at}, ${key}. 결제사 콘솔에서 취소하세요.`,
    en: `Order ${order} was charged twice: one more approval of ${amount}, ${at}, ${key}. Cancel it in the gateway's console.`,
  }),
  foreign: ({ key, order, amount, at }: Row): Bilingual => ({
    ko: `같은 상점ID의 다른 결제(우리 것이 아님): ${amount}, 주문번호 ${order}, ${at}, ${key}.`,
    en: `Another payment on the same merchant account, not ours: ${amount}, order ${order}, ${at}, ${key}.`,
  }),
} as const;
