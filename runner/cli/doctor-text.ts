import type { Bilingual } from '../base/bilingual.ts';

/** What `doctor` says. */
export const text = {
  title: ({ target, url }: { target: string; url: string }): Bilingual => ({
    ko: `대상 ${target} (${url})`,
    en: `target ${target} (${url})`,
  }),
  targetRead: ({ file }: { file: string }): Bilingual => ({ ko: `대상 파일: ${file}`, en: `target file: ${file}` }),
  reached: (): Bilingual => ({ ko: '쇼핑몰이 응답합니다', en: 'the shop answers' }),
  build: ({ fingerprint }: { fingerprint: string }): Bilingual => ({
    ko: `응답 중인 배포: ${fingerprint}`,
    en: `deployment: ${fingerprint}`,
  }),
  buildSince: ({ fingerprint, since }: { fingerprint: string; since: string }): Bilingual => ({
    ko: `응답 중인 배포: ${fingerprint}, 배포 시각 ${since}`,
    en: `deployment: ${fingerprint}, deployed at ${since}`,
  }),
  noDeployedAt: (): Bilingual => ({
    ko: '배포 시각을 알려 주는 곳(deployment의 deployed-at)을 적지 않아 보고서에 배포 시각이 실리지 않습니다',
    en: 'deployment names no deployed-at, so the report cannot say when the build was deployed',
  }),
  deployedAtUnread: (): Bilingual => ({
    ko: 'deployment의 deployed-at이 가리키는 곳에 시간대까지 적힌 시각이 없습니다(ISO 8601, HTTP 날짜, Unix 초)',
    en: 'what deployed-at points to is no time with its zone (ISO 8601, HTTP date, Unix seconds)',
  }),
  noBuild: (): Bilingual => ({
    ko: '배포 지문(deployment)을 적지 않아 배포가 바뀌어도 알 수 없습니다',
    en: 'no deployment fingerprint is named, so a change of build is not noticed',
  }),
  noGateway: (): Bilingual => ({
    ko: 'gateway가 없어 결제 단계는 실행되지 않습니다',
    en: 'no gateway: payment steps do not run',
  }),
  laneNone: (): Bilingual => ({
    ko: 'gateway.lane: none — 결제 버튼 앞까지만 확인합니다',
    en: 'gateway.lane: none — payments are checked up to the pay button only',
  }),
  testKey: ({ variable }: { variable: string }): Bilingual => ({
    ko: `결제사 테스트 키가 있습니다 (${variable})`,
    en: `the gateway's test key is there (${variable})`,
  }),
  browser: ({ path }: { path: string }): Bilingual => ({ ko: `브라우저: ${path}`, en: `browser: ${path}` }),
  signer: ({ id }: { id: string }): Bilingual => ({ ko: `서명 키: ${id}`, en: `signing key: ${id}` }),
  folder: ({ folder }: { folder: string }): Bilingual => ({ ko: `쓸 수 있음: ${folder}`, en: `writable: ${folder}` }),
  clock: ({ seconds }: { seconds: number }): Bilingual => ({
    ko: `시계: 쇼핑몰과 ${seconds}초 차이`,
    en: `clock: ${seconds} s from the shop's`,
  }),
  clockWrong: ({ seconds, max }: { seconds: number; max: number }): Bilingual => ({
    ko: `시계가 쇼핑몰과 ${seconds}초 다릅니다(허용 ${max}초). 결제 시각을 맞출 수 없으니 이 컴퓨터의 시각을 맞추세요(NTP).`,
    en: `the clock is ${seconds} s from the shop's (at most ${max}). Payments could not be matched by time; set this machine's clock (NTP).`,
  }),
  clockUnknown: (): Bilingual => ({
    ko: '쇼핑몰이 시각(Date)을 보내지 않아 시계를 비교하지 못했습니다',
    en: 'the shop sends no Date, so the clock could not be compared',
  }),
  hosts: ({ count, policy }: { count: number; policy: string }): Bilingual => ({
    ko: `allowed-hosts ${count}개, 그 밖의 호스트는 ${policy}`,
    en: `${count} allowed-hosts; other hosts: ${policy}`,
  }),
  hostTwice: ({ host }: { host: string }): Bilingual => ({
    ko: `allowed-hosts의 ${host}은(는) 두 번 적혀 있거나 base-url과 같습니다. 한 줄을 지우세요.`,
    en: `${host} in allowed-hosts is written twice, or is the base-url. Remove the line.`,
  }),
  hostOfMaker: ({ host }: { host: string }): Bilingual => ({
    ko: `allowed-hosts의 ${host}은(는) 쇼핑몰이 아니라 Chromium 자신이 부르는 호스트입니다. 지우세요.`,
    en: `${host} in allowed-hosts is asked for by Chromium itself, not by the shop. Remove it.`,
  }),
  upstream: ({ names }: { names: string }): Bilingual => ({
    ko: `${names}: 점검 브라우저는 이 프록시를 지나갑니다. 이 도구 자신의 요청(시작 전 확인, 결제사 원장)은 지나가지 않으므로 그 주소들에 직접 닿을 수 있어야 합니다.`,
    en: `${names}: the browser goes through this proxy. The tool's own requests (preflight, the gateway's ledger) do not, so those addresses must be reachable directly.`,
  }),
  problems: ({ count }: { count: number }): Bilingual => ({
    ko: `문제 ${count}건`,
    en: count === 1 ? '1 problem' : `${count} problems`,
  }),
  healthy: (): Bilingual => ({ ko: '실행할 수 있습니다', en: 'ready to run' }),
  discovered: ({ pages, unknown }: { pages: number; unknown: number }): Bilingual => ({
    ko: `쪽 ${pages}개를 열어 보았습니다. 적혀 있지 않은 호스트 ${unknown}개. 로그인해야 보이는 쪽과 결제 창은 열지 않았습니다.`,
    en: `${pages} page(s) were opened; ${unknown} host(s) are not listed. Pages behind a login and payment windows were not opened.`,
  }),
  pageTrouble: ({ page, why }: { page: string; why: string }): Bilingual => ({
    ko: `열지 못함: ${page} (${why})`,
    en: `could not be opened: ${page} (${why})`,
  }),
  unknown: (): Bilingual => ({
    ko: '새 호스트: 쓰는 것이 맞는지 보고 남기세요',
    en: 'NEW: keep it if the shop really uses it',
  }),
  listed: (): Bilingual => ({ ko: '이미 적혀 있음', en: 'already listed' }),
};
