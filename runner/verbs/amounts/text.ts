import type { Bilingual } from '../../base/bilingual.ts';

function sentence(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}

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
  badPath: ({ path }: { path: string }): Bilingual => ({
    ko: `"${path}"은(는) JSON 경로가 아닙니다. price, options[0].price, items[*].price 처럼 적으세요.`,
    en: `"${path}" is no JSON path; write price, options[0].price or items[*].price.`,
  }),
  formulaFails: (): Bilingual => ({
    ko: 'inject의 식이 금액이 되지 않습니다(0으로 나눔 또는 너무 큰 값).',
    en: 'A formula of inject gives no amount (a division by zero, or more than JSON numbers hold).',
  }),
  reachedByForm: (): Bilingual => ({
    ko: '이 화면은 양식을 보내서 열렸습니다. 다시 그리려면 양식을 또 보내야 하므로 가격을 바꿔 넣지 않았습니다. goto로 여는 화면에서 확인하세요.',
    en: 'This page was opened by sending a form. Drawing it anew would send the form again, so no price was put in. Check it where goto opens it.',
  }),
  notAsked: ({ url, near }: { url: string; near: readonly string[] }): Bilingual => ({
    ko: `페이지가 ${url} 을(를) 요청하지 않아 가격을 바꿔 넣지 못했습니다. ${near.length === 0 ? '데이터를 요청하지도 않았습니다(서버가 그리는 페이지이면 replace나 text를 쓰세요).' : `페이지가 요청한 주소: ${near.join(', ')}`}`,
    en: `The page never asked for ${url}, so no price was rewritten. ${near.length === 0 ? 'It asked for no data at all (for a page that the server renders use text or replace).' : `It asked for: ${near.join(', ')}`}`,
  }),
  nothingThere: ({ url, where, near }: { url: string; where: string; near: readonly string[] }): Bilingual => ({
    ko: `${url} 의 응답에 ${where}이(가) 없어 가격을 바꿔 넣지 못했습니다.${near.length === 0 ? '' : ` 숫자가 있는 곳: ${near.join(', ')}`}`,
    en: `The answer of ${url} holds no ${where}, so no price was rewritten.${near.length === 0 ? '' : ` It holds numbers at: ${near.join(', ')}`}`,
  }),
  noZoom: ({ percent }: { percent: number }): Bilingual => ({
    ko: `이 기기에서는 글자 크기 ${percent}%를 흉내 낼 수 없습니다(휴대전화 기기 이름이 필요함). 사람이 보아야 합니다.`,
    en: `Text at ${percent} % cannot be shown on this device; it takes a phone's device name. A person must look.`,
  }),
  someFail: (of: {
    readonly rung: string;
    readonly first: Bilingual;
    readonly limits: readonly Bilingual[];
    readonly counts: Bilingual;
  }): Bilingual => ({
    ko: [`${of.rung}: ${of.first.ko}`, ...of.limits.map(({ ko }) => ko), of.counts.ko].map(sentence).join(' '),
    en: [`${of.rung}: ${of.first.en}`, ...of.limits.map(({ en }) => en), of.counts.en].map(sentence).join(' '),
  }),
  counts: (of: { looks: number; bad: number; places: number; wrong: readonly string[] }): Bilingual => {
    const some = of.wrong.length < of.places && of.wrong.length <= 3 ? `: ${of.wrong.join(', ')}` : '';
    const [ko, en] =
      of.places === 1
        ? ['', '']
        : [` (${of.places}곳 중 ${of.wrong.length}곳${some})`, ` (${of.wrong.length} of ${of.places} places${some})`];
    return { ko: `${of.looks}번 보아 ${of.bad}번 틀림${ko}`, en: `Of ${of.looks} looks ${of.bad} fail${en}` };
  },
  parity: (of: {
    readonly right: readonly string[];
    readonly wrong: readonly {
      readonly words: string;
      readonly bad: number;
      readonly looks: number;
      readonly from: string;
    }[];
  }): Bilingual => {
    const right = of.right.join(', ');
    const ko = of.wrong
      .map(({ words, bad, looks, from }) => `${words}(${looks}번 중 ${bad}번, ${from}부터)`)
      .join(', ');
    const en = of.wrong
      .map(({ words, bad, looks, from }) => `${words} (${bad} of ${looks} looks, from ${from})`)
      .join(', ');
    return {
      ko: `${right === '' ? '모든 곳이 틀립니다' : `맞는 곳: ${right}. 틀린 곳`}: ${ko}.`,
      en: `${right === '' ? 'Wrong everywhere' : `Right in ${right}; wrong in`}: ${en}.`,
    };
  },
  breaksFrom: ({ from, good }: { from: string; good: string | null }): Bilingual => ({
    ko: good === null ? `${from}부터 깨집니다` : `${good}까지는 맞고 ${from}부터 깨집니다`,
    en: good === null ? `It breaks from ${from}` : `It is right up to ${good} and breaks from ${from}`,
  }),
  breaksBetween: ({ from, good }: { from: string; good: string }): Bilingual => ({
    ko: `${good}과 ${from} 사이에서 깨집니다(시간 안에 더 좁히지 못함)`,
    en: `It breaks between ${good} and ${from} (there was no time to search further)`,
  }),
  noValue: ({ place, unread }: { place: string; unread: readonly string[] }): Bilingual => ({
    ko: `${place}의 식을 계산할 수 없습니다.${unread.length === 0 ? ' 0으로 나눕니다.' : ` 화면에서 정수로 읽지 못한 값: ${unread.join(', ')}`}`,
    en: `The formula of ${place} has no value.${unread.length === 0 ? ' It divides by zero.' : ` Not read as whole numbers: ${unread.join(', ')}`}`,
  }),
  unusedRules: ({ rules }: { rules: readonly string[] }): Bilingual => ({
    ko: `어느 페이지도 요청하지 않은 inject 주소가 있습니다: ${rules.join(', ')}`,
    en: `No page asked for these addresses of inject: ${rules.join(', ')}`,
  }),
  notTypeable: ({ place }: { place: string }): Bilingual => ({
    ko: `${place}은(는) 하나의 보이는 입력란이 아니어서 금액을 입력할 수 없습니다.`,
    en: `${place} is not one visible field that takes text, so no amount can be typed.`,
  }),
  typedDifferent: ({ place, typed, value }: { place: string; typed: string; value: string }): Bilingual => ({
    ko: `${place}에 ${typed}까지 입력했는데 "${value}"이(가) 남았습니다(입력 중 값이 바뀌거나 자릿수가 제한됨)`,
    en: `After ${typed} was typed, ${place} holds "${value}" (a digit was lost, changed or limited while typing)`,
  }),
  formattedWrong: ({ place, value }: { place: string; value: string }): Bilingual => ({
    ko: `${place}의 "${value}"은(는) 쉼표 자리가 틀렸거나 금액이 아닙니다(입력 중 서식)`,
    en: `${place} shows "${value}" while typing: its commas are misplaced, or it is no amount`,
  }),
  caretJumps: ({ place, value }: { place: string; value: string }): Bilingual => ({
    ko: `${place}에 입력하면 커서가 다른 곳으로 옮겨집니다("${value}"): 다음 숫자가 엉뚱한 자리에 들어갑니다`,
    en: `The caret of ${place} jumps while typing ("${value}"): the next digit goes to another place`,
  }),
  digitElsewhere: ({ place, value }: { place: string; value: string }): Bilingual => ({
    ko: `${place}의 첫 숫자 뒤에 7을 넣었는데 "${value}"이(가) 되었습니다`,
    en: `A 7 typed after the first digit of ${place} made it "${value}"`,
  }),
  backspaceLost: ({ place, value }: { place: string; value: string }): Bilingual => ({
    ko: `${place}에서 지우기(Backspace)가 방금 넣은 숫자를 지우지 않습니다: "${value}"`,
    en: `Backspace in ${place} does not take the digit away that was typed last: "${value}"`,
  }),
  leftDifferent: ({ place, value }: { place: string; value: string }): Bilingual => ({
    ko: `${place}에서 나가면 값이 "${value}"(으)로 바뀝니다`,
    en: `When ${place} is left, its value becomes "${value}"`,
  }),
  sheetCaption: (of: { place: string; looks: number; bad: number; injected: boolean }): Bilingual => ({
    ko: `${of.place}: ${of.looks}번 중 ${of.bad === 0 ? '모두 바르게 보임' : `${of.bad}번 읽을 수 없음(붉은 테두리)`}${of.injected ? '. 바꿔 넣은 가격이며 주문하지 않음' : ''}`,
    en: `${of.place}: ${of.bad === 0 ? `right in all ${of.looks} looks` : `${of.bad} of ${of.looks} looks fail (framed in red)`}${of.injected ? '. Prices put in by the check; nothing was ordered' : ''}`,
  }),
  outOfTime: ({ looks }: { looks: number }): Bilingual => ({
    ko: `시간이 모자라 ${looks}번만 보았습니다. 단계의 timeout을 늘리세요.`,
    en: `There was time for only ${looks} looks. Give the step a longer timeout.`,
  }),
};
