import type { Bilingual } from '../base/bilingual.ts';

/** What the payment words say to people, beside text.ts. */
export const text = {
  realCard: (): Bilingual => ({
    ko: '입력을 거부했습니다: 발급될 수 있는 카드번호처럼 보이는 값입니다. 실제 카드라면 돈이 움직일 수 있습니다. 값을 지우고, 결제는 submit-payment와 목록의 시험용 카드로만 하세요.',
    en: 'Typing refused: the value reads like a card number that could have been issued, and a real card could be charged. Remove it; pay with submit-payment and a listed test card only.',
  }),
  noCardForm: ({ offers }: { offers: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 결제창에 시험용 카드를 넣을 곳이 없고 다른 결제수단만 있습니다(${offers}). 저장된 카드, 간편결제, 계좌이체로는 실제 돈이 움직일 수 있습니다. 테스터 계정에서 저장된 결제수단을 지우고, 카드 직접 입력으로 결제하게 하세요.`,
    en: `Payment refused: the payment window has no place for the test card and offers other means only (${offers}). A saved card, a wallet or a bank account can be charged. Remove saved means from the tester account and let it pay by typing a card.`,
  }),
  otherMethod: ({ offers }: { offers: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 카드 입력란이 보이지만 다른 결제수단이 골라져 있습니다(${offers}). 그대로 결제하면 그 수단으로 돈이 움직일 수 있습니다. 카드 직접 입력이 골라진 채로 열리게 하세요.`,
    en: `Payment refused: a card can be typed, but another means is chosen (${offers}), and paying now could charge that one. Let the window open with card entry chosen.`,
  }),
  shownOnly: ({ amount, button, shown }: { amount: string; button: string; shown: string }): Bilingual => ({
    ko: `render-only: 아무것도 누르지 않았습니다. 결제 버튼 ${button}이(가) 보이고 누를 수 있습니다. 금액 ${amount}: ${shown}`,
    en: `render-only: nothing was pressed. The pay button ${button} is visible and can be pressed. Amount ${amount}: ${shown}`,
  }),
  amountOnButton: (): Bilingual => ({ ko: '버튼에 그대로 있음', en: 'as shown on the button' }),
  amountOnPage: (): Bilingual => ({ ko: '화면에 그대로 있음', en: 'as shown on the page' }),
  amountUnreadable: (): Bilingual => ({
    ko: '화면에서 읽을 수 있는 금액이 없어 비교하지 못함',
    en: 'no amount on the page could be read, so none was compared',
  }),
  otherAmountShown: ({ declared, shown }: { declared: string; shown: string }): Bilingual => ({
    ko: `결제할 금액이 다릅니다: 체크리스트는 ${declared}, 화면은 ${shown}. 아무것도 누르지 않았습니다(render-only).`,
    en: `The amount to pay differs: the checklist says ${declared}, the page ${shown}. Nothing was pressed (render-only).`,
  }),
} as const;
