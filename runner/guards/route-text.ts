import type { Bilingual } from '../base/bilingual.ts';

/** What the guards of route, account, proof, ceilings and latch say to people: what was refused, why, and what to do. */
export const text = {
  accountSummary: (): Bilingual => ({
    ko: '테스터 계정에 돈이 될 것이 없어야 합니다',
    en: "the tester's account holds nothing that could pay",
  }),
  accountNotAsked: (): Bilingual => ({
    ko: '대상 파일에 account가 없어 테스터 계정을 들여다보지 않습니다. 큰 금액은 거부합니다',
    en: "the target names no account, so the tester's account is not looked at; large payments are refused",
  }),
  accountNotAskedLarge: ({ amount, from }: { amount: string; from: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: ${amount}은 큰 금액(${from} 이상)인데, 대상 파일에 account가 없어 테스터 계정에 저장된 카드나 예치금이 없는지 알 수 없습니다. 대상 파일에 account: { path, holds-nothing }을 적으세요.`,
    en: `Payment not pressed: ${amount} is a large payment (from ${from}), and without an account in the target file nobody knows whether the tester's account holds a card or a deposit. Give the target account: { path, holds-nothing }.`,
  }),
  accountUnread: ({ why }: { why: Bilingual }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 테스터 계정을 읽지 못했습니다(${why.ko}). 로그인이 되어 있는지, 대상 파일의 account.path와 holds-nothing이 맞는지 확인하세요.`,
    en: `Payment not pressed: the tester's account could not be read (${why.en}). Check that the page is logged in and that account.path and holds-nothing of the target file are right.`,
  }),
  accountHolds: ({ held }: { held: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 테스터 계정에 돈이 될 것이 있습니다(${held}). 저장된 카드, 간편결제, 예치금으로 실제 결제가 될 수 있습니다. 계정에서 모두 지우거나 빈 테스터 계정을 쓰세요.`,
    en: `Payment refused: the tester's account holds something that could pay (${held}); a saved card, a wallet or a deposit can be charged. Remove it, or use an empty tester account.`,
  }),
  attestationSummary: (): Bilingual => ({
    ko: '서버가 테스트 원장으로 보낸다고 서명해야 합니다',
    en: 'the server signs that payments go to the test ledger',
  }),
  attestationNotAsked: (): Bilingual => ({
    ko: '대상 파일에 gateway.attestation이 없어 서버의 서명을 확인하지 않습니다. 큰 금액은 거부합니다',
    en: 'the target names no gateway.attestation, so the server signs nothing; large payments are refused',
  }),
  attestationNeeded: ({ amount, from }: { amount: string; from: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: ${amount}은 큰 금액(${from} 이상)인데, 서버가 어느 원장으로 보내는지 서명하지 않습니다. 쇼핑몰에 증명 주소를 만들고 대상 파일에 gateway.attestation: { path, public-key }를 적으세요.`,
    en: `Payment not pressed: ${amount} is a large payment (from ${from}), and the server does not sign which ledger it pays into. Add an attestation endpoint to the shop and gateway.attestation: { path, public-key } to the target file.`,
  }),
  deploymentSummary: (): Bilingual => ({
    ko: '결제하는 동안 배포가 바뀌지 않아야 합니다',
    en: 'the deployment does not change while a payment is made',
  }),
  deploymentNotKnown: (): Bilingual => ({
    ko: '대상 파일에 deployment도 gateway.attestation도 없어 배포가 바뀌어도 알 수 없습니다',
    en: 'the target names neither deployment nor gateway.attestation, so a changed build would not be seen',
  }),
  deploymentUnread: ({ why }: { why: Bilingual }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 지금 답하는 빌드를 읽지 못했습니다. ${why.ko}`,
    en: `Payment not pressed: the build that answers could not be read. ${why.en}`,
  }),
  deploymentChanged: ({ before, now }: { before: string; now: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 결제하는 사이에 배포가 바뀌었습니다(${before} → ${now}). 앞에서 확인한 것은 모두 무효입니다. 배포가 끝났는지 서버 팀에 묻고, 끝난 뒤 새로 실행하세요.`,
    en: `Payment refused: the deployment changed while this payment was made (${before} → ${now}), so nothing that was proven before holds. Ask the server team whether the release is over, then start a new run.`,
  }),
  canarySummary: (): Bilingual => ({
    ko: '큰 금액 전에 같은 길로 작은 결제를 해 보고 취소까지 확인해야 합니다',
    en: 'a small payment on the same route is paid, found and cancelled before a large one',
  }),
  canaryNotNeeded: ({ from }: { from: string }): Bilingual => ({
    ko: `${from} 이상을 결제하는 단계가 없습니다`,
    en: `no step pays ${from} or more`,
  }),
  canaryTooLarge: ({ amount, from }: { amount: string; from: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 카나리아 결제 ${amount}이 큰 금액입니다. 길을 시험하는 결제는 ${from}보다 작아야 합니다. canary 단계의 amount를 줄이세요(예: 1000).`,
    en: `Payment refused: a canary of ${amount} is itself a large payment. The payment that tries the route must be below ${from}. Lower the amount of the canary step (for example 1000).`,
  }),
  canaryMustBeApproved: (): Bilingual => ({
    ko: '결제를 거부했습니다: canary 결제는 expect: approved여야 합니다. 승인되고 취소되어야 길이 증명됩니다. canary를 지우거나 expect를 고치세요.',
    en: 'Payment refused: a canary needs expect: approved, because only a payment that was approved and cancelled proves the route. Remove canary or correct expect.',
  }),
  noProof: ({ amount, from, why }: { amount: string; from: string; why: Bilingual }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: ${amount}은 큰 금액(${from} 이상)이라 카나리아의 증거가 필요합니다. ${why.ko} 이 단계 앞에, 같은 섹션에 submit-payment: { amount: 1000, card: unissuable-approved, expect: approved, canary: true } 단계를 두세요.`,
    en: `Payment not pressed: ${amount} is a large payment (from ${from}) and needs a canary's proof. ${why.en} Put a step with submit-payment: { amount: 1000, card: unissuable-approved, expect: approved, canary: true } before it in the same section.`,
  }),
  proofMissing: (): Bilingual => ({
    ko: '이 실행에는 아직 증거가 없습니다.',
    en: 'This run has made none yet.',
  }),
  proofUsed: (): Bilingual => ({
    ko: '증거는 한 번만 쓸 수 있고, 이미 쓰였습니다.',
    en: 'A proof is good once, and it has been used.',
  }),
  proofVoid: (): Bilingual => ({
    ko: '증거가 무효가 되었습니다(배포나 서버의 서명이 바뀜).',
    en: "The proof is void (the deployment or the server's word changed).",
  }),
  proofOld: ({ seconds, limit }: { seconds: number; limit: number }): Bilingual => ({
    ko: `증거가 ${seconds}초 전의 것이라 ${limit}초를 넘었습니다.`,
    en: `The proof is ${seconds} s old, more than ${limit} s.`,
  }),
  proofElsewhere: (): Bilingual => ({
    ko: '증거가 다른 섹션(다른 브라우저 세션)의 것입니다.',
    en: 'The proof belongs to another section (another browser session).',
  }),
  proofOtherRoute: ({ proven, now }: { proven: string; now: string }): Bilingual => ({
    ko: `증거는 다른 길의 것입니다(증명된 길 ${proven}, 지금 ${now}).`,
    en: `The proof is for another route (proven ${proven}, now ${now}).`,
  }),
  proofOtherBuild: (): Bilingual => ({
    ko: '증거는 다른 배포의 것이거나, 지금 배포를 알 수 없습니다.',
    en: 'The proof is for another deployment, or the deployment is not known now.',
  }),
  proofTooSmall: ({ max }: { max: string }): Bilingual => ({
    ko: `증거는 ${max}까지만 유효합니다.`,
    en: `The proof is good up to ${max} only.`,
  }),
  hourSummary: (): Bilingual => ({
    ko: '한 시간에 시도할 수 있는 금액과 횟수에 한도가 있습니다',
    en: 'amounts and payments attempted in an hour have a ceiling',
  }),
  hourNotSet: (): Bilingual => ({
    ko: '대상 파일에 ceilings.hour와 ceilings.hour-count가 없습니다',
    en: 'the target sets neither ceilings.hour nor ceilings.hour-count',
  }),
  overHourCeiling: (facts: { amount: string; attempted: string; ceiling: string }): Bilingual => ({
    ko: `결제를 거부했습니다: 이 컴퓨터의 실행들이 지난 60분 동안 이 대상에 ${facts.attempted}을 시도해 ${facts.amount}을 더하면 한도 ${facts.ceiling}을 넘습니다. 기다렸다가 다시 실행하거나, 검토를 거쳐 ceilings.hour를 올리세요.`,
    en: `Payment refused: within the last 60 minutes the runs of this machine attempted ${facts.attempted} on this target; another ${facts.amount} would pass the hour's ceiling of ${facts.ceiling}. Wait, or after review raise ceilings.hour.`,
  }),
  overHourCount: ({ count, ceiling }: { count: number; ceiling: number }): Bilingual => ({
    ko: `결제를 거부했습니다: 지난 60분 동안 이 대상에 결제를 ${count}번 시도했고, 한도는 ${ceiling}번입니다. 기다렸다가 다시 실행하거나, 검토를 거쳐 ceilings.hour-count를 올리세요.`,
    en: `Payment refused: ${count} payments were attempted on this target within the last 60 minutes, and the ceiling is ${ceiling}. Wait, or after review raise ceilings.hour-count.`,
  }),
  haltSummary: (): Bilingual => ({
    ko: '돈 경보로 잠긴 대상에서는 결제하지 않습니다',
    en: 'no payment on a target that a money alarm has latched',
  }),
  halted: ({ halt, at, message }: { halt: string; at: string; message: Bilingual }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 이 대상은 ${at}에 잠겼습니다(${halt}: ${message.ko}). 그 결제를 결제사에서 먼저 확인한 사람이 postflight halt lift로 이름과 이유를 적어 풀어야 합니다.`,
    en: `Payment not pressed: this target was latched at ${at} (${halt}: ${message.en}). Whoever has looked that payment up at the gateway must lift it with postflight halt lift, giving name and reason.`,
  }),
  ticketSummary: (): Bilingual => ({
    ko: '환불 티켓이 열려 있는 대상에서는 결제하지 않습니다',
    en: 'no payment on a target with an open refund ticket',
  }),
  ticketOpen: ({ tickets }: { tickets: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 이 대상에 닫히지 않은 환불 티켓이 있습니다(${tickets}). 돈이 돌아온 것을 확인해 티켓을 닫은 뒤 다시 실행하세요(postflight tickets).`,
    en: `Payment not pressed: this target has open refund tickets (${tickets}). Close them once the money is back (postflight tickets), then run again.`,
  }),
  elsewhereSummary: (): Bilingual => ({
    ko: '다른 실행의 결제가 확인되지 않았으면 결제하지 않습니다',
    en: 'no payment while a payment of another run has no verified end',
  }),
  openElsewhere: ({ runId, step, payment }: { runId: string; step: string; payment: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 실행 ${runId}의 결제(${step}, ${payment})가 아직 확인되지 않았습니다. 그 실행이 끝나기를 기다리거나, 끝난 실행이라면 postflight settle로 확인한 뒤 다시 실행하세요.`,
    en: `Payment not pressed: a payment of run ${runId} (${step}, ${payment}) has no verified end yet. Wait for that run; if it is over, bring the payment to its end with postflight settle and run again.`,
  }),
  machineSummary: (): Bilingual => ({
    ko: '이 컴퓨터의 설정 파일에 운영(live) 키가 없어야 합니다',
    en: 'no live key in the settings files of this machine',
  }),
  machineHolds: ({ file, line, prefix }: { file: string; line: number; prefix: string }): Bilingual => ({
    ko: `실행을 거부했습니다: ${file} ${line}행에 운영(live) 키 ${prefix}…가 있습니다. 점검을 실행하는 컴퓨터에 운영 키가 있으면 실제 돈이 움직일 수 있습니다. 파일에서 지우고, 그 키를 폐기하세요.`,
    en: `Run refused: ${file} line ${line} holds a live key ${prefix}…, and a machine that runs checklists must not hold one. Remove it from the file and revoke the key.`,
  }),
  machineUnread: ({ file, count }: { file: string; count: number }): Bilingual => ({
    ko: `실행을 거부했습니다: 설정 파일 ${count}개를 끝까지 읽지 못해 운영 키가 있는지 알 수 없습니다(${file}). 읽을 수 있게 하거나 다른 폴더에서 실행하세요.`,
    en: `Run refused: ${count} settings file(s) could not be searched to the end, so a live key in them would not be seen (${file}). Make them readable or run in another folder.`,
  }),
} as const;
