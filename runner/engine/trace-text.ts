import type { Bilingual } from '../base/bilingual.ts';

/** Why a trace, or part of one, was not kept. */
export const traceText = {
  notTaken: ({ section }: { section: string }): Bilingual => ({
    ko: `섹션 ${section}에는 결제 단계가 있어 트레이스를 남기지 않습니다(입력한 카드 정보가 그대로 담기기 때문).`,
    en: `No trace is kept of section ${section}: it has payment steps, and a trace holds every letter that is typed.`,
  }),
  masked: ({ section }: { section: string }): Bilingual => ({
    ko: `섹션 ${section}에는 mask로 가리는 요소가 있어 트레이스를 남기지 않습니다(화면과 문서가 그대로 담기기 때문).`,
    en: `No trace is kept of section ${section}: parts of its pages are masked, and a trace holds every page as it is.`,
  }),
  notReadable: ({ section }: { section: string }): Bilingual => ({
    ko: `섹션 ${section}의 트레이스를 검사할 수 없어 남기지 않았습니다.`,
    en: `The trace of section ${section} could not be looked into, so it was not kept.`,
  }),
  partsLeftOut: ({ section, count }: { section: string; count: number }): Bilingual => ({
    ko: `섹션 ${section}의 트레이스에서 검사할 수 없는 부분 ${count}개를 뺐습니다.`,
    en: `${count} ${count === 1 ? 'part' : 'parts'} of the trace of section ${section} could not be looked into and were left out.`,
  }),
} as const;
