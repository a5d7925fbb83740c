import type { Bilingual } from '../base/bilingual.ts';

/** What the confirm gate and the canary say to people. */
export const text = {
  gateUnusable: ({ why }: { why: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 결제 확정 요청을 붙잡을 수 없습니다(${why}). 브라우저를 다시 띄워 새로 실행하고, 되풀이되면 postflight doctor를 실행하세요.`,
    en: `Payment not pressed: the redirect that confirms it could not be held (${why}). Start a new run with a fresh browser; if it repeats, run postflight doctor.`,
  }),
  confirmUnread: (): Bilingual => ({
    ko: '결제를 확정하지 않았습니다: 쇼핑몰로 돌아가는 주소에서 결제 키, 주문번호, 금액을 읽을 수 없습니다. 승인 전에 멈췄습니다. 쇼핑몰의 성공 주소(successUrl)와 대상 파일의 confirm-path를 확인하세요.',
    en: "Payment not confirmed: the way back to the shop does not say payment key, order and amount, so it was stopped before its approval. Check the shop's success address and confirm-path of the target file.",
  }),
  confirmOtherAmount: ({ declared, held }: { declared: string; held: string }): Bilingual => ({
    ko: `결제를 확정하지 않았습니다: 체크리스트는 ${declared}인데 결제창은 ${held}으로 승인하려 했습니다. 승인 전에 멈췄습니다. 쇼핑몰이 결제사에 넘기는 금액을 확인하세요.`,
    en: `Payment not confirmed: the checklist says ${declared}, but the payment window was about to approve ${held}. It was stopped before its approval. Check the amount that the shop hands to the gateway.`,
  }),
  confirmOtherOrder: ({ prepared, held }: { prepared: string; held: string }): Bilingual => ({
    ko: `결제를 확정하지 않았습니다: 화면이 준비한 주문은 ${prepared}인데 돌아온 주문은 ${held}입니다. 승인 전에 멈췄습니다. 주문이 뒤섞이지 않는지 확인하세요.`,
    en: `Payment not confirmed: the page prepared order ${prepared}, but order ${held} came back. It was stopped before its approval. Check whether orders are mixed up.`,
  }),
  guardAtConfirm: ({ guard, text: why }: { guard: string; text: Bilingual }): Bilingual => ({
    ko: `결제를 확정하지 않았습니다: 누른 뒤, 승인되기 전에 안전장치 ${guard}가 막았습니다. ${why.ko}`,
    en: `Payment not confirmed: after the press and before the approval, guard ${guard} refused. ${why.en}`,
  }),
  confirmBroke: ({ why }: { why: string }): Bilingual => ({
    ko: `결제를 확정하지 않았습니다: 승인 전의 마지막 확인이 오류로 끝났습니다(${why}). 오류는 거부입니다. 다시 실행하고, 되풀이되면 담당자에게 알리세요.`,
    en: `Payment not confirmed: the last look before the approval ended in an error (${why}), and an error denies. Run again; if it repeats, tell the tool's owner.`,
  }),
  secondConfirm: ({ order, first }: { order: string; first: string }): Bilingual => ({
    ko: `두 번째 결제 확정을 막았습니다: 이 결제는 이미 주문 ${first}으로 확정했는데 주문 ${order}의 확정이 또 왔습니다. 쇼핑몰이 결제를 두 번 시작하지 않는지 확인하세요.`,
    en: `A second confirmation was stopped: this payment was confirmed as order ${first}, and order ${order} came to be confirmed too. Check whether the shop starts payments twice.`,
  }),
  approvedPastGate: ({ order }: { order: string }): Bilingual => ({
    ko: `결제가 확정 관문을 지나지 않고 승인되었습니다(주문번호 ${order || '모름'}). 승인 전에 금액을 볼 기회가 없었습니다. 쇼핑몰이 어느 주소로 결제를 확정하는지 확인해 대상 파일의 gateway.confirm-path에 적으세요.`,
    en: `The payment was approved without passing the confirm gate (order ${order || 'unknown'}), so nobody could look at it before. Find the address at which the shop confirms and write it as gateway.confirm-path of the target file.`,
  }),
  approvedAlthoughDropped: ({ order, why }: { order: string; why: Bilingual }): Bilingual => ({
    ko: `확정을 막은 결제가 승인되었습니다(주문번호 ${order || '모름'}). 막은 이유: ${why.ko} 쇼핑몰이 다른 길로 확정했습니다. 지금 결제사 콘솔에서 취소하세요.`,
    en: `A payment whose confirmation was stopped is approved all the same (order ${order || 'unknown'}). Why it was stopped: ${why.en} The shop confirmed by another way; cancel it at the gateway now.`,
  }),
  otherKey: ({ held, ledger }: { held: string; ledger: string }): Bilingual => ({
    ko: `확정 관문이 본 결제 키(${held})와 원장의 결제 키(${ledger})가 다릅니다. 결제가 두 건일 수 있으니 결제사 콘솔에서 확인하세요.`,
    en: `The confirm gate saw payment key ${held}, the ledger has ${ledger}. There may be two payments: look at the gateway's console.`,
  }),
  accountChanged: ({ before, after }: { before: string; after: string }): Bilingual => ({
    ko: `거절된 결제가 테스터 계정을 바꾸었습니다: 전 ${before}, 후 ${after}. 거절이면 주문, 재고, 쿠폰, 포인트가 그대로여야 합니다. 쇼핑몰의 실패 처리를 확인하세요.`,
    en: `A declined payment changed the tester's account: before ${before}, after ${after}. A decline must leave orders, stock, coupons and points as they were. Check how the shop handles failures.`,
  }),
  accountNotCompared: ({ why }: { why: Bilingual }): Bilingual => ({
    ko: `결제는 거절되었지만 테스터 계정이 그대로인지 확인하지 못했습니다(${why.ko}). 계정의 주문, 쿠폰, 포인트를 직접 확인하세요.`,
    en: `The payment was declined, but whether the tester's account is unchanged could not be read (${why.en}). Look at its orders, coupons and points.`,
  }),
  canaryNotProven: ({ why, order }: { why: string; order: string }): Bilingual => ({
    ko: `카나리아 결제가 길을 증명하지 못했습니다(주문번호 ${order}): ${why}. 큰 금액은 결제하지 않습니다. 결제사 원장과 대상 파일을 확인하세요.`,
    en: `The canary does not prove the route (order ${order}): ${why}. No large payment is made. Check the gateway's ledger and the target file.`,
  }),
  canaryNotCancelled: ({ why, order }: { why: string; order: string }): Bilingual => ({
    ko: `카나리아 결제는 승인되었지만 취소되지 않았습니다(주문번호 ${order}): ${why}. 되돌릴 길이 없으므로 큰 금액은 결제하지 않습니다. 티켓에 따라 결제사에서 취소하세요.`,
    en: `The canary was approved but not cancelled (order ${order}): ${why}. Without a way back no large payment is made. Cancel it at the gateway as the ticket says.`,
  }),
} as const;
