import type { Bilingual } from '../base/bilingual.ts';

/** What `postflight tickets` says besides the tickets themselves. */
export const ticketWords = {
  noTargets: (): Bilingual => ({
    ko: '대상이 없습니다. checklists/targets 또는 targets 폴더가 있는 곳에서 실행하거나 --target을 주세요.',
    en: 'There is no target. Run this where checklists/targets (or targets) is, or give --target.',
  }),
  noSuchTicket: ({ id, known }: { id: string; known: string }): Bilingual => ({
    ko: `티켓 ${id}이(가) 없습니다. 열린 티켓: ${known || '없음'}`,
    en: `There is no ticket ${id}. Open tickets: ${known || 'none'}`,
  }),
  none: ({ closed }: { closed: number }): Bilingual => ({
    ko: closed === 0 ? '티켓이 없습니다.' : `열린 티켓이 없습니다. (닫힌 티켓 ${closed}건은 --all)`,
    en: closed === 0 ? 'There are no tickets.' : `No ticket is open. (${closed} closed: --all)`,
  }),
  moved: ({ id, state }: { id: string; state: string }): Bilingual => ({
    ko: `${id}: ${state} (으)로 기록했습니다.`,
    en: `${id} is now ${state}.`,
  }),
  verified: ({ id }: { id: string }): Bilingual => ({
    ko: `${id}: 전액 취소를 확인했습니다.`,
    en: `${id}: the whole amount is cancelled, verified.`,
  }),
  noGateway: ({ target }: { target: string }): Bilingual => ({
    ko: `대상 ${target}에 gateway가 없어 원장에 물어볼 수 없습니다. --proof 파일 --person 이름 --second-person 이름`,
    en: `Target ${target} has no gateway to ask. Give --proof FILE --person NAME --second-person NAME`,
  }),
  proofUnreadable: ({ file }: { file: string }): Bilingual => ({
    ko: `증빙 파일을 읽을 수 없습니다: ${file}`,
    en: `The proof file cannot be read: ${file}`,
  }),
  badFormat: ({ wish }: { wish: string }): Bilingual => ({
    ko: `알 수 없는 형식입니다: ${wish} (json, html, pdf, txt)`,
    en: `Not a format: ${wish} (json, html, pdf, txt)`,
  }),
  wrote: ({ file }: { file: string }): Bilingual => ({ ko: `저장: ${file}`, en: `Written: ${file}` }),
  notWritten: ({ file }: { file: string }): Bilingual => ({
    ko: `파일을 쓸 수 없습니다: ${file}`,
    en: `The file cannot be written: ${file}`,
  }),
  noPdf: ({ file }: { file: string }): Bilingual => ({
    ko: `PDF를 만들 브라우저가 없어 HTML을 남겼습니다: ${file} (브라우저에서 인쇄하면 한 장입니다)`,
    en: `No browser is here to make the PDF, so the page was kept: ${file} (it prints on one sheet)`,
  }),
  sent: ({ id, mail }: { id: string; mail: string }): Bilingual => ({
    ko: `${id}: 메일을 보냈습니다 (${mail})`,
    en: `${id}: mail sent (${mail})`,
  }),
  notSent: ({ id, answer }: { id: string; answer: string }): Bilingual => ({
    ko: `${id}: 메일을 보내지 못했습니다. 다음에 다시 보냅니다. 서버의 답: ${answer}`,
    en: `${id}: the mail was not taken and will be tried again. The server says: ${answer}`,
  }),
  nothingDue: (): Bilingual => ({ ko: '지금 보낼 것이 없습니다.', en: 'Nothing is due now.' }),
  noMail: ({ target }: { target: string }): Bilingual => ({
    ko: `대상 ${target}에 tickets: 가 없어 아무에게도 알리지 않습니다.`,
    en: `Target ${target} has no tickets: block, so nobody is told.`,
  }),
} as const;
