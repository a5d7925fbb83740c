import type { Bilingual } from '../../base/bilingual.ts';

/** What the acknowledge page and its keys say. */
export const text = {
  keysBusy: (file: string): Bilingual => ({
    ko: `다른 프로세스가 호출 확인 키를 쓰고 있습니다: ${file}`,
    en: `Another process is writing the acknowledge keys: ${file}`,
  }),
  keysExposed: (file: string): Bilingual => ({
    ko: `다른 사용자가 읽을 수 있는 호출 확인 키입니다: ${file}. \`chmod 600\`으로 막고 \`postflight oncall renew-key --forget\`으로 바꾸세요.`,
    en: `Others may read the acknowledge keys: ${file}. Close it with \`chmod 600\` and replace them with \`postflight oncall renew-key --forget\`.`,
  }),
  keysUnreadable: (file: string, code: string): Bilingual => ({
    ko: `호출 확인 키를 읽을 수 없습니다: ${file} (${code})`,
    en: `The acknowledge keys cannot be read: ${file} (${code})`,
  }),
  keysMalformed: (file: string): Bilingual => ({
    ko: `호출 확인 키 파일이 깨졌습니다: ${file}. 지우면 새로 만들고, 이미 보낸 링크는 쓸 수 없게 됩니다.`,
    en: `The file of acknowledge keys is damaged: ${file}. Without it a new one is made, and links that were sent stop working.`,
  }),
  portTaken: (port: number): Bilingual => ({
    ko: `포트 ${port}을(를) 이미 다른 프로그램이 쓰고 있습니다.`,
    en: `Port ${port} is in use by another program.`,
  }),
} as const;

/** The words of the page itself. */
export const pageText = {
  title: { ko: '호출 확인', en: 'Acknowledge a page' },
  other: { ko: 'English', en: '한국어' },
  since: { ko: '시작', en: 'Since' },
  ago: ({ minutes }: { minutes: number }): Bilingual => ({
    ko: minutes < 1 ? '방금' : `${minutes}분 전`,
    en: minutes < 1 ? 'just now' : `${minutes} min ago`,
  }),
  failing: { ko: '실패한 단계', en: 'Failing steps' },
  more: ({ count }: { count: number }): Bilingual => ({ ko: `외 ${count}개`, en: `and ${count} more` }),
  runbook: { ko: '먼저 할 일', en: 'First thing to do' },
  run: { ko: '실행 화면', en: 'The run' },
  picture: { ko: '화면 사진', en: 'Picture' },
  forWhom: ({ name }: { name: string }): Bilingual => ({ ko: `${name} 님에게 온 호출`, en: `A page for ${name}` }),
  severity: {
    critical: { ko: '긴급', en: 'Critical' },
    major: { ko: '중요', en: 'Major' },
    minor: { ko: '사소', en: 'Minor' },
  },
  nobody: { ko: '아직 아무도 맡지 않았습니다.', en: 'Nobody has it yet.' },
  you: ({ at }: { at: string }): Bilingual => ({ ko: `당신이 맡았습니다. ${at}`, en: `You have it. ${at}` }),
  someone: ({ name, at }: { name: string; at: string }): Bilingual => ({
    ko: `${name} 님이 먼저 맡았습니다. ${at}`,
    en: `${name} was first and has it. ${at}`,
  }),
  youToo: { ko: '당신도 보았다고 기록했습니다.', en: 'That you have seen it is written down.' },
  youDeclined: {
    ko: '맡을 수 없다고 기록했습니다. 다음 사람을 부릅니다.',
    en: 'Written down: you cannot take it. The next one is called.',
  },
  youHanded: ({ name }: { name: string }): Bilingual => ({
    ko: `${name} 님에게 넘겼습니다. 지금 그 사람을 부릅니다.`,
    en: `Handed over to ${name}, who is being called now.`,
  }),
  handedOn: ({ name }: { name: string }): Bilingual => ({
    ko: `${name} 님을 부르는 중입니다.`,
    en: `${name} is being called.`,
  }),
  rollback: ({ name, at }: { name: string; at: string }): Bilingual => ({
    ko: `롤백 요청: ${name}, ${at}`,
    en: `Rollback wanted by ${name}, ${at}`,
  }),
  note: ({ note, name }: { note: string; name: string }): Bilingual => ({
    ko: `${name}: ${note}`,
    en: `${name}: ${note}`,
  }),
  resolved: ({ at }: { at: string }): Bilingual => ({ ko: `해결되었습니다. ${at}`, en: `Resolved. ${at}` }),
  take: { ko: '제가 맡습니다', en: 'I have it' },
  takeToo: { ko: '보았습니다', en: 'I have seen it' },
  decline: { ko: '지금은 못 합니다, 다음 사람', en: 'I cannot take it, next' },
  handOver: { ko: '다른 사람에게 넘기기', en: 'Hand it over' },
  handOverTo: { ko: '누구에게', en: 'To whom' },
  handOverDo: { ko: '넘기기', en: 'Hand over' },
  rollbackWant: { ko: '롤백이 필요합니다', en: 'A rollback is wanted' },
  rollbackDo: { ko: '롤백 요청 기록', en: 'Say that a rollback is wanted' },
  rollbackWhat: {
    ko: '배포 담당자에게 알리고 보고서에 남깁니다. 롤백을 실행하지는 않습니다.',
    en: 'Tells the release engineer and stands in the report. It does not roll anything back.',
  },
  say: { ko: '지금 하고 있는 일', en: 'What is being done' },
  sayDo: { ko: '남기기', en: 'Tell' },
  method: {
    ko: '이 링크를 가진 사람이 눌렀다는 사실만 기록됩니다.',
    en: 'What is written down is that somebody who has this link pressed.',
  },
  notRecorded: { ko: '아직 기록하지 않았습니다', en: 'Not written down yet' },
  tooQuick: {
    ko: '페이지가 열리자마자 눌려 기계로 보았습니다. 한 번 더 눌러 주세요.',
    en: 'That was pressed the moment the page opened, as machines do. Please press once more.',
  },
  stale: {
    ko: '페이지가 오래되었습니다. 한 번 더 눌러 주세요.',
    en: 'The page has grown old. Please press once more.',
  },
  noForm: {
    ko: '이 페이지의 단추를 눌러야 기록됩니다. 아래에서 골라 주세요.',
    en: 'Only a press on this page counts. Please choose below.',
  },
  machine: {
    ko: '사람이 누른 것이 아니어서 기록하지 않았습니다.',
    en: 'This was not pressed by a person, so nothing was written down.',
  },
  expiredTitle: { ko: '기한이 지난 링크입니다', en: 'This link has expired' },
  expired: {
    ko: '링크는 보낸 때부터 12시간 동안만 쓸 수 있습니다. 더 나중에 온 알림의 링크를 여세요.',
    en: 'A link works for 12 hours from its sending. Open the one from a later notice.',
  },
  wrongTitle: { ko: '올바른 링크가 아닙니다', en: 'Not a valid link' },
  malformed: {
    ko: '주소가 잘렸거나 바뀌었습니다. 받은 알림에서 링크를 다시 여세요.',
    en: 'The address was cut or changed. Open it again from the notice.',
  },
  tampered: {
    ko: '서명이 맞지 않습니다. 받은 알림에서 링크를 다시 여세요.',
    en: 'Its signature does not hold. Open it again from the notice.',
  },
  foreign: {
    ko: '이 서버가 만든 링크가 아니거나, 키가 바뀌어 더는 쓸 수 없습니다.',
    en: 'This server did not make it, or its key was replaced.',
  },
  goneTitle: { ko: '호출을 찾을 수 없습니다', en: 'There is no such page' },
  gone: {
    ko: '링크는 맞지만 이 서버의 기록에 그 호출이 없습니다.',
    en: 'The link holds, but this server knows no such page.',
  },
  busyTitle: { ko: '요청이 너무 많습니다', en: 'Too many requests' },
  busy: { ko: '1분 뒤에 다시 열어 주세요.', en: 'Open it again in a minute.' },
  brokenTitle: { ko: '기록할 수 없습니다', en: 'It cannot be written down' },
  broken: {
    ko: '서버가 기록을 읽거나 쓰지 못했습니다. 아무것도 기록하지 않았습니다.',
    en: 'The server could not read or write its journal. Nothing was written down.',
  },
  bigTitle: { ko: '너무 긴 내용입니다', en: 'That is too long' },
  big: { ko: '메모는 200자까지입니다.', en: 'A note has up to 200 characters.' },
  callInstead: {
    ko: '급하면 배포 담당자에게 전화하세요. 담당자가 전화로 확인했다고 기록할 수 있습니다.',
    en: 'When it is urgent, call the release engineer, who can record your word given by phone.',
  },
} as const;
