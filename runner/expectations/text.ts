import type { Bilingual } from '../base/bilingual.ts';

/** What the expectations say to people. */
export const text = {
  notShown: ({ what, words }: { what: string; words: string }): Bilingual => ({
    ko: `${what}은(는) 있지만 보이지 않습니다: ${words}`,
    en: `${what} exists but is not visible: ${words}`,
  }),
  stillShown: ({ what }: { what: string }): Bilingual => ({
    ko: `${what}이(가) 보이면 안 되는데 보입니다.`,
    en: `${what} should not be visible, but is.`,
  }),
  textDiffers: ({ what }: { what: string }): Bilingual => ({
    ko: `${what}의 글이 다릅니다.`,
    en: `${what} has another text.`,
  }),
  valueDiffers: ({ what }: { what: string }): Bilingual => ({
    ko: `${what}의 값이 다릅니다.`,
    en: `${what} has another value.`,
  }),
  noField: ({ what, words }: { what: string; words: string }): Bilingual => ({
    ko: `${what}은(는) 값이 있는 입력란이 아닙니다: ${words}`,
    en: `${what} is no field with a value: ${words}`,
  }),
  countDiffers: ({ what, count }: { what: string; count: number }): Bilingual => ({
    ko: `${what}의 개수가 다릅니다: ${count}개`,
    en: `${what} has another count: ${count}`,
  }),
  urlDiffers: (): Bilingual => ({ ko: '주소가 다릅니다.', en: 'The address is another one.' }),
  titleDiffers: (): Bilingual => ({ ko: '페이지 제목이 다릅니다.', en: 'The page title is another one.' }),
  attributeDiffers: ({ what, attribute }: { what: string; attribute: string }): Bilingual => ({
    ko: `${what}의 ${attribute} 속성이 다릅니다.`,
    en: `${what} has another ${attribute}.`,
  }),
  attributePresent: ({ what, attribute }: { what: string; attribute: string }): Bilingual => ({
    ko: `${what}에 ${attribute} 속성이 없어야 하는데 있습니다.`,
    en: `${what} should have no ${attribute}, but has one.`,
  }),
  notInState: ({ what, state }: { what: string; state: 'checked' | 'enabled' | 'disabled' }): Bilingual => {
    const ko = {
      checked: '선택되어 있지 않습니다',
      enabled: '사용할 수 없는 상태입니다',
      disabled: '사용할 수 있는 상태입니다',
    }[state];
    return { ko: `${what}은(는) ${ko}.`, en: `${what} is not ${state}.` };
  },
  ariaDiffers: ({ what }: { what: string }): Bilingual => ({
    ko: `${what}의 구조(aria)가 다릅니다.`,
    en: `${what} has another accessible structure.`,
  }),
  noImage: ({ what, words }: { what: string; words: string }): Bilingual => ({
    ko: `${what}은(는) 이미지가 아닙니다: ${words}`,
    en: `${what} is no image: ${words}`,
  }),
  imageBroken: ({ what, state }: { what: string; state: 'loading' | 'broken' }): Bilingual => ({
    ko: state === 'loading' ? `${what} 이미지를 아직 다 받지 못했습니다.` : `${what} 이미지가 깨졌습니다(크기 0).`,
    en: state === 'loading' ? `The image ${what} is still loading.` : `The image ${what} is broken (size 0).`,
  }),
  stillLoading: (): Bilingual => ({
    ko: '페이지의 load 이벤트가 아직 없습니다.',
    en: 'The page has not fired its load event yet.',
  }),
  loadedLate: ({ ms }: { ms: number }): Bilingual => ({
    ko: `페이지를 여는 데 ${ms}ms 걸렸습니다.`,
    en: `The page took ${ms} ms to load.`,
  }),
  errorsSeen: ({ count }: { count: number }): Bilingual => ({
    ko: `페이지에서 오류가 ${count}건 났습니다.`,
    en: `The pages reported ${count} error${count === 1 ? '' : 's'}.`,
  }),
  jsonDiffers: ({ url }: { url: string }): Bilingual => ({
    ko: `${url} 의 응답이 조건과 다릅니다.`,
    en: `The answer of ${url} does not meet the expectation.`,
  }),
  notTrue: ({ expression, message }: { expression: string; message: string | undefined }): Bilingual => ({
    ko: message ?? `참이어야 하는 식이 참이 아닙니다: ${expression}`,
    en: message ?? `The expression is not true: ${expression}`,
  }),
  oneOf: ({ keys }: { keys: readonly string[] }): Bilingual => ({
    ko: `${keys.join(', ')} 중 하나만 적어야 합니다.`,
    en: `Exactly one of ${keys.join(', ')} must be written.`,
  }),
} as const;
