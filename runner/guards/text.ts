import type { Bilingual } from '../base/bilingual.ts';

/** What guards say to people: what was refused, why, and what to do. */
export const text = {
  liveKeysSummary: (): Bilingual => ({
    ko: '이 컴퓨터와 체크리스트 어디에도 운영(live) 키가 없어야 합니다',
    en: 'no live key on this machine or in the checklist',
  }),
  liveKeyInFile: ({ file }: { file: string }): Bilingual => ({
    ko: `결제를 거부했습니다: ${file}에 운영(live) 키가 있습니다. 운영 키로는 실제 돈이 움직일 수 있습니다. 파일에서 키를 지우고, 그 키를 폐기한 뒤 테스트 키만 쓰세요.`,
    en: `Payment refused: ${file} holds a live key, and a live key can move real money. Remove it from the file, revoke it, and use a test key only.`,
  }),
  liveKeyInTarget: ({ target, name }: { target: string; name: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 대상 ${target}의 변수 ${name}에 운영(live) 키가 있습니다. 변수와 그 값이 온 환경 변수를 고쳐 테스트 키만 쓰세요.`,
    en: `Payment refused: variable ${name} of target ${target} holds a live key. Correct it, and the environment variable it comes from, so that only a test key is used.`,
  }),
  liveKeyInEnvironment: ({ name }: { name: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 환경 변수 ${name}에 운영(live) 키가 있습니다. 점검을 실행하는 컴퓨터에는 운영 키가 있으면 안 됩니다. 변수를 지우고(unset ${name}) 다시 실행하세요.`,
    en: `Payment refused: environment variable ${name} holds a live key. The machine that runs checklists must not hold one. Unset ${name} and start again.`,
  }),
  sandboxLaneSummary: (): Bilingual => ({
    ko: '테스트 원장으로 가는 결제만 누릅니다',
    en: 'only payments that go to the test ledger are pressed',
  }),
  gatewayUnknown: ({ kind, known }: { kind: string; known: string }): Bilingual => ({
    ko: `실행을 거부했습니다: 대상의 gateway.kind가 "${kind}"인데, 테스트 모드가 안전하다고 확인된 결제사는 ${known}뿐입니다. 대상 파일을 고치거나 gateway를 지우세요.`,
    en: `Run refused: the target's gateway.kind is "${kind}", but only ${known} is known to have a safe test mode. Correct the target file or remove its gateway.`,
  }),
  noGateway: ({ target }: { target: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 대상 ${target}에 gateway가 없어 결과를 확인할 원장이 없습니다. 대상 파일에 gateway를 적으세요.`,
    en: `Payment not pressed: target ${target} names no gateway, so there is no ledger to check it in. Add a gateway to the target file.`,
  }),
  renderOnly: ({ target }: { target: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 대상 ${target}의 쇼핑몰에는 테스트 원장으로 보내는 길(sandbox lane)이 없습니다. 결제 버튼 앞까지만 확인합니다. 길이 생기면 gateway.lane: sandbox로 바꾸세요.`,
    en: `Payment not pressed: the shop of target ${target} has no sandbox lane, so payments are checked up to the pay button only. Set gateway.lane to sandbox when the shop has one.`,
  }),
  renderOnlyRun: (): Bilingual => ({
    ko: '결제 버튼 앞까지만 봅니다(render-only): 대상에 gateway가 없거나 lane이 none이어서 아무것도 누르지 않습니다',
    en: 'render-only: the target has no gateway or its lane is none, so payments are shown up to the pay button and nothing is pressed',
  }),
  noTestKey: ({ name }: { name: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 테스트 시크릿 키가 없어 원장을 읽을 수 없습니다. 환경 변수 POSTFLIGHT_SECRET_${name}에 결제사의 테스트 시크릿 키를 넣으세요.`,
    en: `Payment not pressed: without the test secret key the ledger cannot be read. Put the gateway's test secret key into environment variable POSTFLIGHT_SECRET_${name}.`,
  }),
  otherGateway: ({ declared, opened }: { declared: string; opened: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 대상은 결제사 ${declared}를 적었는데 ${opened}가 연결되었습니다. 다른 원장으로는 결제를 확인할 수 없습니다. 대상 파일의 gateway를 확인하세요.`,
    en: `Payment refused: the target declares gateway ${declared}, but ${opened} was opened, and another ledger proves nothing. Check the target file's gateway.`,
  }),
  testCardSummary: (): Bilingual => ({
    ko: '발급될 수 없는 목록의 카드만 씁니다',
    en: 'only listed cards that nobody can have been issued',
  }),
  cardNotListed: ({ place, listed }: { place: string; listed: string }): Bilingual => ({
    ko: `결제를 거부했습니다(${place}): card에 목록에 없는 이름이 적혀 있습니다. 실제 카드를 쓰면 돈이 움직일 수 있습니다. 다음 이름 가운데 하나를 쓰세요: ${listed}.`,
    en: `Payment refused (${place}): card is not a listed name, and a real card could be charged. Use one of: ${listed}.`,
  }),
  cardOfOtherGateway: ({ card, kind }: { card: string; kind: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 카드 ${card}는 결제사 ${kind || '(없음)'}의 카드가 아닙니다. 그 결제사의 카드 이름을 쓰세요.`,
    en: `Payment refused: card ${card} is not a card for gateway ${kind || '(none)'}. Name one of that gateway's cards.`,
  }),
  pageModeSummary: (): Bilingual => ({
    ko: '화면이 테스트 키를 쓰고 운영 키가 어디에도 없어야 합니다',
    en: 'the page uses a test key and shows no live key anywhere',
  }),
  liveKeyOnPage: ({ prefix, where }: { prefix: string; where: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 화면에 운영(live) 키 ${prefix}…가 있습니다(${where}). 여기서 결제하면 실제 돈이 움직일 수 있습니다. 배포 설정을 확인하고 담당자에게 바로 알리세요.`,
    en: `Payment refused: the page shows a live key ${prefix}… (${where}); paying here could move real money. Check the deployment's settings and tell its owner at once.`,
  }),
  scriptUnread: ({ script, count }: { script: string; count: number }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 화면의 스크립트 ${count}개를 읽지 못해 그 안의 운영 키를 볼 수 없습니다(${script}). 결제 화면을 새로 열고(goto) 다시 실행하세요.`,
    en: `Payment not pressed: ${count} script(s) of the page could not be read, so a live key in them would not be seen (${script}). Open the checkout page anew (goto) and run again.`,
  }),
  noTestKeyOnPage: (): Bilingual => ({
    ko: '결제를 누르지 않았습니다: 화면과 그 요청 어디에서도 결제사의 테스트 키(test_ck_… 등)를 찾지 못해 테스트 모드라는 증거가 없습니다. 결제 화면에서 submit-payment를 쓰는지, 테스터 계정으로 로그인했는지 확인하세요.',
    en: "Payment not pressed: neither the page nor its requests show a gateway's test key (such as test_ck_…), so nothing proves test mode. Use submit-payment on the checkout page, logged in as the tester account.",
  }),
  amountCeilingSummary: (): Bilingual => ({
    ko: '단계와 실행마다 시도할 수 있는 금액에 한도가 있습니다',
    en: 'amounts attempted by a step and by a run have a ceiling',
  }),
  amountNotPositive: ({ amount }: { amount: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 금액이 1원 이상이 아닙니다(${amount}). submit-payment의 amount를 고치세요.`,
    en: `Payment refused: the amount is not at least 1 won (${amount}). Correct submit-payment's amount.`,
  }),
  noCeiling: ({ target }: { target: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 대상 ${target}에 금액 한도가 없습니다. gateway.ceilings에 step과 run을 적으세요.`,
    en: `Payment not pressed: target ${target} sets no ceilings. Give gateway.ceilings a step and a run amount.`,
  }),
  overStepCeiling: ({ where, amount, ceiling }: { where: string; amount: string; ceiling: string }): Bilingual => ({
    ko: `결제를 거부했습니다(${where}): ${amount}은 한 단계의 한도 ${ceiling}보다 큽니다. 금액을 줄이거나, 검토를 거쳐 대상 파일의 ceilings.step을 올리세요.`,
    en: `Payment refused (${where}): ${amount} is above the step ceiling of ${ceiling}. Lower the amount or, after review, raise ceilings.step in the target file.`,
  }),
  overRunCeiling: (facts: { amount: string; attempted: string; ceiling: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 이 실행이 이미 ${facts.attempted}을 시도해 ${facts.amount}을 더하면 한도 ${facts.ceiling}을 넘습니다. 결제 단계를 줄이거나, 검토를 거쳐 ceilings.run을 올리세요.`,
    en: `Payment refused: this run has already attempted ${facts.attempted}; another ${facts.amount} would pass the run ceiling of ${facts.ceiling}. Use fewer payment steps or, after review, raise ceilings.run.`,
  }),
  attemptedUnknown: (): Bilingual => ({
    ko: '결제를 거부했습니다: 이 실행의 기록에서 지금까지 시도한 금액을 읽을 수 없습니다. 새로 실행하고, 기록 파일을 보존해 담당자에게 알리세요.',
    en: "Payment refused: what this run attempted so far cannot be read from its journal. Start a new run, keep the journal and tell the tool's owner.",
  }),
  singleFlightSummary: (): Bilingual => ({
    ko: '결과가 확인되지 않은 결제가 있으면 새로 누르지 않습니다',
    en: 'no new payment while the end of another is not known',
  }),
  otherPaymentOpen: ({ step, state }: { step: string; state: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 이 실행의 다른 결제(${step}, ${state})가 아직 확인되지 않았습니다. 결제사 콘솔에서 그 결제를 먼저 확인하세요. 동시에 도는 섹션이라면 같은 lock을 주세요(locks: [payment]).`,
    en: `Payment not pressed: another payment of this run (${step}, ${state}) has no verified end yet. Look that one up at the gateway first. If two sections ran at the same time, give them one lock (locks: [payment]).`,
  }),
  declineSourceSummary: (): Bilingual => ({
    ko: '거절을 기대하면 그 거절이 어디서 오는지 적혀 있어야 합니다',
    en: 'an expected decline says where it comes from',
  }),
  noDeclineSource: ({ where, sources }: { where: string; sources: string }): Bilingual => ({
    ko: `결제를 거부했습니다(${where}): 거절을 기대하지만 거절이 어디서 오는지(decline.source) 적히지 않았습니다. 테스트 원장에는 카드사가 없어 그냥 두면 승인됩니다. 다음 가운데 하나를 쓰세요: ${sources}.`,
    en: `Payment refused (${where}): a decline is expected but decline.source does not say where it comes from. A sandbox has no issuer and would approve. Use one of: ${sources}.`,
  }),
  noDeclineCode: ({ where }: { where: string }): Bilingual => ({
    ko: `결제를 거부했습니다(${where}): 기대하는 거절 코드(decline.code)가 비어 있어 다른 오류와 구별할 수 없습니다. 코드를 적으세요(예: REJECT_CARD_PAYMENT).`,
    en: `Payment refused (${where}): decline.code is empty, so the decline could not be told from another error. Write the code (for example REJECT_CARD_PAYMENT).`,
  }),
  notADeclineCode: ({ where, code }: { where: string; code: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다(${where}): ${code}는 결제사가 거절할 때 쓰는 코드가 아니어서 거절의 증거가 될 수 없습니다. 거절 코드를 적으세요(예: REJECT_CARD_PAYMENT).`,
    en: `Payment not pressed (${where}): ${code} is not a code by which the gateway declines, so it proves no decline. Write a decline code (for example REJECT_CARD_PAYMENT).`,
  }),
  noGuards: (): Bilingual => ({
    ko: '결제를 거부했습니다: 결제를 지키는 안전장치가 하나도 없습니다. Postflight를 다시 설치하세요.',
    en: 'Payment refused: there is no guard to ask. Reinstall Postflight.',
  }),
  guardSilent: ({ guard, ms }: { guard: string; ms: number }): Bilingual => ({
    ko: `결제를 거부했습니다: 안전장치 ${guard}가 ${ms}ms 안에 답하지 않았습니다. 답이 없으면 거부합니다. 다시 실행하고, 되풀이되면 담당자에게 알리세요.`,
    en: `Payment refused: guard ${guard} did not answer within ${ms} ms, and silence denies. Run again; if it repeats, tell the tool's owner.`,
  }),
  guardOdd: ({ guard }: { guard: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 안전장치 ${guard}의 답을 이해할 수 없습니다. 분명한 허용이 아니면 거부합니다. 담당자에게 알리세요.`,
    en: `Payment refused: the answer of guard ${guard} makes no sense, and anything but a clear yes denies. Tell the tool's owner.`,
  }),
  guardThrew: ({ guard, why }: { guard: string; why: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 안전장치 ${guard}가 오류로 끝났습니다(${why}). 오류는 거부입니다. 담당자에게 알리세요.`,
    en: `Payment refused: guard ${guard} ended in an error (${why}), and an error denies. Tell the tool's owner.`,
  }),
} as const;
