import type { Bilingual } from '../../base/bilingual.ts';

/** Sentences of ticket mails, and what goes wrong with them. */
export const mailText = {
  badAddress: (): Bilingual => ({
    ko: 'SMTP 비밀 값이 올바른 주소가 아닙니다. smtps://사용자:암호@서버:465 또는 smtp://사용자:암호@서버:587 (특수 문자는 %로 인코딩)',
    en: 'The SMTP secret is no valid address: smtps://user:password@server:465 or smtp://user:password@server:587 (special characters %-encoded)',
  }),
  subject: (facts: {
    ticket: string;
    amount: { ko: string; en: string };
    gateway: Bilingual;
    target: string;
    live: boolean;
  }) =>
    `[Postflight] ${facts.live ? '' : '(TEST) '}${facts.ticket} 결제 취소 요청 ${facts.amount.ko} ${facts.gateway.ko} · ${facts.target} / Cancel ${facts.amount.en}, ${facts.gateway.en}`,
  nagSubject: {
    ack: '아직 아무도 맡지 않음 / nobody has taken it',
    submit: '아직 PG에 접수되지 않음 / not handed in yet',
    'cut-off': '매입 시각이 다가옴 / the acquisition run is near',
  },
  backSubject: '전액 취소 확인됨 / cancelled in full, verified',
  backIntro: {
    ko: '사람이 취소해야 할 수 있었던 결제가 있었고, 전액 취소가 원장에서 확인되었습니다. 이 대상의 결제는 사람이 티켓을 닫고 중지를 해제할 때까지 멈춰 있습니다.',
    en: 'A payment had to be taken back, and the ledger shows it cancelled in full. Payments on this target stay halted until a person closes the ticket and lifts the halt.',
  },
  intro: {
    ko: '사람이 취소해야 할 결제가 있습니다. 아래 내용만으로 PG에 접수할 수 있습니다. 첨부: 인쇄용 요청서(HTML, PDF)와 JSON.',
    en: 'A payment must be cancelled by a person. What follows is enough to hand it in at the gateway. Attached: the printable request (HTML, PDF) and JSON.',
  },
  next: { ko: '다음 할 일', en: 'What to do next' },
  unknownAmount: { ko: '금액 미확인', en: 'amount not known' },
} as const;
