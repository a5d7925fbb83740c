import type { Bilingual } from '../base/bilingual.ts';
import { formatWon } from '../base/money.ts';

/** What status updates, heartbeats and the watchdog say. */
export const statusText = {
  down: ({ target }: { target: string }): Bilingual => ({
    ko: `${target}에 접속되지 않습니다`,
    en: `${target} cannot be reached`,
  }),
  stillDown: ({ target, minutes }: { target: string; minutes: number }): Bilingual => ({
    ko: `${target} 접속 불가 ${minutes}분째`,
    en: `${target} has been unreachable for ${minutes} min`,
  }),
  upAgain: ({ target, minutes }: { target: string; minutes: number }): Bilingual => ({
    ko: `${target}에 다시 접속됩니다 (${minutes}분 만에)`,
    en: `${target} can be reached again (after ${minutes} min)`,
  }),
  over: ({ target, name, minutes }: { target: string; name: string; minutes: number }): Bilingual => ({
    ko: `${target}: ${name} 님이 해결되었다고 했습니다 (${minutes}분 만에)`,
    en: `${target}: ${name} says that it is over (after ${minutes} min)`,
  }),
  downMessage: ({ steps }: { steps: number }): Bilingual => ({
    ko: `연달아 ${steps}단계에서 쇼핑몰이 응답하지 않았습니다. 배포가 아니라 서버나 회선 문제일 수 있습니다.`,
    en: `The shop did not answer in ${steps} steps in a row. It may be the server or the line, not the release.`,
  }),
  loss: ({ won }: { won: bigint }): Bilingual => ({ ko: `약 ${formatWon(won)}`, en: `about ${formatWon(won)}` }),
  nobody: { ko: '아직 맡은 사람이 없습니다. 계속 부르고 있습니다.', en: 'Nobody has it yet; people are being called.' },
  doing: ({ name, note }: { name: string; note: string }): Bilingual => ({
    ko: note === '' ? `${name} 님이 보고 있습니다` : `${name}: ${note}`,
    en: note === '' ? `${name} is looking at it` : `${name}: ${note}`,
  }),
  labels: {
    since: { ko: '언제부터', en: 'Since' },
    elapsed: { ko: '지난 시간', en: 'Elapsed' },
    loss: { ko: '추정 손실', en: 'Estimated loss' },
    doing: { ko: '지금 하는 일', en: 'Being done' },
    next: { ko: '다음 소식', en: 'Next update' },
    run: { ko: '실행', en: 'Run' },
  },
  minutes: ({ minutes }: { minutes: number }): Bilingual => ({ ko: `${minutes}분`, en: `${minutes} min` }),
  beat: ({ target, on }: { target: string; on: 'start' | 'end' | 'stalled' }): Bilingual => {
    const words = {
      start: ['점검 시작', 'check begun'],
      end: ['점검 끝', 'check ended'],
      stalled: ['점검 멈춤', 'check stalled'],
    };
    const [ko = '', en = ''] = words[on];
    return { ko: `${target}: ${ko}`, en: `${target}: ${en}` };
  },
  notStarted: ({ target, at }: { target: string; at: string }): Bilingual => ({
    ko: `${target}: ${at}에 시작했어야 할 점검이 시작되지 않았습니다`,
    en: `${target}: the check that was due at ${at} has not begun`,
  }),
  stalled: ({ target, minutes }: { target: string; minutes: number }): Bilingual => ({
    ko: `${target}: 점검이 ${minutes}분 동안 멈춰 있습니다`,
    en: `${target}: the check has said nothing for ${minutes} min`,
  }),
  dead: ({ target, run }: { target: string; run: string }): Bilingual => ({
    ko: `${target}: 점검을 돌리던 프로세스가 사라졌습니다. \`postflight recover\`로 닫고 다시 실행하세요 (${run})`,
    en: `${target}: the process that ran the check is gone. Close it with \`postflight recover\` and run again (${run})`,
  }),
} as const;
