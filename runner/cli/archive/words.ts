import type { Bilingual } from '../../base/bilingual.ts';

/** What `postflight archive`, `decide` and `approve` say. */
export const words = {
  none: (): Bilingual => ({ ko: '해당하는 보고서가 없습니다.', en: 'No report matches.' }),
  noArchive: (folder: string): Bilingual => ({
    ko: `${folder} 폴더가 없습니다. 보관함을 --reports로 주세요.`,
    en: `There is no folder ${folder}. Name the archive with --reports.`,
  }),
  count: (shown: number, all: number): Bilingual =>
    shown === all
      ? { ko: `보고서 ${all}건`, en: `${all} ${all === 1 ? 'report' : 'reports'}` }
      : { ko: `보고서 ${all}건 중 ${shown}건`, en: `${shown} of ${all} reports` },
  unreadable: (folder: string): Bilingual => ({
    ko: `읽을 수 없는 보고서 폴더: ${folder} (postflight verify로 확인하세요)`,
    en: `A folder without a readable report: ${folder} (look with postflight verify)`,
  }),
  rebuilt: (count: number): Bilingual => ({
    ko: `보고서 ${count}건에서 목록을 다시 만들었습니다.`,
    en: `The index was made anew from ${count} reports.`,
  }),
  exported: (count: number, file: string): Bilingual => ({
    ko: `보고서 ${count}건을 ${file}에 적었습니다.`,
    en: `${count} reports were written to ${file}.`,
  }),
  added: (file: string): Bilingual => ({ ko: `추가 기록: ${file}`, en: `Added: ${file}` }),
  nothingNew: (): Bilingual => ({ ko: '덧붙일 새 사실이 없습니다.', en: 'There is no new fact to add.' }),
  decided: (decision: Bilingual, by: string): Bilingual => ({
    ko: `결정을 적었습니다: ${decision.ko} (${by}). 다른 사람이 postflight approve로 승인해야 합니다.`,
    en: `The decision is recorded: ${decision.en} (${by}). Another person approves it: postflight approve.`,
  }),
  decidedAgainst: (verdict: string): Bilingual => ({
    ko: `계산된 판정은 ${verdict}입니다. 판정은 그대로 남고 결정은 그 옆에 기록됩니다.`,
    en: `The computed verdict is ${verdict}. It stays; the decision stands beside it.`,
  }),
  approved: (by: string): Bilingual => ({ ko: `승인했습니다: ${by}`, en: `Approved by ${by}.` }),
  sameKey: (): Bilingual => ({
    ko: '승인이 보고서와 같은 키로 서명되었습니다. 두 사람이라는 것은 이름으로만 증명됩니다. 승인자 자신의 키(--key)를 쓰면 키로 증명됩니다.',
    en: 'The approval is signed with the key of the report, so only the names say that there were two people. With the approver’s own key (--key) the keys say it.',
  }),
  sameAccount: (account: string): Bilingual => ({
    ko: `결정과 승인이 같은 계정(${account})에서 입력되었습니다. 승인 기록에 그대로 남습니다.`,
    en: `Decision and approval were typed at the same account (${account}); the approval says so.`,
  }),
  badDecision: (wanted: string, all: string): Bilingual => ({
    ko: `"${wanted}"은(는) 결정이 아닙니다. 쓸 수 있는 것: ${all}`,
    en: `"${wanted}" is no decision. There are: ${all}`,
  }),
  badType: (wanted: string, all: string): Bilingual => ({
    ko: `"${wanted}"은(는) 추가할 수 있는 종류가 아닙니다. 쓸 수 있는 것: ${all}`,
    en: `"${wanted}" cannot be added by hand. There are: ${all}`,
  }),
  nothingToAdd: (): Bilingual => ({
    ko: '덧붙일 글(--text)이나 --from-journal이 필요합니다.',
    en: 'Give a text (--text) or --from-journal.',
  }),
  badDay: (wanted: string): Bilingual => ({
    ko: `"${wanted}"은(는) 날짜가 아닙니다(예: 2026-11-22).`,
    en: `"${wanted}" is no day (like 2026-11-22).`,
  }),
  badVerdict: (wanted: string, known: readonly string[]): Bilingual => ({
    ko: `"${wanted}"은(는) 판정이 아닙니다. 쓸 수 있는 것: ${known.join(', ')}`,
    en: `"${wanted}" is no verdict. There are ${known.join(', ')}.`,
  }),
  badLimit: (wanted: string): Bilingual => ({
    ko: `"${wanted}"은(는) 개수가 아닙니다(예: --limit 20).`,
    en: `"${wanted}" is no number of reports (like --limit 20).`,
  }),
  badFormat: (wanted: string): Bilingual => ({
    ko: `"${wanted}"(으)로는 내보낼 수 없습니다. csv나 json을 쓰세요.`,
    en: `"${wanted}" is no format of an export; use csv or json.`,
  }),
  noPrinter: (): Bilingual => ({
    ko: '인쇄할 브라우저가 없습니다. report.html을 아무 브라우저에서나 인쇄할 수 있습니다.',
    en: 'There is no browser to print with. report.html prints from any browser.',
  }),
  pdfLeaks: (): Bilingual => ({
    ko: 'PDF에 남으면 안 되는 값이 있어 더하지 않았습니다.',
    en: 'The PDF was not added: it holds something that must not stand in it.',
  }),
  labels: {
    verdict: { ko: '판정', en: 'Verdict' },
    decision: { ko: '사람의 결정', en: 'Decision' },
    approved: { ko: '승인', en: 'Approved' },
    noDecision: { ko: '기록되지 않음', en: 'not recorded' },
    notApproved: { ko: '승인되지 않음', en: 'not approved' },
    release: { ko: '빌드', en: 'Release' },
    target: { ko: '대상', en: 'Target' },
    window: { ko: '실행', en: 'Run' },
    counts: { ko: '단계', en: 'Steps' },
    failed: { ko: '실패', en: 'Failed' },
    people: { ko: '사람', en: 'People' },
    tickets: { ko: '티켓', en: 'Tickets' },
    checklist: { ko: '점검표 해시', en: 'Checklist digest' },
    report: { ko: '보고서 해시', en: 'Report digest' },
    folder: { ko: '폴더', en: 'Folder' },
    later: { ko: '봉인 뒤에 더해진 것', en: 'Added after sealing' },
    bad: { ko: '온전하지 않은 추가 기록', en: 'Addenda that do not hold' },
    unchecked: {
      ko: '믿는 키 목록이 없어 추가 기록의 서명은 확인하지 않았습니다.',
      en: 'Signatures of the addenda were not checked: there is no list of trusted keys.',
    },
  },
} as const;
