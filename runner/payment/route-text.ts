import type { Bilingual } from '../base/bilingual.ts';

const nothingPressed = {
  ko: '결제를 거부했습니다',
  en: 'Payment refused',
} as const;

/** What reading the route, the account, the proof and the held redirect says to people. */
export const text = {
  attestationUnread: ({ why }: { why: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 서버의 증명을 읽지 못했습니다(${why}). 쇼핑몰의 증명 주소와 대상 파일의 gateway.attestation을 확인하세요.`,
    en: `Payment not pressed: the server's attestation could not be read (${why}). Check the shop's endpoint and gateway.attestation of the target file.`,
  }),
  attestationOdd: ({ why }: { why: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 서버의 증명을 이해할 수 없습니다(${why}). mode, pg, mid, keyPrefix, deployId, configHash, nonce, time을 담아야 합니다.`,
    en: `Payment not pressed: the server's attestation makes no sense (${why}). It must hold mode, pg, mid, keyPrefix, deployId, configHash, nonce and time.`,
  }),
  attestationForged: (): Bilingual => ({
    ko: `${nothingPressed.ko}: 서버의 증명이 대상 파일에 적힌 키로 서명되지 않았습니다. 다른 서버이거나 누가 바꾼 것일 수 있습니다. 서버 팀에 서명 키를 확인하세요.`,
    en: `${nothingPressed.en}: the server's attestation is not signed by the key of the target file. Another server answers, or somebody changed it. Ask the server team about the signing key.`,
  }),
  attestationOtherNonce: (): Bilingual => ({
    ko: `${nothingPressed.ko}: 서버의 증명이 이번 질문에 대한 답이 아닙니다(nonce가 다름). 저장된 옛 답일 수 있으니 증명 주소가 캐시되지 않게 하세요.`,
    en: `${nothingPressed.en}: the server's attestation answers another question (its nonce differs). It may be a stored answer: keep the endpoint out of every cache.`,
  }),
  attestationOld: ({ seconds, limit }: { seconds: number; limit: number }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 서버의 증명이 ${seconds}초 어긋나 있습니다(한도 ${limit}초). 서버와 이 컴퓨터의 시계를 확인하세요.`,
    en: `Payment not pressed: the server's attestation is ${seconds} s off (at most ${limit} s). Check the clocks of the server and of this machine.`,
  }),
  attestedLive: ({ mode }: { mode: string }): Bilingual => ({
    ko: `${nothingPressed.ko}: 서버가 스스로 테스트가 아니라고 말합니다(mode: ${mode}). 여기서 결제하면 실제 돈이 움직입니다. 배포 설정과 테스터 계정을 확인하고 담당자에게 바로 알리세요.`,
    en: `${nothingPressed.en}: the server itself says that this is not test mode (mode: ${mode}). Paying here would move real money. Check the deployment's settings and the tester account, and tell their owner at once.`,
  }),
  attestedLiveKey: ({ prefix }: { prefix: string }): Bilingual => ({
    ko: `${nothingPressed.ko}: 서버가 운영(live) 키를 쓴다고 말합니다(${prefix}…). 배포 설정을 확인하고 담당자에게 바로 알리세요.`,
    en: `${nothingPressed.en}: the server says that it uses a live key (${prefix}…). Check the deployment's settings and tell their owner at once.`,
  }),
  attestedOtherGateway: ({ asked, told }: { asked: string; told: string }): Bilingual => ({
    ko: `${nothingPressed.ko}: 대상은 결제사 ${asked}인데 서버는 ${told}로 보낸다고 합니다. 다른 원장으로는 결제를 확인할 수 없습니다. 대상 파일의 gateway.kind와 배포 설정을 맞추세요.`,
    en: `${nothingPressed.en}: the target names gateway ${asked}, but the server says it pays through ${told}, and another ledger proves nothing. Make the target's gateway.kind and the deployment agree.`,
  }),
  attestedOtherMerchant: ({ asked, told }: { asked: string; told: string }): Bilingual => ({
    ko: `${nothingPressed.ko}: 대상의 상점ID는 ${asked}인데 서버는 ${told}라고 합니다. 다른 상점의 원장으로 갈 수 있습니다. 대상 파일의 gateway.merchant-id와 배포 설정을 맞추세요.`,
    en: `${nothingPressed.en}: the target's merchant id is ${asked}, but the server says ${told}; the payment may go to another ledger. Make gateway.merchant-id and the deployment agree.`,
  }),
  attestedOtherBuild: ({ read, told }: { read: string; told: string }): Bilingual => ({
    ko: `결제를 누르지 않았습니다: 증명하는 서버의 빌드(${told})와 화면을 내는 빌드(${read})가 다릅니다. 배포가 아직 끝나지 않은 것입니다. 모든 서버가 같은 빌드가 된 뒤 다시 실행하세요.`,
    en: `Payment not pressed: the build that attests (${told}) is not the build that answers (${read}), so the release is not over. Run again when every server runs one build.`,
  }),
  notJson: (): Bilingual => ({ ko: 'JSON이 아님', en: 'it is not JSON' }),
  nothingFound: ({ expression }: { expression: string }): Bilingual => ({
    ko: `답에서 ${expression}을(를) 찾지 못함`,
    en: `${expression} finds nothing in the answer`,
  }),
  askFailed: ({ path, status }: { path: string; status: number }): Bilingual => ({
    ko: `${path}: HTTP ${status}`,
    en: `${path}: HTTP ${status}`,
  }),
  laneBusy: (): Bilingual => ({
    ko: '결제를 누르지 않았습니다: 이 컴퓨터의 다른 실행이나 섹션이 지금 이 대상에서 결제하고 있습니다. 한 번에 하나만 결제합니다. 끝난 뒤 다시 실행하고, 같은 실행의 섹션이라면 같은 lock을 주세요(locks: [payment]).',
    en: 'Payment not pressed: another run or section on this machine is paying on this target right now, and only one pays at a time. Run again when it is over; sections of one run get one lock (locks: [payment]).',
  }),
} as const;
