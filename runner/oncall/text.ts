import type { Bilingual } from '../base/bilingual.ts';

const listed = (names: readonly string[]): string => names.join(', ');

/** What on-call says of a run to the people it wakes. */
export const text = {
  ticketOpened: ({ ticket }: { ticket: string }): Bilingual => ({
    ko: `환불 티켓 ${ticket}이(가) 열렸습니다. 결제가 되돌려졌는지 게이트웨이에서 확인해야 합니다.`,
    en: `Refund ticket ${ticket} was opened. The gateway must confirm that the money is back.`,
  }),
  toolBroke: (): Bilingual => ({ ko: '점검 도구에 오류가 났습니다.', en: 'The checking tool itself failed.' }),
  runDied: (): Bilingual => ({
    ko: '점검을 돌리던 프로세스가 사라졌습니다. `postflight recover`로 닫고 다시 실행하세요.',
    en: 'The process that ran the check is gone. Close the run with `postflight recover`, then run again.',
  }),
  stepFailed: (): Bilingual => ({ ko: '단계가 실패했습니다.', en: 'The step failed.' }),

  brokenStep: ({ section, step }: { section: string; step: string }): Bilingual => ({
    ko: `[${section}] 고객에게 안 됩니다: ${step}`,
    en: `[${section}] does not work for customers: ${step}`,
  }),
  brokenSection: ({ section }: { section: string }): Bilingual => ({
    ko: `[${section}] 전체를 쓸 수 없거나 정리하지 못했습니다`,
    en: `[${section}] cannot be used, or could not be cleaned up`,
  }),
  money: ({ what }: { what: Bilingual }): Bilingual => ({ ko: `돈 문제: ${what.ko}`, en: `Money: ${what.en}` }),
  toolHeadline: ({ what }: { what: Bilingual }): Bilingual => ({
    ko: `점검 도구 오류 (쇼핑몰 문제 아님): ${what.ko}`,
    en: `The checking tool failed (not the shop): ${what.en}`,
  }),
  andMore: ({ headline, count }: { headline: Bilingual; count: number }): Bilingual => ({
    ko: `${headline.ko} 외 ${count}건`,
    en: `${headline.en}, and ${count} more`,
  }),
  labels: {
    since: { ko: '언제부터', en: 'Since' },
    recheck: { ko: '재확인', en: 'Re-checked' },
    expected: { ko: '기대', en: 'Expected' },
    observed: { ko: '실제', en: 'Observed' },
    what: { ko: '무엇이', en: 'What' },
    failing: { ko: '실패한 단계', en: 'Failing steps' },
    runbook: { ko: '먼저 할 일', en: 'First thing to do' },
    owner: { ko: '담당', en: 'Owner' },
    told: { ko: '함께 연락한 사람', en: 'Who else knows' },
    holder: { ko: '맡은 사람', en: 'Who has it' },
    target: { ko: '대상', en: 'Target' },
    run: { ko: '실행', en: 'Run' },
    late: { ko: '늦은 알림', en: 'Late' },
    ways: { ko: '확인 방법', en: 'How to acknowledge' },
  },
  recheckConfirmed: ({ first, again }: { first: string; again: string }): Bilingual => ({
    ko: `1차 ${first} 실패 → 재확인 ${again} 실패`,
    en: `failed at ${first}, and again at ${again}`,
  }),
  recheckRunning: ({ first }: { first: string }): Bilingual => ({
    ko: `1차 ${first} 실패 → 재확인이 8초 안에 끝나지 않음`,
    en: `failed at ${first}; the second look did not end within 8 s`,
  }),
  recheckNone: ({ first }: { first: string }): Bilingual => ({
    ko: `1차 ${first} 실패, 재확인하지 않음 (되풀이하면 안 되는 단계)`,
    en: `failed at ${first}; not looked at again (must not be repeated)`,
  }),
  nobodyElse: (): Bilingual => ({ ko: '없음', en: 'nobody' }),
  names: (names: readonly string[]): Bilingual => ({ ko: listed(names), en: listed(names) }),
  holderIs: ({ name, at, how }: { name: string; at: string; how: string }): Bilingual => ({
    ko: `${name} (${at}, ${how})`,
    en: `${name} (${at}, ${how})`,
  }),
  noRunbook: (): Bilingual => ({
    ko: '배포 담당과 통화하고 되돌릴지 정하세요.',
    en: 'Call the release engineer and decide whether to roll back.',
  }),
  noLink: (): Bilingual => ({
    ko: '이 알림에는 확인 링크가 없습니다. 운영자에게 전화로 “맡았다”고 말하세요.',
    en: 'This notice has no link. Tell the operator by phone that you have it.',
  }),
  plain: (words: string): Bilingual => ({ ko: words, en: words }),
  changeHeadline: ({ target }: { target: string }): Bilingual => ({
    ko: `배포 점검 시작: ${target}`,
    en: `Release check started: ${target}`,
  }),
  resolvedHeadline: ({ headline }: { headline: Bilingual }): Bilingual => ({
    ko: `해결: ${headline.ko}`,
    en: `Resolved: ${headline.en}`,
  }),
  worseHeadline: ({ headline }: { headline: Bilingual }): Bilingual => ({
    ko: `더 나빠졌습니다: ${headline.ko}`,
    en: `It got worse: ${headline.en}`,
  }),
  escalationHeadline: ({ headline, minutes }: { headline: Bilingual; minutes: number }): Bilingual => ({
    ko: `${minutes}분째 아무도 확인하지 않음: ${headline.ko}`,
    en: `Nobody acknowledged for ${minutes} min: ${headline.en}`,
  }),
  channelUnknown: ({ channel }: { channel: string }): Bilingual => ({
    ko: `채널 ${channel}을(를) 열 수 없습니다.`,
    en: `Channel ${channel} cannot be opened.`,
  }),
  personUnknown: ({ person }: { person: string }): Bilingual => ({
    ko: `${person}의 주소가 없습니다.`,
    en: `${person} has no address there.`,
  }),
  threw: ({ why }: { why: string }): Bilingual => ({ ko: `보내다가 오류: ${why}`, en: `Sending failed: ${why}` }),
  tookTooLong: ({ seconds }: { seconds: number }): Bilingual => ({
    ko: `${seconds}초 안에 답이 없습니다.`,
    en: `No answer within ${seconds} s.`,
  }),
  noLongerNeeded: (): Bilingual => ({
    ko: '그 사이 누가 맡았거나 해결되어 보내지 않았습니다.',
    en: 'Not sent: meanwhile somebody has it, or it is resolved.',
  }),
  stoppedDone: (): Bilingual => ({
    ko: '실행이 끝났고 더 알릴 것이 없습니다.',
    en: 'The run is over and nothing is left to tell.',
  }),
  stoppedLimit: (): Bilingual => ({
    ko: '정해진 시간이 다 되어 멈췄습니다. 끝나지 않은 호출이 있을 수 있습니다.',
    en: 'Stopped at its time limit; pages may still be open.',
  }),
  stoppedSignal: ({ signal }: { signal: string }): Bilingual => ({
    ko: `${signal} 신호로 멈췄습니다.`,
    en: `Stopped by ${signal}.`,
  }),
} as const;
