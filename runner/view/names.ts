import type { Bilingual } from '../base/bilingual.ts';
import type { Effect, Severity } from '../model/checklist.ts';
import type { Status, Verdict } from '../model/outcome.ts';
import type { PaymentState } from '../model/payment.ts';

type PerStatus = { readonly [S in Status]: Bilingual };

/** Names of the ten statuses. */
export const statusNames: PerStatus = {
  passed: { ko: '통과', en: 'Passed' },
  failed: { ko: '실패', en: 'Failed' },
  flaky: { ko: '불안정', en: 'Flaky' },
  known: { ko: '알려진 문제', en: 'Known issue' },
  blocked: { ko: '막힘', en: 'Blocked' },
  'not-run': { ko: '미실행', en: 'Not run' },
  waived: { ko: '면제', en: 'Waived' },
  inconclusive: { ko: '판단 필요', en: 'Inconclusive' },
  'tool-error': { ko: '도구 오류', en: 'Tool error' },
  aborted: { ko: '중단', en: 'Aborted' },
};

/** A mark beside every status name, so that colour never stands alone. */
export const statusMarks: { readonly [S in Status]: string } = {
  passed: '✓',
  failed: '✕',
  flaky: '≈',
  known: '◆',
  blocked: '⊘',
  'not-run': '–',
  waived: '◇',
  inconclusive: '?',
  'tool-error': '!',
  aborted: '■',
};

export const severityNames: { readonly [S in Severity]: Bilingual } = {
  critical: { ko: '심각', en: 'Critical' },
  major: { ko: '중요', en: 'Major' },
  minor: { ko: '경미', en: 'Minor' },
};

export const effectNames: { readonly [E in Effect]: Bilingual } = {
  none: { ko: '남기는 것 없음', en: 'leaves nothing behind' },
  reversible: { ko: '되돌릴 수 있음', en: 'reversible' },
  money: { ko: '결제', en: 'money' },
};

/** What each verdict means for the person who decides. */
export const verdictHeadlines: { readonly [V in Verdict]: Bilingual } = {
  GO: { ko: '이 배포를 막을 이유를 찾지 못했습니다.', en: 'No reason was found to hold this release back.' },
  'NO-GO': {
    ko: '이 배포를 그대로 두면 안 되는 문제를 찾았습니다.',
    en: 'A problem was found that this release must not keep.',
  },
  INCONCLUSIVE: { ko: '통과라고도 실패라고도 말할 수 없습니다.', en: 'Neither a pass nor a fail can be claimed.' },
};

export const paymentStateNames: { readonly [S in PaymentState]: Bilingual } = {
  PLANNED: { ko: '시작하지 않음', en: 'Not begun' },
  ARMED: { ko: '시작하지 않음(카나리아 증명에 묶임)', en: 'Not begun (bound to a canary)' },
  INTENT: { ko: '의도만 기록됨 — 끝을 확인하지 못함', en: 'Intent recorded — end not verified' },
  CLICKED: { ko: '결제 버튼을 누름 — 끝을 확인하지 못함', en: 'Pay button pressed — end not verified' },
  AUTHENTICATED: { ko: '카드 인증됨 — 끝을 확인하지 못함', en: 'Card authenticated — end not verified' },
  RELEASED: { ko: '승인 요청을 보냄 — 끝을 확인하지 못함', en: 'Confirmation let through — end not verified' },
  DROPPED: { ko: '승인 요청을 막음 — 끝을 확인하지 못함', en: 'Confirmation stopped — end not verified' },
  SEEN_DECLINED: {
    ko: '화면에서 거절됨 — 원장에서 확인하지 못함',
    en: 'Declined on screen — not verified in the ledger',
  },
  SEEN_APPROVED: {
    ko: '화면에서 승인됨 — 원장에서 확인하지 못함',
    en: 'Approved on screen — not verified in the ledger',
  },
  SEEN_UNKNOWN: { ko: '화면으로 알 수 없음 — 끝을 확인하지 못함', en: 'Unclear on screen — end not verified' },
  VERIFIED_DECLINED: { ko: '거절됨(원장에서 확인)', en: 'Declined (verified in the ledger)' },
  VERIFIED_APPROVED: { ko: '시험 원장에서 승인됨(확인)', en: 'Approved in the test ledger (verified)' },
  VERIFIED_ABSENT: { ko: '결제 없음(원장에서 확인)', en: 'No payment (verified in the ledger)' },
  VERIFIED_CANCELLED: { ko: '취소됨(원장에서 확인)', en: 'Cancelled (verified in the ledger)' },
  UNVERIFIABLE: { ko: '확인할 수 없음', en: 'Cannot be verified' },
  CANCEL_INTENT: { ko: '취소하려 함 — 취소를 확인하지 못함', en: 'About to cancel — cancellation not verified' },
  CANCEL_SENT: { ko: '취소를 요청함 — 취소를 확인하지 못함', en: 'Cancellation asked for — not verified' },
};
