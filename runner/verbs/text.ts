import type { Bilingual } from '../base/bilingual.ts';

/** What the verbs say to people. */
export const text = {
  actionFailed: ({ what, why }: { what: string; why: string }): Bilingual => ({
    ko: `${what}에 동작하지 못했습니다: ${why}`,
    en: `Acting on ${what} failed: ${why}`,
  }),
  keyFailed: ({ key, why }: { key: string; why: string }): Bilingual => ({
    ko: `키 ${key}를 누르지 못했습니다: ${why}`,
    en: `Pressing ${key} failed: ${why}`,
  }),
  httpStatus: ({ url, status }: { url: string; status: number }): Bilingual => ({
    ko: `${url} 이(가) HTTP ${status}로 응답했습니다.`,
    en: `${url} answered with HTTP ${status}.`,
  }),
  noPopup: (): Bilingual => ({
    ko: '새 창이 열리지 않았습니다.',
    en: 'No popup window opened.',
  }),
  noOption: ({ what, option }: { what: string; option: string }): Bilingual => ({
    ko: `${what}에 "${option}" 항목이 없습니다.`,
    en: `${what} has no option "${option}".`,
  }),
  oneOf: ({ keys }: { keys: readonly string[] }): Bilingual => ({
    ko: `${keys.join(', ')} 중 하나만 적어야 합니다.`,
    en: `Exactly one of ${keys.join(', ')} must be written.`,
  }),
  notAList: ({ expression }: { expression: string }): Bilingual => ({
    ko: `목록이 아닙니다: ${expression}`,
    en: `Not a list: ${expression}`,
  }),
  tooManyRows: ({ count, max }: { count: number; max: number }): Bilingual => ({
    ko: `목록이 ${count}개로 한도 ${max}개를 넘습니다.`,
    en: `The list has ${count} items; ${max} is the limit.`,
  }),
  notTrueOrFalse: ({ expression, value }: { expression: string; value: string }): Bilingual => ({
    ko: `조건 ${expression}의 값이 참/거짓이 아닙니다: ${value}`,
    en: `The condition ${expression} is neither true nor false: ${value}`,
  }),
  noAttribute: ({ what, attribute }: { what: string; attribute: string }): Bilingual => ({
    ko: `${what}에 ${attribute} 속성이 없습니다.`,
    en: `${what} has no attribute ${attribute}.`,
  }),
  noValue: ({ what }: { what: string }): Bilingual => ({
    ko: `${what}은(는) 값이 있는 입력란이 아닙니다.`,
    en: `${what} is no field with a value.`,
  }),
  undefinedResult: ({ expression }: { expression: string }): Bilingual => ({
    ko: `식의 결과가 없습니다: ${expression}`,
    en: `The expression gives nothing: ${expression}`,
  }),
  outsideFolder: ({ file }: { file: string }): Bilingual => ({
    ko: `체크리스트 폴더 밖의 파일은 쓸 수 없습니다: ${file}`,
    en: `A file outside the checklist's folder cannot be used: ${file}`,
  }),
  fileMissing: ({ file }: { file: string }): Bilingual => ({
    ko: `파일이 없습니다: ${file}`,
    en: `No such file: ${file}`,
  }),
  noFunction: ({ file, name }: { file: string; name: string }): Bilingual => ({
    ko: `${file}이(가) 함수 ${name}을(를) 내보내지 않습니다.`,
    en: `${file} exports no function named ${name}.`,
  }),
  scriptNotLoaded: ({ file, why }: { file: string; why: string }): Bilingual => ({
    ko: `${file}을(를) 불러오지 못했습니다: ${why}`,
    en: `${file} could not be loaded: ${why}`,
  }),
  scriptFailed: ({ file, why }: { file: string; why: string }): Bilingual => ({
    ko: `${file}의 확인이 실패했습니다: ${why}`,
    en: `${file} failed: ${why}`,
  }),
  scriptTooSlow: ({ file }: { file: string }): Bilingual => ({
    ko: `${file}이(가) 제한 시간 안에 끝나지 않았습니다.`,
    en: `${file} did not finish in time.`,
  }),
  httpStatusUnexpected: ({
    request,
    status,
    expected,
  }: {
    request: string;
    status: number;
    expected: string;
  }): Bilingual => ({
    ko: `${request} 의 응답이 HTTP ${status}입니다(기대: ${expected}).`,
    en: `${request} answered with HTTP ${status}; expected ${expected}.`,
  }),
  httpExpectation: ({ request, expression }: { request: string; expression: string }): Bilingual => ({
    ko: `${request} 의 응답이 조건과 다릅니다: ${expression}`,
    en: `The answer to ${request} does not meet: ${expression}`,
  }),
  noResponse: ({ what }: { what: string }): Bilingual => ({
    ko: `기다린 응답이 오지 않았습니다: ${what}`,
    en: `The awaited response did not come: ${what}`,
  }),
  personSaysNo: ({
    person,
    instruction,
    observed,
  }: {
    person: string;
    instruction: string;
    observed: string;
  }): Bilingual => ({
    ko: `${person} 확인 결과 실패: ${instruction}${observed === '' ? '' : ` — ${observed}`}`,
    en: `${person} answered "failed": ${instruction}${observed === '' ? '' : ` — ${observed}`}`,
  }),
  declineNeeded: (): Bilingual => ({
    ko: 'expect: declined에는 decline: { source, code }가 필요합니다.',
    en: 'expect: declined needs decline: { source, code }.',
  }),
  notATestCard: (): Bilingual => ({
    ko: '발급될 수 있는 카드번호는 입력하지 않습니다. 목록의 시험용 번호만 쓸 수 있습니다.',
    en: 'A card number that could have been issued is never typed; only the listed test numbers are.',
  }),
  noPaymentWindow: ({ url }: { url: string }): Bilingual => ({
    ko: `결제 버튼을 눌렀지만 결제창이 열리지 않았습니다: ${url}`,
    en: `The pay button was pressed but no payment window opened: ${url}`,
  }),
  paymentWindowStuck: ({ url }: { url: string }): Bilingual => ({
    ko: `결제창에 카드 정보를 넣거나 결제하기를 누르지 못했습니다: ${url}`,
    en: `The payment window could not be filled in or its button not pressed: ${url}`,
  }),
  noGateway: (): Bilingual => ({
    ko: '대상에 gateway가 없어 결제할 수 없습니다.',
    en: 'The target declares no gateway, so nothing can be paid.',
  }),
} as const;
