import type { Bilingual } from '../../base/bilingual.ts';
import type { NoticeKind } from '../../model/channel.ts';
import type { Severity } from '../../model/checklist.ts';

/** Words around a notice, and what goes wrong with templates. */
export const templateText = {
  severity: {
    critical: { ko: '긴급', en: 'CRITICAL' },
    major: { ko: '주의', en: 'MAJOR' },
    minor: { ko: '참고', en: 'MINOR' },
  } satisfies { readonly [S in Severity]: Bilingual },
  kind: {
    page: null,
    escalation: { ko: '재호출', en: 'STILL NOBODY' },
    worse: { ko: '악화', en: 'WORSE' },
    update: { ko: '갱신', en: 'UPDATE' },
    resolved: { ko: '해결', en: 'RESOLVED' },
    status: { ko: '현황', en: 'STATUS' },
    change: { ko: '배포 점검', en: 'RELEASE CHECK' },
    heartbeat: { ko: '신호', en: 'HEARTBEAT' },
    test: { ko: '시험', en: 'TEST' },
  } satisfies { readonly [K in NoticeKind]: Bilingual | null },
  links: {
    acknowledge: { ko: '확인하고 맡기', en: 'I have it' },
    run: { ko: '실시간 화면', en: 'Live run' },
    runbook: { ko: '조치 절차', en: 'Runbook' },
    picture: { ko: '화면 사진', en: 'Screenshot' },
  },
  duplicate: {
    ko: '같은 호출이 이미 갔을 수 있습니다.',
    en: 'The same message may have reached you already.',
  },
  noLink: {
    ko: '확인: 호출 앱에서 하거나, 점검 담당자에게 전화로 알려 주세요.',
    en: 'To take it: in the pager’s app, or tell the person who runs the check by telephone.',
  },
  target: { ko: '대상', en: 'Target' },
  at: { ko: '시각', en: 'Time' },
  run: { ko: '점검', en: 'Run' },
  pathUnknown: (facts: { readonly path: string; readonly known: string }): Bilingual => ({
    ko: `템플릿에 {{${facts.path}}}은(는) 없는 이름입니다. 쓸 수 있는 이름: ${facts.known}`,
    en: `{{${facts.path}}} is no name of a template; names: ${facts.known}`,
  }),
  filterUnknown: (facts: { readonly filter: string; readonly known: string }): Bilingual => ({
    ko: `템플릿 필터 "${facts.filter}"은(는) 없습니다. 쓸 수 있는 필터: ${facts.known}`,
    en: `There is no template filter "${facts.filter}"; filters: ${facts.known}`,
  }),
  filterArgument: (facts: { readonly filter: string; readonly wants: string }): Bilingual => ({
    ko: `템플릿 필터 "${facts.filter}"의 값이 올바르지 않습니다. 형식: ${facts.wants}`,
    en: `The template filter "${facts.filter}" has no usable argument; it wants ${facts.wants}`,
  }),
  filterPlace: (facts: { readonly filter: string; readonly place: string }): Bilingual => ({
    ko: `템플릿 필터 "${facts.filter}"은(는) ${facts.place}에만 쓸 수 있습니다.`,
    en: `The template filter "${facts.filter}" works only with ${facts.place}`,
  }),
  notClosed: (facts: { readonly template: string }): Bilingual => ({
    ko: `템플릿의 {{ 가 }} 로 닫히지 않았습니다: ${facts.template}`,
    en: `A {{ of this template is never closed by }}: ${facts.template}`,
  }),
} as const;
