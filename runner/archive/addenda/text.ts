import type { Bilingual } from '../../base/bilingual.ts';
import { visible } from '../../base/plain-text.ts';
import type { FactType, PeopleDecision } from './fact.ts';

/** What addenda and approvals say to people. */
export const addendaText = {
  types: {
    note: { ko: '메모', en: 'Note' },
    decision: { ko: '사람의 결정', en: 'Decision by people' },
    'refund.confirmed': { ko: '환불 확인', en: 'Refund confirmed' },
    'ticket.moved': { ko: '환불 요청 진행', en: 'Refund ticket moved' },
    'payment.ended': { ko: '결제의 끝 확인', en: 'Payment’s end verified' },
    'page.acknowledged': { ko: '호출 확인', en: 'Page acknowledged' },
    'known-issue.closed': { ko: '알려진 문제 종료', en: 'Known issue closed' },
    'files.erased': { ko: '파일 삭제', en: 'Files erased' },
    'hold.set': { ko: '법적 보존', en: 'Legal hold' },
    'hold.released': { ko: '법적 보존 해제', en: 'Legal hold released' },
    'document.added': { ko: '문서 추가', en: 'Document added' },
  } satisfies { readonly [type in FactType]: Bilingual },
  decisions: {
    GO: { ko: '배포 유지', en: 'Keep the release' },
    'CONDITIONAL-GO': { ko: '조건부 유지', en: 'Keep it under conditions' },
    'NO-GO': { ko: '배포 중지', en: 'Do not release' },
    ROLLBACK: { ko: '되돌리기', en: 'Roll back' },
  } satisfies { readonly [decision in PeopleDecision]: Bilingual },

  form: (file: string): Bilingual => ({
    ko: `${file}: 알려진 형식의 추가 기록이 아닙니다.`,
    en: `${file} is no addendum of the known form.`,
  }),
  signature: (file: string, problem: Bilingual): Bilingual => ({
    ko: `${file}: ${problem.ko}`,
    en: `${file}: ${problem.en}`,
  }),
  otherReport: (file: string): Bilingual => ({
    ko: `${file}은(는) 다른 보고서에 대한 기록입니다.`,
    en: `${file} speaks of another report.`,
  }),
  chain: (file: string): Bilingual => ({
    ko: `${file}은(는) 바로 앞 기록과 이어지지 않습니다(빠지거나 순서가 바뀜).`,
    en: `${file} does not follow the addendum before it (one is missing or out of order).`,
  }),
  keyNotInUse: (file: string, keyId: string, at: string): Bilingual => ({
    ko: `${file}: 키 ${keyId}은(는) ${visible(at)}에 사용 중이 아니었습니다.`,
    en: `${file}: the key ${keyId} was not in use at ${visible(at)}.`,
  }),
  documentChanged: (file: string): Bilingual => ({
    ko: `나중에 더해진 문서 ${file}이(가) 없거나 바뀌었습니다.`,
    en: `The document ${file}, which was added later, is missing or changed.`,
  }),
  noDecision: (file: string): Bilingual => ({
    ko: `${file}이(가) 승인한다는 결정이 추가 기록에 없거나 다릅니다.`,
    en: `The decision that ${file} approves is not among the addenda, or says something else.`,
  }),
  noReport: (run: string): Bilingual => ({
    ko: `봉인된 보고서를 찾을 수 없습니다: ${run}`,
    en: `There is no sealed report of ${run}.`,
  }),
  severalReports: (run: string, found: readonly string[]): Bilingual => ({
    ko: `${run}(으)로 시작하는 보고서가 여럿입니다: ${found.join(', ')}`,
    en: `Several reports begin with ${run}: ${found.join(', ')}`,
  }),
  broken: (problem: Bilingual): Bilingual => ({
    ko: `이미 있는 추가 기록이 온전하지 않아 덧붙이지 않았습니다. ${problem.ko}`,
    en: `Nothing was added, because the addenda that are there do not hold. ${problem.en}`,
  }),
  busy: (): Bilingual => ({
    ko: '다른 프로세스가 추가 기록을 쓰고 있습니다. 잠시 뒤 다시 하십시오.',
    en: 'Another process is writing addenda. Try again in a moment.',
  }),
  decideFirst: (): Bilingual => ({
    ko: '승인할 결정이 없습니다. 먼저 한 사람이 postflight decide로 결정하십시오.',
    en: 'There is no decision to approve. One person decides first: postflight decide.',
  }),
  samePerson: (name: string): Bilingual => ({
    ko: `${name}님은 결정한 사람이거나 실행을 시작한 사람이라 승인할 수 없습니다. 다른 사람이 승인해야 합니다.`,
    en: `${name} decided or started the run, and cannot approve. Another person must.`,
  }),
  approvedAlready: (file: string): Bilingual => ({
    ko: `이미 승인되었습니다(${file}). 결정을 바꾸려면 새 실행이 필요합니다.`,
    en: `It is approved already (${file}). Another decision needs another run.`,
  }),
  needsReason: (): Bilingual => ({
    ko: '이름(--by)과 이유(--reason)를 적어야 합니다.',
    en: 'A name (--by) and a reason (--reason) are needed.',
  }),
} as const;
