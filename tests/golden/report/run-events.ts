import { createHash } from 'node:crypto';
import type { Span } from '../../../runner/base/span.ts';
import type { Evidence, EvidenceFile, PlannedSection, PlannedStep, RunEvent, RunOpened, StepFinished, StoredEvent } from '../../../runner/model/event.ts';

/** Hand-made events for tests of the report: one small run in which every status occurs. */

const openedMs = Date.UTC(2026, 10, 21, 15, 30, 0);

/** Events as a journal would hold them; `seconds` counts from the opening of the run. */
export function store(entries: readonly { readonly seconds: number; readonly event: RunEvent }[], runId = '20261122-003000-k3m9qa'): readonly StoredEvent[] {
  let prev = '0'.repeat(64);
  return entries.map(({ seconds, event }, index) => {
    const at = new Date(openedMs + Math.round(seconds * 1000)).toISOString();
    const line = JSON.stringify({ runId, seq: index + 1, at, event, prev });
    const stored = { runId, seq: index + 1, at, event, prev, hash: createHash('sha256').update(line).digest('hex'), line };
    prev = stored.hash;
    return stored;
  });
}

export const checklistFile = 'checklists/release.yaml';

export function at(line: number, column = 9, endColumn = 60): Span {
  return { file: checklistFile, line, column, endLine: line, endColumn };
}

export function evidenceFile(path: string): EvidenceFile {
  return { path, sha256: createHash('sha256').update(path).digest('hex'), bytes: 18_204 };
}

export function screenshot(step: string, attempt = 1): Evidence {
  const name = attempt === 1 ? 'screen.jpg' : `screen-${attempt}.jpg`;
  const pageUrl = 'https://shop.example/search?q=%EC%9D%B4%EB%B6%88';
  return { kind: 'screenshot', file: evidenceFile(`evidence/${step}/${name}`), width: 360, height: 780, pageUrl, attempt };
}

export function planned(id: string, title: string, line: number, more: Partial<PlannedStep> = {}): PlannedStep {
  return { id, title, severity: 'major', effect: 'none', owner: 'shop-team', runbook: null, at: at(line), ...more };
}

export function opened(sections: readonly PlannedSection[], more: Partial<RunOpened> = {}): RunOpened {
  const steps = sections.flatMap((section) => section.steps).length;
  return {
    kind: 'run.opened',
    tool: { name: 'postflight', version: '0.1.0' },
    door: 'run',
    operator: { user: 'jiyeon', host: 'release-02', node: 'v20.20.2', platform: 'linux' },
    checklist: { title: '홈쇼핑 배포 후 점검', file: checklistFile, sources: [{ file: checklistFile, sha256: 'c'.repeat(64) }] },
    target: { id: 'shop', title: '홈쇼핑 운영', baseUrl: 'https://shop.example', sha256: 'd'.repeat(64) },
    device: 'Galaxy S24',
    scope: { selectedSteps: steps, allSteps: steps },
    flaky: 'inconclusive',
    frozen: [],
    options: { tracks: 2, headed: false, trace: 'on-failure', confirm: true },
    sections,
    ...more,
  };
}

export function started(section: string, step: string, attempt = 1): RunEvent {
  return { kind: 'step.started', section, step, attempt };
}

export function finished(section: string, step: string, more: Partial<StepFinished> = {}): StepFinished {
  return {
    kind: 'step.finished',
    section,
    step,
    attempt: 1,
    status: 'passed',
    durationMs: 412,
    failure: null,
    reason: null,
    evidence: [screenshot(step, more.attempt ?? 1)],
    network: { requests: 9, bytes: 81_220, problems: [], file: evidenceFile(`evidence/${step}/network.jsonl`) },
    console: { messages: 0, errors: [], file: null },
    ...more,
  };
}

export const sources: ReadonlyMap<string, string> = new Map([
  [
    checklistFile,
    [
      'checklist: 홈쇼핑 배포 후 점검',
      'sections:',
      '  - id: SRCH',
      '    title: 검색',
      '    steps:',
      '      - id: SRCH-01',
      '        title: 상품명으로 찾으면 결과가 나온다',
      '        expect:',
      '          - count: { testid: product-card, at-least: 1 }',
      '      - id: SRCH-02',
      '        title: 9천만 원이 넘는 가격도 읽을 수 있다',
      '        expect:',
      '          - text: { testid: price, is: "99,900,000,000원" }',
      '',
    ].join('\n'),
  ],
]);

const search: PlannedSection = {
  id: 'SRCH',
  title: '검색',
  needs: [],
  steps: [
    planned('SRCH-01', '상품명으로 찾으면 결과가 나온다', 6, { severity: 'critical', owner: 'search-team' }),
    planned('SRCH-02', '9천만 원이 넘는 가격도 읽을 수 있다', 10, { severity: 'critical', owner: 'price-team', runbook: 'https://wiki.example/price' }),
    planned('SRCH-03', '자동 완성이 뜬다', 14, { severity: 'minor' }),
    planned('SRCH-04', '최근 검색어가 남는다', 18),
    planned('SRCH-05', '방송 중인 상품이 먼저 나온다', 22),
    planned('SRCH-06', '정렬을 바꿀 수 있다', 26, { severity: 'minor' }),
  ],
};

const pay: PlannedSection = {
  id: 'PAY',
  title: '결제',
  needs: ['SRCH'],
  steps: [
    planned('PAY-01', '한도를 넘는 결제는 거절된다', 32, { severity: 'critical', effect: 'money', owner: 'payment-team' }),
    planned('PAY-02', '주문 내역에 결제가 보인다', 40, { severity: 'critical' }),
    planned('PAY-03', '영수증을 사람이 확인한다', 46),
  ],
};

const after: PlannedSection = {
  id: 'AFTER',
  title: '마무리',
  needs: [],
  steps: [planned('AFTER-01', '알림이 온다', 52), planned('AFTER-02', '로그아웃된다', 56), planned('AFTER-03', '탈퇴 화면이 열린다', 60, { severity: 'minor' })],
};

const priceFailure = {
  message: { ko: '가격이 사람이 읽을 수 있는 값이 아닙니다.', en: 'The price is not one a person can read.' },
  expected: '99,900,000,000원',
  observed: 'null원',
  at: at(13, 13, 57),
  detail: 'locator.getByTestId("price") resolved to <strong data-testid="price">null원</strong>',
};

/** A run that fails, and in which each of the ten statuses occurs at least once. */
export const everyStatus: readonly { readonly seconds: number; readonly event: RunEvent }[] = [
  { seconds: 0, event: opened([search, pay, after]) },
  { seconds: 0.2, event: { kind: 'driver.started', pid: 4242 } },
  { seconds: 0.9, event: { kind: 'browser.launched', name: 'chromium', version: '141.0.7390.37', executable: '/usr/bin/chromium', headed: false } },
  { seconds: 1.0, event: { kind: 'target.identified', at: 'start', fingerprint: 'v2.14.0 (8f13863)', source: 'https://shop.example/version' } },
  { seconds: 1.2, event: { kind: 'section.started', section: 'SRCH', track: 1 } },
  { seconds: 1.3, event: started('SRCH', 'SRCH-01') },
  { seconds: 1.8, event: finished('SRCH', 'SRCH-01') },
  { seconds: 1.9, event: started('SRCH', 'SRCH-02') },
  { seconds: 2.6, event: finished('SRCH', 'SRCH-02', { status: 'failed', failure: priceFailure, durationMs: 640 }) },
  { seconds: 2.7, event: started('SRCH', 'SRCH-02', 2) },
  {
    seconds: 3.4,
    event: finished('SRCH', 'SRCH-02', {
      attempt: 2,
      status: 'failed',
      failure: priceFailure,
      durationMs: 655,
      network: {
        requests: 11,
        bytes: 90_112,
        problems: [{ method: 'GET', url: 'https://shop.example/api/recommend', status: 503, error: null }],
        file: evidenceFile('evidence/SRCH-02/network-2.jsonl'),
      },
      console: { messages: 2, errors: ['TypeError: price is null'], file: evidenceFile('evidence/SRCH-02/console-2.jsonl') },
    }),
  },
  { seconds: 3.5, event: started('SRCH', 'SRCH-03') },
  {
    seconds: 3.9,
    event: finished('SRCH', 'SRCH-03', { status: 'failed', failure: { message: { ko: '자동 완성이 보이지 않습니다.', en: 'No suggestions are visible.' }, at: at(16) } }),
  },
  { seconds: 4.0, event: started('SRCH', 'SRCH-03', 2) },
  { seconds: 4.4, event: finished('SRCH', 'SRCH-03', { attempt: 2, status: 'flaky' }) },
  { seconds: 4.5, event: started('SRCH', 'SRCH-04') },
  {
    seconds: 4.9,
    event: finished('SRCH', 'SRCH-04', {
      status: 'known',
      failure: { message: { ko: '최근 검색어가 없습니다.', en: 'There are no recent searches.' }, at: at(20) },
      reason: {
        kind: 'known-issue',
        ticket: 'SHOP-3121',
        reason: '검색어 저장소 이전 중',
        approvedBy: 'minsu',
        expires: '2026-12-31',
        message: { ko: '알려진 문제 SHOP-3121(2026-12-31까지): 검색어 저장소 이전 중', en: 'Known issue SHOP-3121 (until 2026-12-31): 검색어 저장소 이전 중' },
      },
    }),
  },
  {
    seconds: 5.0,
    event: finished('SRCH', 'SRCH-05', {
      status: 'not-run',
      evidence: [],
      durationMs: 0,
      reason: {
        kind: 'condition',
        condition: 'target.live',
        message: { ko: '조건이 거짓이라 실행하지 않았습니다: target.live', en: 'Not run because its condition is false: target.live' },
      },
    }),
  },
  {
    seconds: 5.1,
    event: finished('SRCH', 'SRCH-06', {
      status: 'waived',
      evidence: [],
      durationMs: 0,
      reason: {
        kind: 'waived',
        person: 'jiyeon',
        reason: '정렬 개편 중',
        approvedBy: 'minsu',
        message: { ko: 'jiyeon이(가) 면제했습니다(승인: minsu): 정렬 개편 중', en: 'Waived by jiyeon (approved by minsu): 정렬 개편 중' },
      },
    }),
  },
  { seconds: 5.2, event: { kind: 'section.finished', section: 'SRCH', durationMs: 4000 } },
  { seconds: 5.3, event: { kind: 'section.started', section: 'PAY', track: 2 } },
  { seconds: 5.4, event: started('PAY', 'PAY-01') },
  { seconds: 5.6, event: { kind: 'payment.moved', payment: 'pay-1', step: 'PAY-01', state: 'INTENT', facts: { amount: '11000000', card: 'TOSS-TEST-LIMIT' } } },
  { seconds: 5.7, event: { kind: 'payment.moved', payment: 'pay-1', step: 'PAY-01', state: 'CLICKED', facts: {} } },
  { seconds: 6.2, event: { kind: 'payment.moved', payment: 'pay-1', step: 'PAY-01', state: 'VERIFIED_DECLINED', facts: { code: 'EXCEED_MAX_AMOUNT' } } },
  { seconds: 6.3, event: finished('PAY', 'PAY-01', { durationMs: 900 }) },
  {
    seconds: 6.4,
    event: finished('PAY', 'PAY-02', {
      status: 'blocked',
      evidence: [],
      durationMs: 0,
      reason: { kind: 'need', need: 'SRCH-02', message: { ko: '먼저 통과해야 하는 SRCH-02이(가) 통과하지 못했습니다.', en: 'SRCH-02, which must pass first, did not pass.' } },
    }),
  },
  { seconds: 6.5, event: { kind: 'person.asked', step: 'PAY-03', instruction: '영수증의 금액을 확인하세요.' } },
  {
    seconds: 6.6,
    event: finished('PAY', 'PAY-03', {
      status: 'inconclusive',
      reason: { kind: 'person', message: { ko: '300초 안에 아무도 대답하지 않았습니다.', en: 'Nobody answered within 300 s.' } },
    }),
  },
  { seconds: 6.7, event: { kind: 'section.finished', section: 'PAY', durationMs: 1400 } },
  { seconds: 6.8, event: { kind: 'section.started', section: 'AFTER', track: 1 } },
  { seconds: 6.9, event: started('AFTER', 'AFTER-01') },
  { seconds: 7.0, event: { kind: 'browser.lost', message: { ko: '브라우저가 실행 도중 사라졌습니다.', en: 'The browser disappeared during the run.' } } },
  { seconds: 7.1, event: started('AFTER', 'AFTER-02') },
  { seconds: 7.2, event: { kind: 'run.aborting', by: 'jiyeon', message: { ko: 'jiyeon이(가) 실행을 중단했습니다.', en: 'jiyeon aborted the run.' } } },
];
