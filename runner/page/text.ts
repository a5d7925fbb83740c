import type { Bilingual } from '../base/bilingual.ts';
import type { AmountCause } from '../base/amount-cause.ts';
import type { AmountProblem } from '../base/money.ts';

const list = (words: readonly string[]): string => words.map((word) => `\n  · ${word}`).join('');
const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

/** What reading a page or an answer says to people. */
export const text = {
  notFound: ({
    what,
    url,
    near,
    place,
    missingAround = null,
  }: {
    what: string;
    url: string;
    near: readonly string[];
    place: 'seen' | 'navigating' | 'no-frame';
    missingAround?: string | null;
  }): Bilingual => {
    const ko = place === 'no-frame' ? ' (안쪽 프레임이 없습니다)' : '';
    const en = place === 'no-frame' ? ' (the frame around it is not there)' : '';
    const [aroundKo, aroundEn] =
      missingAround === null
        ? ['', '']
        : [` ${missingAround}부터 화면에 없습니다.`, ` Already ${missingAround} is not there.`];
    return {
      ko: `${what}을(를) ${url} 에서 찾지 못했습니다${ko}.${aroundKo}${near.length === 0 ? '' : ` 비슷한 것: ${quoted(near)}`}`,
      en: `${what} was not found on ${url}${en}.${aroundEn}${near.length === 0 ? '' : ` Did you mean ${quoted(near)}?`}`,
    };
  },
  matched: ({ count }: { count: number }): Bilingual => ({ ko: `${count}개 일치`, en: `${count} matches` }),
  ambiguous: ({ what, count, words }: { what: string; count: number; words: readonly string[] }): Bilingual => ({
    ko: `${what}에 ${count}개가 일치합니다. within, has-text, nth 등으로 하나만 가리키세요.${list(words)}${count > words.length ? '\n  …' : ''}`,
    en: `${what} matches ${count} elements; point at one with within, has-text or nth.${list(words)}${count > words.length ? '\n  …' : ''}`,
  }),
  notVisible: ({ what, words }: { what: string; words: string }): Bilingual => ({
    ko: `${what}은(는) 있지만 보이지 않습니다: ${words}`,
    en: `${what} exists but is not visible: ${words}`,
  }),
  notEnabled: ({ what, words }: { what: string; words: string }): Bilingual => ({
    ko: `${what}은(는) 보이지만 사용할 수 없는 상태입니다(disabled): ${words}`,
    en: `${what} is visible but disabled: ${words}`,
  }),
  badUrl: ({ url }: { url: string }): Bilingual => ({
    ko: `주소로 읽을 수 없습니다: ${url}`,
    en: `Not an address: ${url}`,
  }),
  hostRefused: ({ url, host }: { url: string; host: string }): Bilingual => ({
    ko: `${host}는 대상의 base-url이나 allowed-hosts에 없어 열지 않았습니다: ${url}`,
    en: `${host} is neither the target's base-url nor in its allowed-hosts, so it was not opened: ${url}`,
  }),
  redirectedAway: ({ url, host }: { url: string; host: string }): Bilingual => ({
    ko: `허용되지 않은 ${host}로 넘어갔습니다: ${url}`,
    en: `The page redirected to ${host}, which is not allowed: ${url}`,
  }),
  noAnswer: ({ url, why }: { url: string; why: Bilingual }): Bilingual => ({
    ko: `${url} 을(를) 열지 못했습니다: ${why.ko}`,
    en: `${url} could not be opened: ${why.en}`,
  }),
  noDns: (): Bilingual => ({ ko: '호스트 이름을 찾을 수 없습니다(DNS)', en: 'the host name was not found (DNS)' }),
  refused: (): Bilingual => ({
    ko: '연결을 거부했습니다(서버가 떠 있지 않거나 포트가 다름)',
    en: 'the connection was refused (no server there, or another port)',
  }),
  dropped: (): Bilingual => ({
    ko: '응답하기 전에 연결이 끊겼습니다',
    en: 'the connection was dropped before an answer',
  }),
  tls: (): Bilingual => ({
    ko: '보안 연결(TLS, 인증서)에 문제가 있습니다',
    en: 'the secure connection failed (TLS, certificate)',
  }),
  tooSlow: (): Bilingual => ({ ko: '제한 시간 안에 응답하지 않았습니다', en: 'there was no answer in time' }),
  offline: (): Bilingual => ({
    ko: '네트워크나 프록시를 지나지 못했습니다',
    en: 'the network or proxy let nothing through',
  }),
  redirectLoop: (): Bilingual => ({ ko: '리디렉션이 끝나지 않습니다', en: 'it redirects for ever' }),
  blockedByGuard: (): Bilingual => ({ ko: '보호 장치가 요청을 막았습니다', en: 'a guard blocked the request' }),
  aborted: (): Bilingual => ({
    ko: '페이지 대신 다운로드가 시작되었거나 이동이 취소되었습니다',
    en: 'a download started instead, or the navigation was cancelled',
  }),
  otherNetwork: ({ code }: { code: string }): Bilingual => ({
    ko: `네트워크 오류 ${code}`,
    en: `network error ${code}`,
  }),
  oneOf: ({ keys }: { keys: readonly string[] }): Bilingual => ({
    ko: `${keys.join(', ')} 중 하나만 적어야 합니다.`,
    en: `Exactly one of ${keys.join(', ')} must be written.`,
  }),
  notAnAmount: ({
    what,
    shown,
    problem,
    cause = null,
  }: {
    what: string;
    shown: string;
    problem: Bilingual;
    cause?: Bilingual | null;
  }): Bilingual => ({
    ko: `${what}의 "${shown}"은(는) 금액이 아닙니다: ${problem.ko}${cause === null ? '' : ` (${cause.ko})`}`,
    en: `${what} shows "${shown}", which is no amount: ${problem.en}${cause === null ? '' : ` (${cause.en})`}`,
  }),
  wrongAmount: ({ what, shown, cause }: { what: string; shown: string; cause: Bilingual | null }): Bilingual => ({
    ko: `${what}의 금액이 다릅니다: "${shown}"${cause === null ? '' : ` (${cause.ko})`}`,
    en: `${what} shows another amount: "${shown}"${cause === null ? '' : ` (${cause.en})`}`,
  }),
  wordsAround: ({ what, shown, written }: { what: string; shown: string; written: string }): Bilingual => ({
    ko: `${what}에 "${written}" 모양의 글이 하나가 아닙니다: "${shown}"`,
    en: `${what} does not read like "${written}" in exactly one place: "${shown}"`,
  }),
  stale: { ko: '이전 금액 그대로: 다시 그리지 않음', en: 'still the amount from before: it was not drawn again' },
  pictureSays: ({ what, alt }: { what: string; alt: string }): Bilingual => ({
    ko: `${what}의 금액은 그림이고, 화면 낭독기가 읽는 글(alt, aria-label)은 다른 금액입니다: "${alt}"`,
    en: `The amount of ${what} is a picture, and its words for screen readers (alt, aria-label) say another amount: "${alt}"`,
  }),
  amountProblem: {
    empty: { ko: '비어 있습니다', en: 'it is empty' },
    null: { ko: 'null이 표시되었습니다', en: 'null is shown' },
    undefined: { ko: 'undefined가 표시되었습니다', en: 'undefined is shown' },
    nan: { ko: 'NaN이 표시되었습니다', en: 'NaN is shown' },
    infinity: { ko: '무한대가 표시되었습니다', en: 'infinity is shown' },
    object: {
      ko: '[object Object]가 표시되었습니다(값 대신 객체)',
      en: '[object Object] is shown, an object instead of its value',
    },
    template: {
      ko: '채워지지 않은 틀({{…}}, %d)이 표시되었습니다',
      en: 'a template such as {{…}} or %d was not filled in',
    },
    exponent: { ko: '지수 표기(1e9 등)로 표시되었습니다', en: 'it is in exponent form, such as 1e9' },
    fraction: { ko: '원 단위보다 작은 값이 있습니다', en: 'it has a part smaller than one won' },
    grouping: {
      ko: '쉼표 자리가 맞지 않습니다(잘린 금액일 수 있음)',
      en: 'its commas are misplaced, as in an amount that was cut off',
    },
    several: { ko: '숫자가 둘 이상입니다', en: 'there are several numbers' },
    units: { ko: '조·억·만의 순서나 크기가 맞지 않습니다', en: 'its units 조, 억, 만 do not fit together' },
    'too-long': { ko: '금액이라기에 너무 깁니다', en: 'it is too long for an amount' },
    words: { ko: '금액이 아닌 글자가 섞여 있습니다', en: 'there is text that is no amount' },
  } satisfies { readonly [P in AmountProblem]: Bilingual },
  cause: {
    int32: { ko: '32비트 정수로 넘친 값', en: 'the amount after a 32-bit overflow' },
    uint32: { ko: '부호 없는 32비트 정수로 넘친 값', en: 'the amount after an unsigned 32-bit overflow' },
    'int32-max': { ko: '32비트 정수의 최댓값에서 멈춘 값', en: 'the largest 32-bit integer: it was capped' },
    float32: { ko: '32비트 실수로 반올림된 값', en: 'the amount rounded to a 32-bit float' },
    zero: { ko: 'null이 0원으로 표시되었을 수 있음', en: 'perhaps null shown as 0' },
    sign: { ko: '부호가 뒤집힘', en: 'its sign is turned around' },
    negative: { ko: '음수', en: 'negative' },
    ten: { ko: '자릿수 하나 차이(×10)', en: 'one digit off (×10)' },
    hundred: { ko: '자릿수 둘 차이(×100)', en: 'two digits off (×100)' },
    thousand: { ko: '천 원 단위 혼동(×1,000)', en: 'thousands mistaken (×1,000)' },
    'ten-thousand': { ko: '만 원 단위 혼동(×10,000)', en: '만 mistaken (×10,000)' },
    'first-group': {
      ko: '첫 쉼표에서 끊김(parseInt로 읽은 값)',
      en: 'cut at its first comma, as parseInt reads it',
    },
    compact: { ko: '억·만 단위로 반올림되거나 버려진 금액', en: 'the amount rounded to 억, 만 or thousands' },
    truncated: { ko: '뒤가 잘린 금액', en: 'the amount with its end cut off' },
    'front-cut': { ko: '앞이 잘린 금액', en: 'the amount with its beginning cut off' },
    'off-by-one': { ko: '1원 차이(반올림·나눗셈)', en: 'one won off (rounding, division)' },
    vat: { ko: '부가세 10%가 더해지거나 빠진 금액', en: 'the amount with 10 % tax added or taken away' },
  } satisfies { readonly [C in AmountCause]: Bilingual },
  beginning: { ko: '맞는 금액의 앞부분만 보임', en: 'only the beginning of the right amount' },
  pictureAmount: ({ what }: { what: string }): Bilingual => ({
    ko: `${what}의 금액은 글자가 아니라 그림(이미지, 캔버스, 스타일)이라 기계가 읽을 수 없습니다. 사람이 보아야 합니다.`,
    en: `The amount of ${what} is a picture (image, canvas or style), not text; no machine can read it. A person must look.`,
  }),
  unsureAmount: ({ what, doubts }: { what: string; doubts: string }): Bilingual => ({
    ko: `${what}의 금액이 사람에게 보이는지 알 수 없습니다(화면을 찍지 못함: ${doubts}). 사람이 보아야 합니다.`,
    en: `Nobody could tell whether a person sees the amount of ${what} (no picture could be had: ${doubts}). A person must look.`,
  }),
  declaredAmount: ({ value }: { value: string }): Bilingual => ({
    ko: `적어 둔 금액을 원 단위 정수로 읽을 수 없습니다: ${value}`,
    en: `The declared amount is not whole KRW: ${value}`,
  }),
  bodyTooLarge: ({ request, bytes, max }: { request: string; bytes: number; max: number }): Bilingual => ({
    ko: `${request} 의 응답이 ${bytes}바이트로 한도 ${max}를 넘습니다.`,
    en: `The answer to ${request} has ${bytes} bytes; ${max} is the limit.`,
  }),
} as const;
