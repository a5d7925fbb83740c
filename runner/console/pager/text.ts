import type { Bilingual } from '../../base/bilingual.ts';
import type { NoticeKind } from '../../model/channel.ts';

/** What the pager of this machine says. */
export const text = {
  title: { ko: '호출기', en: 'Pager' },
  other: { ko: 'English', en: '한국어' },
  everybody: { ko: '모두', en: 'Everybody' },
  soundOn: { ko: '소리 켜기', en: 'Turn the sound on' },
  soundIsOn: { ko: '소리 켜짐', en: 'Sound is on' },
  soundOff: { ko: '소리가 꺼져 있습니다. 한 번 눌러야 울립니다.', en: 'The sound is off: it rings after one press.' },
  empty: { ko: '호출이 없습니다.', en: 'No pages.' },
  lost: {
    ko: '호출기 서버와 연결이 끊겼습니다. 이 화면은 울리지 않습니다.',
    en: 'The pager is not reached: this screen will not ring.',
  },
  to: ({ name }: { name: string }): Bilingual => ({ ko: `${name} 님에게`, en: `To ${name}` }),
  open: { ko: '열기: 맡거나 넘기기', en: 'Open: take it or pass it on' },
  ignore: { ko: '무시(소리만 끔)', en: 'Ignore (sound only)' },
  ignored: { ko: '무시하는 중, 사다리는 계속 올라갑니다', en: 'Ignored; the ladder goes on' },
  heldBy: ({ name, at }: { name: string; at: string }): Bilingual => ({
    ko: `${name} 님이 맡음 · ${at}`,
    en: `${name} has it · ${at}`,
  }),
  resolved: { ko: '해결됨', en: 'Resolved' },
  declined: { ko: '못 맡는다고 함, 다음 사람을 부름', en: 'Declined; the next one is called' },
  ringing: { ko: '울리는 중', en: 'Ringing' },
  times: ({ count }: { count: number }): Bilingual => ({ ko: `${count}번째 알림`, en: `notice ${count}` }),
  maybeDuplicate: { ko: '이미 온 것일 수 있음', en: 'perhaps sent before' },
  wrongHost: {
    ko: '호출기는 이 컴퓨터의 주소(127.0.0.1, localhost)로만 열립니다.',
    en: "The pager opens only under this machine's own addresses (127.0.0.1, localhost).",
  },
  kinds: {
    page: { ko: '호출', en: 'Page' },
    escalation: { ko: '다시 호출', en: 'Escalation' },
    worse: { ko: '더 나빠짐', en: 'Worse' },
    update: { ko: '새 소식', en: 'Update' },
    resolved: { ko: '해결', en: 'Resolved' },
    status: { ko: '상황', en: 'Status' },
    change: { ko: '변경', en: 'Change' },
    heartbeat: { ko: '살아 있음', en: 'Heartbeat' },
    test: { ko: '시험', en: 'Test' },
  } satisfies { readonly [K in NoticeKind]: Bilingual },
} as const;
