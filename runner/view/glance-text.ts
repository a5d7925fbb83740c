import type { Bilingual } from '../base/bilingual.ts';

/** Words of the panel that an auditor reads first. */
export const glanceText = {
  title: { ko: '감사용 요약', en: 'For the auditor' },
  decision: { ko: '사람의 결정', en: 'Decision by people' },
  undecided: {
    ko: '봉인할 때에는 아직 없습니다. 나중의 결정과 승인은 보고서 옆에 서명되어 덧붙습니다: postflight archive show',
    en: 'none when this was sealed. A later decision and its approval are signed beside this report: postflight archive show',
  },
  people: { ko: '사람', en: 'People' },
  started: { ko: '시작', en: 'started it' },
  answered: { ko: '확인함', en: 'answered' },
  noSecond: { ko: '둘째 사람은 봉인할 때 기록되지 않음', en: 'no second person was recorded at sealing' },
  paging: { ko: '실패에서 호출까지', en: 'From failure to people' },
  noPaging: { ko: '이 대상에는 호출이 설정되지 않았습니다.', en: 'No paging is set up for this target.' },
  noPage: { ko: '호출할 일이 없었습니다.', en: 'Nobody had to be called.' },
  toPage: { ko: '호출', en: 'paged' },
  toAcknowledge: { ko: '확인', en: 'acknowledged' },
  notPaged: { ko: '호출이 접수되지 않음', en: 'no page was accepted' },
  notAcknowledged: { ko: '확인한 사람 없음', en: 'nobody acknowledged' },
  suppressions: { ko: '걸려 있는 억제', en: 'Suppressions in force' },
  noSuppressions: { ko: '없음. 숨기거나 봐준 단계가 없습니다.', en: 'none: no step was hidden or let pass.' },
  approvedBy: { ko: '승인', en: 'approved by' },
  flakyAllowed: { ko: '이 점검표는 불안정한 단계를 허용함', en: 'this checklist allows flaky steps' },
  checklist: { ko: '점검표', en: 'Checklist' },
  noApproved: {
    ko: '이 대상과 점검표로 두 사람이 승인한 보고서가 아직 없어 비교할 것이 없습니다.',
    en: 'No report of this target and checklist was approved by two people yet, so there is nothing to compare with.',
  },
  unknownFreeze: {
    ko: '이 판의 보고서는 점검표 해시를 하나로 적지 않았습니다.',
    en: 'This version of the report did not record one digest of the checklist.',
  },
  sameChecklist: { ko: '마지막으로 승인된 보고서와 같은 점검표', en: 'the checklist of the last approved report' },
  sinceApproved: { ko: '마지막으로 승인된 보고서와 비교', en: 'since the last approved report' },
  added: { ko: '추가', en: 'added' },
  removed: { ko: '삭제', en: 'removed' },
  changed: { ko: '변경', en: 'changed' },
  filesOnly: { ko: '단계는 같고 파일 내용만 다름', en: 'the same steps; other contents of files' },
  frozen: { ko: '동결', en: 'Freeze' },
  asFrozen: {
    ko: '점검표, 대상, 도구 버전이 끝까지 그대로였습니다.',
    en: 'Checklist, target and tool versions were the same to the end.',
  },
  notCompared: {
    ko: '끝에서 다시 비교하지 못했습니다(실행이 스스로 끝나지 않음).',
    en: 'Not compared at the end: the run did not reach it by itself.',
  },
  broken: { ko: '시작할 때와 다른 것', en: 'No longer as it was at the start' },
  gone: { ko: '없어짐', en: 'gone' },
  guards: { ko: '돈을 지키는 안전장치', en: 'Money guards' },
  armed: { ko: '켜짐', en: 'armed' },
  tripped: { ko: '작동', en: 'tripped' },
  notApplicable: { ko: '해당 없음', en: 'not applicable' },
  guardsUnknown: { ko: '기록되지 않음', en: 'not recorded' },
  payments: { ko: '결제', en: 'Payments' },
  verified: { ko: '끝이 확인됨', en: 'with a verified end' },
  open: { ko: '열려 있음', en: 'open' },
  notBegun: { ko: '누르지 않음', en: 'never pressed' },
  tickets: { ko: '환불 요청', en: 'Refund tickets' },
  halts: { ko: '결제 중지', en: 'payment halts' },
  integrity: { ko: '무결성', en: 'Integrity' },
  integrityShort: { ko: '확인하는 방법과 해시', en: 'how to check it, and its digests' },
  limits: { ko: '보여주지 않는 것', en: 'What it does not show' },
  added2: { ko: '봉인 뒤에 더해진 것', en: 'Added after sealing' },
} as const satisfies { readonly [key: string]: Bilingual };

/** Numbers with their words. */
export const glancePhrases = {
  until: (day: string): Bilingual => ({ ko: `${day}까지`, en: `until ${day}` }),
  partial: (selected: number, all: number): Bilingual => ({
    ko: `점검표 ${all}단계 중 ${selected}단계만 골라 실행함`,
    en: `only ${selected} of the checklist’s ${all} steps were selected`,
  }),
} as const;
