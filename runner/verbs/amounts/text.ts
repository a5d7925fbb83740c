import type { Bilingual } from '../../base/bilingual.ts';

/** What the ladder of amounts says to people. */
export const text = {
  needsInject: (): Bilingual => ({
    ko: 'ladder에는 inject가 있어야 합니다: 어느 응답의 가격을 바꿀지 적으세요. shows에는 inject를 쓸 수 없습니다.',
    en: 'A ladder needs inject, which says in which answer the price is rewritten; shows takes no inject.',
  }),
  oneInject: (): Bilingual => ({
    ko: 'inject에는 path(JSON)와 text(HTML 안의 금액) 중 하나만 적어야 합니다.',
    en: 'inject takes exactly one of path (JSON) and text (the amount inside HTML).',
  }),
  moneySection: ({ section }: { section: string }): Bilingual => ({
    ko: `섹션 ${section}에는 결제 단계가 있어 가격을 바꿔 넣은 응답을 쓸 수 없습니다. 결제가 없는 섹션에서 확인하세요.`,
    en: `Section ${section} has payment steps, so no answer may be rewritten in it. Use a section without payments.`,
  }),
  notAsked: ({ url }: { url: string }): Bilingual => ({
    ko: `페이지가 ${url} 을(를) 요청하지 않아 가격을 바꿔 넣지 못했습니다.`,
    en: `The page never asked for ${url}, so no price was rewritten.`,
  }),
  nothingThere: ({ url, where }: { url: string; where: string }): Bilingual => ({
    ko: `${url} 의 응답에 ${where}이(가) 없어 가격을 바꿔 넣지 못했습니다.`,
    en: `The answer of ${url} holds no ${where}, so no price was rewritten.`,
  }),
  noZoom: ({ percent }: { percent: number }): Bilingual => ({
    ko: `이 기기에서는 글자 크기 ${percent}%를 흉내 낼 수 없습니다(휴대전화 기기 이름이 필요함). 사람이 보아야 합니다.`,
    en: `Text at ${percent} % cannot be shown on this device; it takes a phone's device name. A person must look.`,
  }),
  someFail: (of: {
    readonly looks: number;
    readonly bad: number;
    readonly where: string;
    readonly first: Bilingual;
    readonly limit: Bilingual | null;
  }): Bilingual => ({
    ko: `금액을 ${of.looks}번 보아 ${of.bad}번 읽을 수 없습니다.${of.limit === null ? '' : ` ${of.limit.ko}`} 처음: ${of.where}: ${of.first.ko}`,
    en: `Of ${of.looks} looks at the amount ${of.bad} fail.${of.limit === null ? '' : ` ${of.limit.en}`} First: ${of.where}: ${of.first.en}`,
  }),
  breaksFrom: ({ from, good }: { from: string; good: string | null }): Bilingual => ({
    ko: good === null ? `${from}부터 깨집니다.` : `${good}까지는 맞고 ${from}부터 깨집니다.`,
    en: good === null ? `It breaks from ${from}.` : `It is right up to ${good} and breaks from ${from}.`,
  }),
  outOfTime: ({ looks }: { looks: number }): Bilingual => ({
    ko: `시간이 모자라 ${looks}번만 보았습니다. 단계의 timeout을 늘리세요.`,
    en: `There was time for only ${looks} looks. Give the step a longer timeout.`,
  }),
};
