import type { Bilingual } from '../base/bilingual.ts';

/** What the network wall says to people: what was refused, why, and what to do. */
export const text = {
  unknownHost: ({ host }: { host: string }): Bilingual => ({
    ko: `보내지 않았습니다: ${host}은(는) 대상의 base-url도 gateway도 아니고 allowed-hosts에도 없습니다. 쇼핑몰이 쓰는 호스트가 맞으면 대상 파일의 allowed-hosts에 "- ${host}"를 추가하세요.`,
    en: `Not let out: ${host} is neither the target's base-url nor its gateway, and not in its allowed-hosts. If the shop really uses it, add "- ${host}" to allowed-hosts in the target file.`,
  }),
  unknownHostInPayment: ({ host }: { host: string }): Bilingual => ({
    ko: `보내지 않았습니다: ${host}은(는) allowed-hosts에 없고, 결제 단계가 있는 섹션에서는 unknown-hosts와 관계없이 모르는 호스트를 막습니다. 쇼핑몰이 쓰는 호스트가 맞으면 대상 파일의 allowed-hosts에 "- ${host}"를 추가하세요.`,
    en: `Not let out: ${host} is not in allowed-hosts, and a section with a payment step reaches listed hosts only, whatever unknown-hosts says. If the shop really uses it, add "- ${host}" to allowed-hosts in the target file.`,
  }),
  recordedHost: ({ host }: { host: string }): Bilingual => ({
    ko: `${host}은(는) allowed-hosts에 없지만 대상의 unknown-hosts: record에 따라 보내고 기록했습니다. 쓰는 호스트면 allowed-hosts에 "- ${host}"를 추가하세요.`,
    en: `${host} is not in allowed-hosts; it was let out and recorded, because the target says unknown-hosts: record. If the shop uses it, add "- ${host}" to allowed-hosts.`,
  }),
  browsersOwn: ({ host }: { host: string }): Bilingual => ({
    ko: `보내지 않았습니다: ${host}은(는) 쇼핑몰이 아니라 Chromium 자신이 부르는 호스트입니다. 할 일은 없습니다.`,
    en: `Not let out: ${host} is asked for by Chromium itself, not by the shop. Nothing needs to be done.`,
  }),
  speculation: ({ host }: { host: string }): Bilingual => ({
    ko: `보내지 않았습니다: ${host}의 결제 주소를 브라우저가 미리 열려고 했습니다(prefetch, prerender). 결제는 submit-payment로만 합니다.`,
    en: `Not let out: the browser wanted to open an address of ${host} ahead of time (prefetch, prerender) that belongs to a payment. Payments are made with submit-payment only.`,
  }),
  notARequest: ({ what }: { what: string }): Bilingual => ({
    ko: `보내지 않았습니다: 요청의 주소를 읽을 수 없습니다(${what}).`,
    en: `Not let out: the address of the request cannot be read (${what}).`,
  }),
  plainPayment: ({ what, host }: { what: string; host: string }): Bilingual => ({
    ko: `결제로 가는 요청을 막았습니다: ${what}이(가) 결제사 ${host}(으)로 가려고 했지만, 지금 진행 중인 시험 결제가 없습니다. 결제는 submit-payment로만 합니다. 이 단계의 동작을 submit-payment로 바꾸거나 결제 버튼 앞에서 끝내세요.`,
    en: `A request on the way to a payment was stopped: ${what} was about to go to gateway ${host}, and no test payment is in progress. Payments are made with submit-payment only. Use submit-payment in this step, or end it before the pay button.`,
  }),
  plainConfirm: ({ host }: { host: string }): Bilingual => ({
    ko: `결제 승인 주소를 막았습니다: ${host}의 승인 주소(paymentKey, orderId, amount)가 열리려고 했지만, 지금 진행 중인 시험 결제가 없습니다. 결제는 submit-payment로만 합니다.`,
    en: `The address that confirms a payment was stopped: ${host} was about to be called with paymentKey, orderId and amount, and no test payment is in progress. Payments are made with submit-payment only.`,
  }),
  secondConfirm: ({ host }: { host: string }): Bilingual => ({
    ko: `결제 승인 주소를 막았습니다: ${host}의 승인 주소가 한 결제에서 두 번째로 열리려고 했습니다. 첫 번째만 보냈습니다.`,
    en: `The address that confirms a payment was stopped: ${host} was about to be called a second time for one payment. Only the first was let through.`,
  }),
  droppedConfirm: ({ host, why }: { host: string; why: Bilingual }): Bilingual => ({
    ko: `결제 승인 주소를 보내지 않았습니다(${host}): ${why.ko}.`,
    en: `The address that confirms the payment was not let through (${host}): ${why.en}.`,
  }),
  decidedToDrop: (): Bilingual => ({
    ko: '승인 관문이 버리기로 했습니다',
    en: 'the confirm gate decided to drop it',
  }),
  nobodyDecided: (): Bilingual => ({
    ko: '승인 관문이 걸려 있지 않아 아무도 판단하지 않았습니다',
    en: 'no confirm gate was set, so nobody could decide',
  }),
  decisionFailed: ({ why }: { why: string }): Bilingual => ({
    ko: `승인 관문이 판단하지 못했습니다(${why})`,
    en: `the confirm gate could not decide (${why})`,
  }),
  decisionLate: ({ seconds }: { seconds: number }): Bilingual => ({
    ko: `승인 관문이 ${seconds}초 안에 답하지 않았습니다`,
    en: `the confirm gate did not answer within ${seconds} s`,
  }),
  app: ({ scheme }: { scheme: string }): Bilingual => ({
    ko: `앱을 열려는 이동을 막았습니다(${scheme}). 앱으로 하는 결제와 인증은 점검할 수 없습니다. 카드 결제 창으로 가는 길을 고르세요.`,
    en: `The page tried to open an app (${scheme}), which was stopped. Payment and authentication in apps are out of reach; choose the way to the card window.`,
  }),
  call: ({ scheme }: { scheme: string }): Bilingual => ({
    ko: `전화나 메일로 가는 이동(${scheme})을 기록했습니다. 점검 브라우저에서는 아무 데도 연결되지 않습니다.`,
    en: `The page went to a telephone number or mail address (${scheme}), which was recorded; from this browser it leads nowhere.`,
  }),
  onlyLooking: ({ host }: { host: string }): Bilingual => ({
    ko: `보내지 않았습니다: 호스트를 찾는 동안에는 읽기(GET)만 합니다(${host}).`,
    en: `Not let out: while hosts are looked for, pages are only read (GET) (${host}).`,
  }),
  unreachable: ({ host, why }: { host: string; why: string }): Bilingual => ({
    ko: `${host}에 연결하지 못했습니다: ${why}`,
    en: `${host} could not be reached: ${why}`,
  }),
  proxyFailed: ({ why }: { why: string }): Bilingual => ({
    ko: `네트워크 벽(허용 목록 프록시)을 세우지 못해 브라우저를 쓰지 않습니다: ${why}`,
    en: `The network wall (the allow-list proxy) could not be raised, so no browser is used: ${why}`,
  }),
  fetchFailed: ({ why }: { why: string }): Bilingual => ({
    ko: `브라우저에 결제 요청 차단(Fetch)을 걸지 못해 그 브라우저를 쓰지 않습니다: ${why}`,
    en: `The browser could not be told to hold payment requests (Fetch), so it is not used: ${why}`,
  }),
  badUpstream: ({ name }: { name: string }): Bilingual => ({
    ko: `환경 변수 ${name}의 프록시 주소를 쓸 수 없습니다. http://호스트:포트 형식으로 적거나 지우세요.`,
    en: `Environment variable ${name} holds no proxy address that can be used. Write it as http://host:port, or unset it.`,
  }),
};
