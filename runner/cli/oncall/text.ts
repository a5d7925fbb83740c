import type { Bilingual } from '../../base/bilingual.ts';

/** What the command line says about paging. */
export const onCallText = {
  badRunId: ({ runId }: { runId: string }): Bilingual => ({
    ko: `"${runId}"은(는) 실행 번호가 아닙니다.`,
    en: `"${runId}" is no run id.`,
  }),
  channelClosed: ({ channel, why }: { channel: string; why: Bilingual }): Bilingual => ({
    ko: `호출 채널 ${channel}을(를) 쓸 수 없습니다: ${why.ko}`,
    en: `The channel ${channel} cannot be used: ${why.en}`,
  }),
  workerFailed: ({ why }: { why: string }): Bilingual => ({
    ko: `호출 실패: 호출 프로세스가 멈췄습니다 (${why}). 직접 전화하세요.`,
    en: `PAGING FAILED: the paging process ended (${why}). Call people yourself.`,
  }),
  opened: ({ headline }: { headline: Bilingual }): Bilingual => ({
    ko: `호출: ${headline.ko}`,
    en: `Page: ${headline.en}`,
  }),
  worse: ({ headline }: { headline: Bilingual }): Bilingual => ({
    ko: `호출(더 나빠짐): ${headline.ko}`,
    en: `Page (worse): ${headline.en}`,
  }),
  accepted: ({ name, channel, at }: { name: string; channel: string; at: string }): Bilingual => ({
    ko: `→ ${name}: ${channel}이(가) 접수함 ${at} (아직 확인 아님)`,
    en: `→ ${name}: accepted by ${channel} at ${at} (not acknowledged yet)`,
  }),
  refused: ({ name, channel, answer }: { name: string; channel: string; answer: string }): Bilingual => ({
    ko: `→ ${name}: ${channel}이(가) 거절함 — ${answer}`,
    en: `→ ${name}: refused by ${channel} — ${answer}`,
  }),
  acknowledged: ({ name, answer, at, how }: { name: string; answer: string; at: string; how: string }): Bilingual => ({
    ko: `✓ ${name} ${answers[answer]?.ko ?? answer} ${at} (${how})`,
    en: `✓ ${name} ${answers[answer]?.en ?? answer} at ${at} (${how})`,
  }),
  failed: ({ seconds }: { seconds: number }): Bilingual => ({
    ko: `호출 실패: ${seconds}초 동안 어느 채널도 접수하지 않았습니다. 직접 전화하세요.`,
    en: `PAGING FAILED: no channel accepted anything for ${seconds} s. Call people yourself.`,
  }),
  nobody: (): Bilingual => ({
    ko: '아직 아무도 확인하지 않았습니다. 호출은 계속됩니다.',
    en: 'Nobody has acknowledged yet. Paging goes on.',
  }),
  phone: ({ name, phone }: { name: string; phone: string }): Bilingual => ({
    ko: `  ${name} ${phone}`,
    en: `  ${name} ${phone}`,
  }),
  resumed: ({ runs }: { runs: string }): Bilingual => ({
    ko: `끊긴 호출을 이어서 합니다: ${runs}`,
    en: `Paging that was cut off goes on: ${runs}`,
  }),
} as const;

const answers: { readonly [answer: string]: Bilingual } = {
  taken: { ko: '맡음', en: 'has it' },
  declined: { ko: '맡을 수 없음, 다음 사람에게', en: 'cannot take it, the next one is called' },
  'handed-over': { ko: '다른 사람에게 넘김', en: 'handed it over' },
  'rollback-wanted': { ko: '맡음, 롤백 요청', en: 'has it and wants a rollback' },
};
