import type { Notice, NoticeKind, Recipient } from '../../../runner/model/channel.ts';

/** One night's notices, as the rules make them; what every golden request and every fault is tried with. */
const page: Notice = {
  id: 'n-20261121-154103-k3f9q2-1',
  kind: 'page',
  dedupKey: 'postflight:shop:20261121-153000-k3f9q2:p1',
  severity: 'critical',
  runId: '20261121-153000-k3f9q2',
  target: { id: 'shop', title: '홈쇼핑 앱 (운영)' },
  at: '2026-11-21T15:41:11.204Z',
  headline: { ko: '주문할 수 없습니다 — 결제하면 오류가 납니다', en: 'Nobody can order: paying ends in an error' },
  facts: [
    {
      label: { ko: '언제부터', en: 'Since' },
      value: { ko: '00:41:03 KST, 00:41:11 재확인도 실패', en: '00:41:03 KST, failed again at 00:41:11' },
    },
    { label: { ko: '기대', en: 'Expected' }, value: { ko: '주문완료 화면', en: 'the order is complete' } },
    {
      label: { ko: '관찰', en: 'Observed' },
      value: { ko: "'일시적 오류가 발생했습니다' 대화상자", en: 'a dialog "a temporary error"' },
    },
    { label: { ko: '다른 사람', en: 'Others told' }, value: { ko: '박지훈', en: 'Park Jihun' } },
  ],
  links: {
    acknowledge: 'https://pager.shop.example/a/eyJwIjoicDEiLCJlIjoxNzYzNzg1NjcxfQ.5Yh2cXJ0dG9rZW4',
    run: 'https://pager.shop.example/r/20261121-153000-k3f9q2?step=PAY-03&lang=ko',
    runbook: 'https://wiki.shop.example/runbooks/payment',
    picture: 'https://pager.shop.example/e/PAY-03.png',
  },
  maybeDuplicate: false,
};

export const night: {
  readonly [
    K in Extract<NoticeKind, 'page' | 'update' | 'worse' | 'resolved' | 'status' | 'change' | 'heartbeat'>
  ]: Notice;
} = {
  page,
  update: {
    ...page,
    id: 'n-20261121-154420-k3f9q2-2',
    kind: 'update',
    at: '2026-11-21T15:44:20.000Z',
    headline: {
      ko: '주문할 수 없습니다 — 실패 2건 (결제·쿠폰)',
      en: 'Nobody can order: 2 failures (payment, coupons)',
    },
  },
  worse: {
    ...page,
    id: 'n-20261121-154610-k3f9q2-3',
    kind: 'worse',
    dedupKey: `${page.dedupKey}:worse1`,
    at: '2026-11-21T15:46:10.000Z',
    headline: { ko: '로그인도 되지 않습니다', en: 'Signing in fails as well' },
    maybeDuplicate: true,
  },
  resolved: {
    ...page,
    id: 'n-20261121-161000-k3f9q2-4',
    kind: 'resolved',
    at: '2026-11-21T16:10:00.000Z',
    headline: { ko: '다시 주문할 수 있습니다', en: 'Orders work again' },
    facts: [
      {
        label: { ko: '근거', en: 'Because' },
        value: { ko: '01:09:52 KST 재확인 통과', en: 'the check passed at 01:09:52 KST' },
      },
    ],
    links: { ...page.links, acknowledge: null, picture: null },
  },
  status: {
    ...page,
    id: 'n-20261121-160000-k3f9q2-5',
    kind: 'status',
    at: '2026-11-21T16:00:00.000Z',
    headline: { ko: '장애 19분째, 되돌리는 중', en: 'Down for 19 minutes, rolling back' },
    facts: [
      { label: { ko: '추정 손실', en: 'Estimated loss' }, value: { ko: '3,800,000원', en: '3,800,000 KRW' } },
      { label: { ko: '다음 소식', en: 'Next update' }, value: { ko: '01:10 KST', en: '01:10 KST' } },
    ],
    links: { ...page.links, acknowledge: null, picture: null },
  },
  change: {
    ...page,
    id: 'n-20261121-153000-k3f9q2-0',
    kind: 'change',
    severity: 'minor',
    at: '2026-11-21T15:30:00.000Z',
    headline: { ko: '배포 26.11.3 점검을 시작합니다 (120단계)', en: 'Checking release 26.11.3 (120 steps)' },
    facts: [],
    links: { acknowledge: null, run: page.links.run, runbook: null, picture: null },
  },
  heartbeat: {
    ...page,
    id: 'n-20261121-153000-k3f9q2-hb',
    kind: 'heartbeat',
    dedupKey: 'postflight:shop:heartbeat:start',
    severity: 'minor',
    at: '2026-11-21T15:30:00.000Z',
    headline: { ko: '점검을 시작했습니다', en: 'The check has begun' },
    facts: [],
    links: { acknowledge: null, run: page.links.run, runbook: null, picture: null },
  },
};

/** Somebody on duty, at an address that the channel understands. */
export function kim(address: string, language: Recipient['language'] = 'ko'): Recipient {
  return { person: 'kim', name: language === 'ko' ? '김서연' : 'Kim Seoyeon', language, address };
}

const signs = '\u0000\u0007\u001b[2J\r\nBcc: all@shop.example\r\n\u202egnp.exe\u2066\u200b\u{e0041}';

/** The same page as somebody would write it who wants more than to be read. */
export const hostile: Notice = {
  ...page,
  headline: both(`@everyone <!channel> <@U123> *굵게* [여기](https://evil.example) ${signs} ${'가'.repeat(3_000)}`),
  facts: [
    {
      label: both('관찰\n확인하고 맡기: https://evil.example'),
      value: both(`</script><img src=x onerror=alert(1)> & "quoted" 'q' \\ \` ${signs}`),
    },
    { label: both(''), value: both('') },
    { label: both('{{to.address}}'), value: both('{{DATE(2026-11-22,SHORT)}} ${secret:TOKEN} #{변수} {{links.run}}') },
    { label: both('<at>everyone</at>'), value: both('**bold** __u__ ~~s~~ ||spoiler|| # 제목 > 인용 `code`') },
    ...Array.from({ length: 40 }, (_, index) => ({
      label: both(`항목 ${index}`),
      value: both('👩‍👩‍👧‍👦🇰🇷e\u0301'.repeat(400)),
    })),
  ],
  target: { id: 'shop', title: `홈쇼핑${signs}` },
  links: { ...page.links, runbook: 'javascript:alert(1)', picture: 'https://pager.shop.example/e/"><b>|x>(1)[2].png' },
};

function both(text: string): { readonly ko: string; readonly en: string } {
  return { ko: text, en: text };
}
