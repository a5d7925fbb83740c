import type { PlannedSection, RunEvent, StepFinished } from '../../../runner/model/event.ts';
import { at, checklistFile, evidenceFile, finished, opened, planned, screenshot, started } from './run-events.ts';

/** A night as a release team would see it: 120 steps, a null price, a blocked checkout, noise on many pages. */

type Entry = { readonly seconds: number; readonly event: RunEvent };

const plan: readonly (readonly [id: string, title: string, needs: readonly string[], steps: readonly string[]])[] = [
  ['HOME', '홈', [], ['첫 화면이 2초 안에 열린다', '방송 중 배너가 보인다', '편성표로 갈 수 있다', '카테고리 메뉴가 열린다', '추천 상품이 6개 이상 나온다', '공지 팝업을 닫을 수 있다', '앱 설치 배너가 가격을 가리지 않는다', '맨 아래 사업자 정보가 보인다', '로그인으로 갈 수 있다']],
  ['SRCH', '검색', ['HOME'], ['상품명으로 찾으면 결과가 나온다', '초성으로 찾을 수 있다', '결과가 없을 때 안내한다', '자동 완성이 뜬다', '최근 검색어가 남는다', '가격순으로 정렬한다', '품절 상품이 뒤로 간다', '필터를 여러 개 고를 수 있다']],
  ['PROD', '상품', ['HOME'], ['대표 사진이 모두 보인다', '가격과 할인가가 맞다', '9천만 원이 넘는 가격도 읽을 수 있다', '옵션을 고르면 가격이 바뀐다', '재고가 없으면 살 수 없다', '배송비 안내가 보인다', '상품평이 열린다', '문의를 쓸 수 있다', '찜하기가 된다', '공유 주소가 열린다']],
  ['MEMB', '회원', [], ['아이디와 비밀번호로 로그인한다', '틀린 비밀번호를 알려 준다', '내 정보가 보인다', '배송지를 추가한다', '배송지를 지운다', '알림 설정을 바꾼다', '로그아웃한다', '다시 로그인한다']],
  ['PNTS', '적립금', ['MEMB'], ['잔액과 내역의 합이 같다', '적립 예정이 보인다', '소멸 예정이 보인다', '적립금으로 결제할 수 있다', '취소하면 적립금이 돌아온다', '중복 적립이 없다']],
  ['VCHR', '상품권', ['MEMB'], ['상품권이 지금 가격을 보여 준다', '상품권을 등록한다', '이미 쓴 상품권을 거절한다', '유효 기간이 보인다', '상품권으로 살 수 있다']],
  ['LIVE', '방송 편성', [], ['오늘 편성표가 열린다', '지금 방송이 맨 위에 있다', '방송 알림을 건다', '알림을 끈다', '지난 방송을 본다', '방송 상품으로 간다', '어제와 내일로 옮겨 간다']],
  ['CART', '장바구니', ['PROD', 'MEMB'], ['담으면 개수가 늘어난다', '수량을 바꾸면 합계가 바뀐다', '지우면 사라진다', '품절이 되면 알려 준다', '쿠폰을 쓸 수 있다', '쿠폰을 되돌린다', '무료 배송 기준을 알려 준다', '다시 열어도 남아 있다', '합계가 정확하다']],
  ['AMT', '금액 표시', ['PROD'], ['1원', '999원', '10,000원', '1,234,567원', '90,000,000원', '2,147,483,647원', '2,147,483,648원', '4,294,967,296원', '9,999,999,999원', '99,900,000,000원', '글자 크기 200%에서 1억 원', '목록에서 99,900,000,000원']],
  ['ORDR', '주문', ['CART'], ['주문서가 열린다', '배송지를 고른다', '배송 요청을 적는다', '쿠폰과 적립금을 함께 쓴다', '결제 수단을 고른다', '약관에 동의해야 넘어간다', '주문 금액이 장바구니와 같다', '뒤로 갔다 와도 그대로다']],
  ['PAY', '결제', ['ORDR'], ['시험 카드로 10,000원을 결제한다', '한도를 넘는 결제는 거절된다', '결제창을 닫으면 주문이 남지 않는다', '같은 주문을 두 번 결제할 수 없다', '결제 뒤 주문 번호가 나온다', '거절된 뒤 다시 결제할 수 있다', '영수증을 사람이 확인한다', '현금 영수증을 신청한다']],
  ['ORDH', '주문 내역', ['PAY'], ['주문이 내역에 있다', '금액이 결제와 같다', '배송 조회가 열린다', '영수증을 내려받는다', '문의를 쓴다', '다시 담기가 된다']],
  ['CNCL', '취소와 반품', ['ORDH'], ['취소를 신청한다', '취소가 매출에 반영된다', '쓴 쿠폰이 돌아온다', '적립금이 돌아온다', '반품을 신청한다', '교환을 신청한다']],
  ['ADMN', '관리자', [], ['관리자로 들어간다', '오늘 주문 수가 보인다', '매출 대장에 빠진 것이 없다', '재고를 고친다', '상품 가격을 바꾼다', '공지를 올린다', '권한이 없으면 막는다', '대시보드가 3초 안에 열린다']],
  ['MRKT', '오픈마켓 연동', ['ADMN'], ['가격이 같다', '재고가 같다', '품절이 전달된다', '옵션이 같다', '대표 사진이 같다', '연동 시각이 10분 안이다', '오류 대기열이 비어 있다']],
  ['LAST', '마무리', [], ['로그아웃된다', '시험 자료가 남지 않았다', '고객 센터 번호가 보인다']],
];

const severities = ['critical', 'major', 'major', 'minor'] as const;

function planSections(): readonly PlannedSection[] {
  let line = 4;
  return plan.map(([id, title, needs, titles], sectionIndex) => ({
    id,
    title,
    needs,
    steps: titles.map((stepTitle, index) => {
      const number = `${id}-${String(index + 1).padStart(2, '0')}`;
      line += 9;
      return planned(number, stepTitle, line, {
        severity: severities[(index + sectionIndex) % severities.length] ?? 'major',
        effect: id === 'PAY' ? 'money' : 'none',
        owner: `${id.toLowerCase()}-team`,
        runbook: index % 3 === 0 ? `https://wiki.example/runbook/${number}` : null,
      });
    }),
  }));
}

export const bigSections = planSections();

/** A checklist text long enough for every planned place. */
export const bigSources: ReadonlyMap<string, string> = new Map([
  [checklistFile, bigSections.flatMap((section) => section.steps.flatMap((step) => yamlOf(step.id, step.title, step.severity))).join('\n')],
]);

function yamlOf(id: string, title: string, severity: string): readonly string[] {
  return [
    `      - id: ${id}`,
    `        title: ${title}`,
    `        severity: ${severity}`,
    '        do:',
    '          - goto: /products/12345',
    '          - click: { testid: open-detail }',
    '        expect:',
    '          - text: { testid: price, is: "99,900,000,000원" }',
    '          - no-errors: true',
  ];
}

function problem(step: string, more: Partial<StepFinished>): Partial<StepFinished> {
  return {
    network: {
      requests: 23,
      bytes: 612_400,
      problems: [
        { method: 'GET', url: 'https://shop.example/api/v2/recommend?member=tester01&page=1', status: 503, error: null },
        { method: 'POST', url: 'https://log.shop.example/collect', status: null, error: 'net::ERR_CONNECTION_RESET' },
      ],
      file: evidenceFile(`evidence/${step}/network.jsonl`),
    },
    console: {
      messages: 5,
      errors: ["Uncaught TypeError: Cannot read properties of null (reading 'toLocaleString')"],
      file: evidenceFile(`evidence/${step}/console.jsonl`),
    },
    ...more,
  };
}

function priceFailure(line: number): NonNullable<StepFinished['failure']> {
  return {
    message: {
      ko: '가격이 사람이 읽을 수 있는 값이 아닙니다. 9천만 원이 넘는 금액을 null로 바꾸는 것으로 보입니다.',
      en: 'The price is not one a person can read. Amounts above 90,000,000 seem to turn into null.',
    },
    expected: '99,900,000,000원',
    observed: 'null원',
    at: at(line + 4, 13, 61),
    detail: [
      'expect(locator).toHaveText(expected) failed',
      '',
      "Locator:  getByTestId('price')",
      'Expected: "99,900,000,000원"',
      'Received: "null원"',
      'Timeout:  10000ms',
      '',
      'Call log:',
      "  - waiting for getByTestId('price')",
      '    14 × locator resolved to <strong data-testid="price">null원</strong>',
    ].join('\n'),
  };
}

/** What is special about a few steps; everything else passes. */
const special: ReadonlyMap<string, (line: number) => Partial<StepFinished>> = new Map<string, (line: number) => Partial<StepFinished>>([
  ['PROD-03', (line) => problem('PROD-03', { status: 'failed', failure: priceFailure(line), durationMs: 10_212 })],
  ['AMT-10', (line) => problem('AMT-10', { status: 'failed', failure: priceFailure(line), durationMs: 2_311 })],
  [
    'ORDR-07',
    (line) => ({
      status: 'failed',
      durationMs: 1_804,
      failure: {
        message: { ko: '주문 금액이 장바구니의 합계와 다릅니다.', en: 'The order amount differs from the cart total.' },
        expected: '1,234,560원',
        observed: '1,134,560원',
        at: at(line + 4, 13, 61),
      },
    }),
  ],
  ['SRCH-05', (line) => ({ status: 'flaky', attempt: 2, failure: { message: { ko: '최근 검색어가 보이지 않았습니다.', en: 'Recent searches were not visible.' }, at: at(line + 4, 13, 61) } })],
  [
    'LIVE-05',
    (line) => ({
      status: 'known',
      failure: { message: { ko: '지난 방송이 재생되지 않습니다.', en: 'A past broadcast does not play.' }, at: at(line + 4, 13, 61) },
      reason: { kind: 'known-issue', ticket: 'SHOP-3121', reason: '영상 서버 이전', approvedBy: 'minsu', expires: '2026-12-31', message: { ko: '알려진 문제 SHOP-3121(2026-12-31까지): 영상 서버 이전', en: 'Known issue SHOP-3121 (until 2026-12-31): 영상 서버 이전' } },
    }),
  ],
  ['HOME-06', () => ({ status: 'waived', evidence: [], reason: { kind: 'waived', person: 'jiyeon', reason: '팝업 개편 중', approvedBy: 'minsu', message: { ko: 'jiyeon이(가) 면제했습니다(승인: minsu): 팝업 개편 중', en: 'Waived by jiyeon (approved by minsu): 팝업 개편 중' } } })],
  ['LIVE-02', () => ({ status: 'not-run', evidence: [], reason: { kind: 'condition', condition: 'onAir', message: { ko: '조건이 거짓이라 실행하지 않았습니다: onAir', en: 'Not run because its condition is false: onAir' } } })],
  ['MRKT-06', () => problem('MRKT-06', {})],
  ['ADMN-08', () => problem('ADMN-08', { durationMs: 2_950 })],
]);

const blockedSections: ReadonlyMap<string, string> = new Map([
  ['PAY', 'ORDR'],
  ['ORDH', 'PAY'],
  ['CNCL', 'ORDH'],
]);

/** The events of that night, up to but without run.closed. */
export function bigRun(): readonly Entry[] {
  const entries: Entry[] = [
    { seconds: 0, event: opened(bigSections) },
    { seconds: 0.9, event: { kind: 'browser.launched', name: 'chromium', version: '141.0.7390.37', executable: 'chromium', headed: false } },
    { seconds: 1.1, event: { kind: 'target.identified', at: 'start', fingerprint: 'v2.14.0 (8f13863)', source: 'https://shop.example/version' } },
  ];
  let seconds = 1.3;
  const push = (event: RunEvent): void => {
    entries.push({ seconds, event });
  };
  for (const [index, section] of bigSections.entries()) {
    push({ kind: 'section.started', section: section.id, track: (index % 2) + 1 });
    const from = seconds;
    const need = blockedSections.get(section.id);
    for (const step of section.steps) {
      if (need === undefined) seconds = runStep(step.id, section.id, step.at.line, seconds, push);
      else push(finished(section.id, step.id, blocked(need)));
    }
    push({ kind: 'section.finished', section: section.id, durationMs: Math.round((seconds - from) * 1000) });
  }
  push({ kind: 'payment.moved', payment: 'pay-0001', step: 'PNTS-04', state: 'INTENT', facts: { amount: '10,000 KRW', card: '4330-****-****-1234', gateway: 'toss' } });
  push({ kind: 'payment.moved', payment: 'pay-0001', step: 'PNTS-04', state: 'CLICKED', facts: {} });
  push({ kind: 'payment.moved', payment: 'pay-0001', step: 'PNTS-04', state: 'VERIFIED_CANCELLED', facts: { orderId: 'PF-20261122-K3M9QA' } });
  push({ kind: 'person.answered', step: 'LAST-03', person: 'jiyeon', answer: 'passed', observed: '1588-0000' });
  push({ kind: 'target.identified', at: 'end', fingerprint: 'v2.14.0 (8f13863)', source: 'https://shop.example/version' });
  return entries;
}

function blocked(need: string): Partial<StepFinished> {
  const message = { ko: `먼저 통과해야 하는 ${need}이(가) 통과하지 못했습니다.`, en: `${need}, which must pass first, did not pass.` };
  return { status: 'blocked', evidence: [], durationMs: 0, network: { requests: 0, bytes: 0, problems: [], file: null }, reason: { kind: 'need', need, message } };
}

function runStep(step: string, section: string, line: number, from: number, push: (event: RunEvent) => void): number {
  const more = special.get(step)?.(line) ?? {};
  const never = more.status === 'waived' || more.status === 'not-run';
  if (!never) push(started(section, step));
  if (more.attempt === 2) {
    push(finished(section, step, { status: 'failed', ...(more.failure === undefined ? {} : { failure: more.failure }), evidence: [screenshot(step)] }));
    push(started(section, step, 2));
  }
  const durationMs = more.durationMs ?? 180 + ((line * 37) % 620);
  push(finished(section, step, { durationMs, ...more }));
  return from + durationMs / 2_000;
}
