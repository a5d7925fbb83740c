import type { Bilingual } from '../../base/bilingual.ts';
import type { NoticeKind } from '../../model/channel.ts';

/** What channels say of their settings and of what providers did. */
export const channelText = {
  settingsWrong: (facts: { readonly channel: string; readonly kind: string; readonly why: string }): Bilingual => ({
    ko: `호출 채널 "${facts.channel}" (${facts.kind})의 설정이 올바르지 않습니다: ${facts.why}`,
    en: `The settings of channel "${facts.channel}" (${facts.kind}) are wrong: ${facts.why}`,
  }),
  keyUnknown: (facts: { readonly key: string; readonly known: string }): string =>
    `"${facts.key}" is no setting; settings: ${facts.known}`,
  urlWrong: (facts: { readonly channel: string }): Bilingual => ({
    ko: `호출 채널 "${facts.channel}"의 주소가 올바르지 않습니다. https:// 로 시작하는 온전한 주소여야 합니다.`,
    en: `The address of channel "${facts.channel}" is not valid: it must be a whole https:// address.`,
  }),
  urlOpen: (facts: { readonly channel: string; readonly host: string }): Bilingual => ({
    ko: `호출 채널 "${facts.channel}"의 주소(${facts.host})는 http:// 입니다. 열쇠와 확인 링크가 그대로 보이므로 https 를 쓰거나, 내부 주소라면 hosts 에 적으십시오.`,
    en: `The address of channel "${facts.channel}" (${facts.host}) is http://, so keys and acknowledge links travel in the clear; use https, or list an internal host under "hosts".`,
  }),
  hostsNeeded: (facts: { readonly channel: string }): Bilingual => ({
    ko: `호출 채널 "${facts.channel}"의 주소가 비밀 값 안에 있습니다. 갈 수 있는 서버를 hosts 에 적으십시오.`,
    en: `The address of channel "${facts.channel}" is inside a secret; list the servers that it may reach under "hosts".`,
  }),
  hostWrong: (facts: { readonly channel: string; readonly entry: string }): Bilingual => ({
    ko: `호출 채널 "${facts.channel}"의 hosts 항목 "${facts.entry}"은(는) 서버 이름이 아닙니다.`,
    en: `"${facts.entry}" in the hosts of channel "${facts.channel}" is no host.`,
  }),
  hostForeign: (facts: { readonly channel: string; readonly host: string; readonly hosts: string }): Bilingual => ({
    ko: `호출 채널 "${facts.channel}"의 주소가 ${facts.host} 을(를) 가리키지만, 허용된 서버는 ${facts.hosts} 입니다.`,
    en: `The address of channel "${facts.channel}" leads to ${facts.host}; only ${facts.hosts} may be reached.`,
  }),
  retired: (facts: { readonly channel: string; readonly host: string }): Bilingual => ({
    ko: `호출 채널 "${facts.channel}": ${facts.host} 커넥터는 종료되었습니다. Teams 의 Workflows 에서 새 주소를 받으십시오.`,
    en: `Channel "${facts.channel}": connectors at ${facts.host} are retired; take a new address from Workflows in Teams.`,
  }),
  secretUnfit: (facts: { readonly channel: string; readonly name: string; readonly why: string }): Bilingual => ({
    ko: `호출 채널 "${facts.channel}"의 비밀 값 ${facts.name} 을(를) 쓸 수 없습니다: ${facts.why}`,
    en: `Secret ${facts.name} of channel "${facts.channel}" cannot be used: ${facts.why}`,
  }),
  privateHost: (facts: { readonly host: string }): Bilingual => ({
    ko: `${facts.host} 은(는) 내부 주소이고 hosts 에 없습니다. 보내지 않았습니다.`,
    en: `${facts.host} is an internal address and is not listed under "hosts"; nothing was sent.`,
  }),
  foreignHost: (facts: { readonly host: string }): Bilingual => ({
    ko: `${facts.host} 은(는) hosts 에 없는 서버입니다. 보내지 않았습니다.`,
    en: `${facts.host} is not listed under "hosts"; nothing was sent.`,
  }),
  kept: (): Bilingual => ({ ko: '이 컴퓨터의 호출함에 남김', en: 'kept in the inbox of this machine' }),
  inboxWritable: (): Bilingual => ({
    ko: '이 컴퓨터의 호출함에 쓸 수 있음',
    en: 'the inbox of this machine can be written',
  }),
  mailServerTakes: (): Bilingual => ({
    ko: '메일 서버가 메일을 받을 수 있음 (SMTP verify)',
    en: 'the mail server can take mail (SMTP verify)',
  }),
  noConnection: (facts: { readonly code: string }): Bilingual => ({
    ko: `연결하지 못했거나 연결이 끊겼습니다 (${facts.code})`,
    en: `No connection, or it was cut (${facts.code})`,
  }),
  timedOut: (facts: { readonly ms: number }): Bilingual => ({
    ko: `${facts.ms / 1_000}초 안에 답이 없었습니다.`,
    en: `No answer within ${facts.ms / 1_000} s`,
  }),
  aborted: { ko: '보내는 중에 중단되었습니다.', en: 'It was stopped on the way' },
  redirected: (facts: { readonly status: number }): Bilingual => ({
    ko: `다른 주소로 보내려 했습니다 (HTTP ${facts.status}). 따라가지 않았습니다.`,
    en: `It answered with a redirect (HTTP ${facts.status}), which is never followed`,
  }),
  busy: (facts: { readonly status: number; readonly answer: string }): Bilingual => ({
    ko: `지금은 받지 못한다고 답했습니다 (HTTP ${facts.status}) ${facts.answer}`.trim(),
    en: `It cannot take it now (HTTP ${facts.status}) ${facts.answer}`.trim(),
  }),
  denied: (facts: { readonly status: number; readonly answer: string }): Bilingual => ({
    ko: `거절했습니다 (HTTP ${facts.status}) ${facts.answer}`.trim(),
    en: `It refused (HTTP ${facts.status}) ${facts.answer}`.trim(),
  }),
  unclear: (facts: { readonly status: number; readonly answer: string }): Bilingual => ({
    ko: `받았다는 답이 아닙니다 (HTTP ${facts.status}) ${facts.answer}`.trim(),
    en: `The answer does not say that it was taken (HTTP ${facts.status}) ${facts.answer}`.trim(),
  }),
  tooLarge: (facts: { readonly bytes: number; readonly limit: number }): Bilingual => ({
    ko: `보낼 내용이 ${facts.bytes}바이트로 한도 ${facts.limit}바이트를 넘습니다.`,
    en: `The body has ${facts.bytes} bytes, more than the ${facts.limit} allowed`,
  }),
  notCarried: (facts: { readonly kind: NoticeKind }): Bilingual => ({
    ko: `이 채널은 "${facts.kind}" 알림을 보내지 않습니다.`,
    en: `This channel carries no "${facts.kind}"`,
  }),
  noAddress: { ko: '받는 사람의 주소가 올바르지 않습니다.', en: 'The address of the recipient is not usable' },
  noId: {
    ko: '바꿀 메시지의 번호를 모릅니다.',
    en: 'The id of the message to change is not known',
  },
  smtp: (facts: { readonly code: string; readonly answer: string }): Bilingual => ({
    ko: `메일 서버: ${facts.code} ${facts.answer}`.trim(),
    en: `Mail server: ${facts.code} ${facts.answer}`.trim(),
  }),
  smtpAddress: (facts: { readonly channel: string }): Bilingual => ({
    ko: `호출 채널 "${facts.channel}"의 SMTP 비밀 값이 올바른 주소가 아닙니다. smtps://사용자:암호@서버:465 또는 smtp://사용자:암호@서버:587 (특수 문자는 %로 인코딩)`,
    en: `The SMTP secret of channel "${facts.channel}" is no valid address: smtps://user:password@server:465 or smtp://user:password@server:587 (special characters %-encoded)`,
  }),
  late: { ko: '호출 채널을 여는 중 오류', en: 'opening a channel failed' },
  exampleHeadline: { ko: '보기: 주문할 수 없습니다', en: 'EXAMPLE: nobody can order' },
  exampleFact: {
    label: { ko: '언제부터', en: 'Since' },
    value: { ko: '00:41:03 KST, 재확인도 실패', en: '00:41:03 KST, failed again' },
  },
  testHeadline: {
    ko: '시험 호출입니다. 아무 문제도 없습니다.',
    en: 'This is a test of the pager. Nothing is wrong.',
  },
  testFact: {
    label: { ko: '할 일', en: 'To do' },
    value: { ko: '없습니다. 이 글이 보이면 이 길은 통합니다.', en: 'Nothing. If you can read this, this way works.' },
  },
} as const;
