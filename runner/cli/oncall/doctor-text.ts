import type { Bilingual } from '../../base/bilingual.ts';

/** What `postflight oncall doctor` says. */
export const doctorText = {
  file: ({ title, target }: { title: string; target: string }): Bilingual => ({
    ko: `${title} (대상 ${target})`,
    en: `${title} (target ${target})`,
  }),
  finding: ({ kind, what }: { kind: 'bad' | 'weak'; what: Bilingual }): Bilingual => ({
    ko: `  ${kind === 'bad' ? '✕' : '◇'} ${what.ko}`,
    en: `  ${kind === 'bad' ? '✕' : '◇'} ${what.en}`,
  }),
  fine: (): Bilingual => ({
    ko: '  ✓ 파일에서 문제를 찾지 못했습니다. 실제로 닿는지는 postflight oncall test 가 확인합니다.',
    en: '  ✓ nothing is wrong with the file; whether it reaches anybody is shown by: postflight oncall test',
  }),
  outside: (): Bilingual => ({
    ko: '  파일 밖에서 사람이 해 둘 일:',
    en: '  To be set up by a person, outside of the file:',
  }),
  todo: ({ line }: { line: Bilingual }): Bilingual => ({ ko: `  ▢ ${line.ko}`, en: `  ▢ ${line.en}` }),
  closed: ({ channel, why }: { channel: string; why: Bilingual }): Bilingual => ({
    ko: `채널 ${channel}: ${why.ko}`,
    en: `channel ${channel}: ${why.en}`,
  }),
  nobody: (): Bilingual => ({
    ko: '오늘 호출할 수 있는 사람이 없습니다. 사다리의 사람과 채널별 주소를 확인하십시오.',
    en: 'nobody can be paged today; look at the people of the ladder and their addresses',
  }),
  sleeps: ({ name }: { name: string }): Bilingual => ({
    ko: `${name}: 깨울 수 있는 채널(푸시, 전화, 문자)이 없습니다. 메일과 채팅은 사람을 깨우지 않습니다.`,
    en: `${name}: no channel wakes them (a push, a call, a text); mail and chat wake nobody`,
  }),
  noPhone: ({ name }: { name: string }): Bilingual => ({
    ko: `${name}: 전화번호가 없습니다. 모든 것이 실패하면 이 번호를 화면에 적습니다.`,
    en: `${name}: no phone number; it is what is printed when everything has failed`,
  }),
  samePath: ({ kinds }: { kinds: string }): Bilingual => ({
    ko: `둘째 길이 첫째 길과 같은 서비스입니다 (${kinds}). 그 서비스가 멈추면 둘 다 멈춥니다.`,
    en: `the second path is the same provider as the first (${kinds}); when it is down, both are`,
  }),
  noLink: (): Bilingual => ({
    ko: 'public-url 이 없어 휴대 전화에서 확인할 수 없습니다. 확인은 전화로만 됩니다 (postflight oncall ack).',
    en: 'there is no public-url, so nobody can acknowledge from a telephone; it is done by voice (postflight oncall ack)',
  }),
} as const;

/** What each kind of channel needs besides its settings. */
const advice: { readonly [kind: string]: readonly Bilingual[] | undefined } = {
  everybody: [
    {
      ko: '휴대 전화의 방해 금지 모드에서 이 앱·번호를 예외로 두십시오. 전화와 문자는 음량 설정을 넘지 못합니다.',
      en: 'Let the app or number through Do Not Disturb on every phone; calls and texts cannot override the volume.',
    },
    {
      ko: '배포 전날 postflight oncall test 로 실제 전화기까지 확인하십시오.',
      en: 'The day before a release: postflight oncall test, up to the real telephone.',
    },
  ],
  email: [
    {
      ko: '보내는 주소의 SPF·DKIM 을 확인하고, 받는 쪽에서 스팸으로 가지 않게 예외를 두십시오.',
      en: 'SPF and DKIM for the sender; an exception where it is received, so that no page is taken for spam.',
    },
  ],
  pagerduty: [
    {
      ko: '서비스에 Events API v2 연동을 만들고 그 키를 쓰십시오. 키가 틀려도 202 로 답할 수 있으니 시험 호출을 눈으로 확인하십시오.',
      en: 'An Events API v2 integration on the service. A wrong key may still be answered with 202: see the test page arrive.',
    },
    {
      ko: '앱의 중요 알림(방해 금지·무음 무시)을 사람마다 켜십시오.',
      en: "Each person: switch on the app's critical alerts (override Do Not Disturb and silence).",
    },
    {
      ko: '에스컬레이션의 주인은 하나여야 합니다. PagerDuty 정책을 쓰면 ladder-owner 를 그 채널로 하십시오.',
      en: 'One owner of the escalation: with a PagerDuty policy, make that channel the ladder-owner.',
    },
  ],
  solapi: [
    {
      ko: '발신번호를 사전 등록하십시오 (전기통신사업법 제84조의2). 등록하지 않은 번호로는 나가지 않습니다.',
      en: 'Register the sender number in advance (Telecommunications Business Act, art. 84-2); others are not sent from.',
    },
    {
      ko: '알림톡 템플릿은 몇 주 앞서 심사를 받으십시오. 기준 문구는 docs/channels.md 에 있습니다. 친구톡은 밤(20–08시)에 나가지 않습니다.',
      en: 'Hand in the Alimtalk template weeks before; the reference text is in docs/channels.md. Friendtalk is not sent at night.',
    },
    {
      ko: '잔액 자동 충전과 일일 한도를 확인하십시오. 발송 내역은 6개월 뒤에 지워집니다.',
      en: 'Automatic top-up of the balance and the daily limit; the history is deleted after six months.',
    },
  ],
  nhn: [
    {
      ko: '발신 프로필, 알림톡 템플릿, 대체 발송용 발신번호를 미리 등록하십시오 (SMS 서비스도 켜야 합니다).',
      en: 'Register sender profile, Alimtalk template and the number for text messages (the SMS service must be on, too).',
    },
  ],
  aligo: [
    {
      ko: '알리고는 보내는 서버의 IP 를 등록해야 합니다. 본문은 승인된 템플릿과 글자 하나까지 같아야 합니다.',
      en: "Register this machine's IP address at Aligo. The text must be the approved template to the letter.",
    },
  ],
  'slack-bot': [
    {
      ko: '앱에 chat:write 를 주고 대화방에 초대하십시오 (/invite). 방 알림을 켜지 않은 사람은 깨지 않습니다.',
      en: 'Give the app chat:write and invite it to the room (/invite). Who has the room muted is not woken.',
    },
  ],
  'slack-incoming': [
    {
      ko: '들어오는 웹훅은 방 하나에 고정되고 보낸 글을 고칠 수 없습니다. 고쳐 쓰려면 slack-bot 을 쓰십시오.',
      en: 'An incoming webhook is tied to one room and cannot change what it sent; slack-bot can.',
    },
  ],
  'teams-workflows': [
    {
      ko: '흐름은 만든 사람의 것입니다. 퇴사하면 멈추므로 공동 소유자를 두십시오. 비공개 채널에는 흐름 봇이 쓰지 못합니다.',
      en: 'A flow belongs to a person and stops when they leave: add a co-owner. The flow bot cannot post to private channels.',
    },
  ],
  telegram: [
    {
      ko: '사람마다 봇과 대화를 시작해야 봇이 먼저 보낼 수 있습니다. 모둠은 분당 20개까지입니다.',
      en: 'Each person must have started a chat with the bot; groups take 20 messages a minute.',
    },
  ],
  ntfy: [
    {
      ko: '토픽 이름이 곧 비밀번호입니다. 추측할 수 없게 짓고, 앱에서 최고 우선순위의 소리를 켜십시오.',
      en: 'The topic is the password: make it unguessable, and let the highest priority sound in the app.',
    },
  ],
  healthchecks: [
    {
      ko: '점검 시작 시각과 여유 시간을 서비스 쪽 일정에 넣고, 침묵이 실제로 사람을 부르는지 한 번 시험하십시오.',
      en: "Put the run's start and its grace into the schedule there, and see once that silence really calls somebody.",
    },
  ],
  'jira-service-management': [
    {
      ko: 'API 연동을 팀에 만들고 그 키를 쓰십시오. Opsgenie 는 2027-04-05 에 끝납니다.',
      en: 'Make an API integration for the team and use its key. Opsgenie ends on 2027-04-05.',
    },
  ],
  'better-stack': [
    {
      ko: 'requester-email 은 팀의 사용자여야 합니다. 사람마다 전화·푸시 설정을 확인하십시오.',
      en: 'requester-email must be a member of the team; look at each person’s call and push settings.',
    },
  ],
  alertmanager: [
    {
      ko: '경로(route)가 severity 와 target 라벨로 사람에게 닿는지 amtool 로 확인하십시오.',
      en: 'See with amtool that a route leads from the labels severity and target to a person.',
    },
  ],
  webhook: [
    {
      ko: '받는 쪽에서 webhook-id 로 중복을 거르고, 서명(webhook-signature)을 확인하십시오.',
      en: 'The receiver should drop duplicates by webhook-id and check webhook-signature.',
    },
  ],
};

/** What a person has to look after for that kind of channel. */
export function adviceFor(kind: string): readonly Bilingual[] {
  return advice[kind] ?? [];
}
