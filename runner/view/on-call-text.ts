import type { Bilingual } from '../base/bilingual.ts';
import type { NoticeKind } from '../model/channel.ts';
import type { ProofLevel, ReportPage } from '../model/report-on-call.ts';

/** Words of the tables about paging. */
export const onCallText = {
  pages: { ko: '호출', en: 'Pages' },
  log: { ko: '호출 기록', en: 'Paging log' },
  proofs: { ko: '호출 채널 확인', en: 'Proof of channels' },
  override: { ko: '호출을 확인하지 않고 시작함', en: 'Started without proof that paging works' },
  since: { ko: '첫 실패', en: 'First failure' },
  steps: { ko: '단계', en: 'Steps' },
  toPage: { ko: '호출까지', en: 'To page' },
  toAcknowledge: { ko: '확인까지', en: 'To acknowledge' },
  who: { ko: '누가', en: 'Who' },
  channel: { ko: '채널', en: 'Channel' },
  kind: { ko: '종류', en: 'Kind' },
  tries: { ko: '시도', en: 'Tries' },
  proof: { ko: '어디까지 확인됨', en: 'Proof' },
  second: { ko: '두 번째 경로', en: 'second path' },
  resolved: { ko: '해결', en: 'Resolved' },
  never: { ko: '없음', en: 'never' },
} as const satisfies { readonly [name: string]: Bilingual };

export const proofNames: { readonly [L in ProofLevel | 'retry']: Bilingual } = {
  queued: { ko: '대기 (보내지 못함)', en: 'queued (not sent)' },
  refused: { ko: '거절됨 또는 포기', en: 'refused or given up' },
  retry: { ko: '지금은 안 됨', en: 'not now' },
  accepted: { ko: '접수됨 (받았는지 모름)', en: 'accepted (arrival unknown)' },
  failed: { ko: '전달 실패', en: 'delivery failed' },
  delivered: { ko: '전달됨', en: 'delivered' },
  opened: { ko: '열어 봄', en: 'opened' },
  acknowledged: { ko: '확인함', en: 'acknowledged' },
};

export const noticeNames: { readonly [K in NoticeKind]: Bilingual } = {
  page: { ko: '호출', en: 'page' },
  escalation: { ko: '다음 단계 호출', en: 'escalation' },
  worse: { ko: '더 나빠짐', en: 'worse' },
  update: { ko: '고침', en: 'update' },
  resolved: { ko: '해결', en: 'resolved' },
  status: { ko: '상황 알림', en: 'status' },
  change: { ko: '배포 알림', en: 'change event' },
  heartbeat: { ko: '살아 있음', en: 'heartbeat' },
  test: { ko: '시험', en: 'test' },
};

export const answerNames: { readonly [A in ReportPage['answers'][number]['answer']]: Bilingual } = {
  taken: { ko: '맡음', en: 'has it' },
  declined: { ko: '맡을 수 없음', en: 'cannot take it' },
  'handed-over': { ko: '넘김', en: 'handed over' },
  'rollback-wanted': { ko: '롤백 요청', en: 'wants a rollback' },
};
