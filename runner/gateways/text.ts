import type { Bilingual } from '../base/bilingual.ts';

/** What gateway adapters say to people. */
export const text = {
  hostRefused: ({ name, hosts }: { name: string; hosts: string }): Bilingual => ({
    ko: `결제사 ${name}의 base-url이 허용되지 않습니다. https://${hosts} 또는 이 컴퓨터(127.0.0.1)의 주소만 쓸 수 있습니다. 대상 파일의 gateway.base-url을 고치세요.`,
    en: `The base-url of gateway ${name} is refused: only https://${hosts} or an address of this machine (127.0.0.1) may be used. Correct gateway.base-url in the target file.`,
  }),
  keyRefused: ({ name }: { name: string }): Bilingual => ({
    ko: `결제사 ${name}의 시크릿 키가 테스트 키(test_sk_… 또는 test_gsk_…)가 아닙니다. 운영 키는 받지 않습니다. 테스트 시크릿 키를 넣으세요.`,
    en: `The secret key of gateway ${name} is not a test key (test_sk_… or test_gsk_…). Live keys are never taken. Give the test secret key.`,
  }),
  kindUnknown: ({ kind, known }: { kind: string; known: string }): Bilingual => ({
    ko: `결제사 "${kind}"를 모릅니다. 아는 결제사: ${known}. 대상 파일의 gateway.kind를 고치세요.`,
    en: `There is no gateway "${kind}"; there is ${known}. Correct gateway.kind in the target file.`,
  }),
  notReached: ({ name, why }: { name: string; why: string }): Bilingual => ({
    ko: `결제사 ${name}에 물어보지 못했습니다: ${why}`,
    en: `Gateway ${name} could not be asked: ${why}`,
  }),
  answerTooBig: ({ name, bytes }: { name: string; bytes: number }): Bilingual => ({
    ko: `결제사 ${name}의 답이 ${bytes}바이트보다 큽니다. 읽지 않았습니다.`,
    en: `The answer of gateway ${name} is larger than ${bytes} bytes and was not read.`,
  }),
  notJson: ({ name, status }: { name: string; status: number }): Bilingual => ({
    ko: `결제사 ${name}의 답(HTTP ${status})이 JSON이 아닙니다. base-url이 결제사를 가리키는지 확인하세요.`,
    en: `The answer of gateway ${name} (HTTP ${status}) is not JSON. Check that base-url points at the gateway.`,
  }),
  badAnswer: ({ name, field, expected }: { name: string; field: string; expected: string }): Bilingual => ({
    ko: `결제사 ${name}의 답을 믿을 수 없습니다: ${field}이(가) ${expected}이(가) 아닙니다.`,
    en: `The answer of gateway ${name} cannot be trusted: ${field} is not ${expected}.`,
  }),
  refused: ({ name, status, code }: { name: string; status: number; code: string }): Bilingual => ({
    ko: `결제사 ${name}가 HTTP ${status} ${code}로 답했습니다.`,
    en: `Gateway ${name} answered HTTP ${status} ${code}.`,
  }),
  orderIdRefused: ({ name }: { name: string }): Bilingual => ({
    ko: `화면에서 읽은 주문번호가 결제사 ${name}의 주문번호 모양이 아니어서 물어볼 수 없습니다.`,
    en: `The order number read from the page does not have the form of an order number of gateway ${name}, so it cannot be asked about.`,
  }),
  paymentKeyRefused: ({ name }: { name: string }): Bilingual => ({
    ko: `결제키가 결제사 ${name}의 결제키 모양이 아니어서 물어볼 수 없습니다.`,
    en: `The payment key does not have the form of a payment key of gateway ${name}, so it cannot be asked about.`,
  }),
  cancelNotAsked: ({ name, field }: { name: string; field: string }): Bilingual => ({
    ko: `결제사 ${name}에 취소를 요청하지 않았습니다: ${field}을(를) 쓸 수 없습니다.`,
    en: `Gateway ${name} was not asked to cancel: ${field} cannot be used.`,
  }),
  listTooLong: ({ name, rows }: { name: string; rows: number }): Bilingual => ({
    ko: `결제사 ${name}의 거래 목록이 ${rows}줄을 넘어 끝까지 읽지 못했습니다. 기간을 줄이세요.`,
    en: `The transaction list of gateway ${name} is longer than ${rows} rows and was not read to its end. Ask for a shorter span.`,
  }),
} as const;
