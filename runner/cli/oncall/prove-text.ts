import type { Bilingual } from '../../base/bilingual.ts';

/** What is said of proofs before a run. */
export const proveText = {
  ways: ({ good, all }: { good: number; all: number }): Bilingual => ({
    ko: `호출 경로 ${good}/${all} 정상`,
    en: `Paging: ${good} of ${all} channels proven`,
  }),
  unproven: ({ channel, why }: { channel: string; why: Bilingual }): Bilingual => ({
    ko: `호출 채널 "${channel}"을(를) 확인하지 못했습니다: ${why.ko}`,
    en: `Paging channel "${channel}" is not proven: ${why.en}`,
  }),
  refused: (): Bilingual => ({
    ko: '문제가 생겨도 담당자를 깨우지 못할 수 있어 시작하지 않습니다. 고친 뒤 `postflight oncall test`로 확인하거나, 이름과 까닭을 남기고 시작하세요: --unproven-paging "이름: 까닭"',
    en: 'The run does not start, for it might wake nobody. Mend it and try `postflight oncall test`, or start under your name: --unproven-paging "NAME: reason"',
  }),
  overridden: ({ person, reason }: { person: string; reason: string }): Bilingual => ({
    ko: `확인되지 않은 호출로 시작합니다. ${person}: ${reason} (보고서 첫 장에 남습니다)`,
    en: `Starting with unproven paging. ${person}: ${reason} (this stands on page one of the report)`,
  }),
  badOverride: (): Bilingual => ({
    ko: '--unproven-paging에는 "이름: 까닭"을 주세요.',
    en: '--unproven-paging takes "NAME: reason".',
  }),
} as const;
