import type { Bilingual } from '../../base/bilingual.ts';

/** What `postflight watchdog` says besides what it found. */
export const watchText = {
  noOnCall: ({ target }: { target: string }): Bilingual => ({
    ko: `${target}에는 on-call: 이 없어 부를 사람이 없습니다.`,
    en: `${target} has no on-call: key, so there is nobody to page.`,
  }),
  fine: ({ target }: { target: string }): Bilingual => ({
    ko: `${target}: 이상 없음`,
    en: `${target}: nothing is wrong`,
  }),
  noWorker: ({ why }: { why: string }): Bilingual => ({
    ko: `호출 프로세스를 시작하지 못했습니다: ${why}`,
    en: `The paging process could not be started: ${why}`,
  }),
} as const;
