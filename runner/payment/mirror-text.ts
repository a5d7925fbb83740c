import type { Bilingual } from '../base/bilingual.ts';

/** What uniting journal and second place says to people. */
export const text = {
  returned: ({ runId, place }: { runId: string; place: string }): Bilingual => ({
    ko: `실행 ${runId}의 결제 기록이 이 컴퓨터의 저널에서 없어졌거나 손상되어 두 번째 자리 ${place}에서 되찾았습니다. 결제사 원장과 대조하고, 저널이 왜 손상되었는지 확인하세요.`,
    en: `Payment records of run ${runId} were missing from this machine's journal or damaged there, and came back from the second place ${place}. They are compared with the gateway's ledger; find out why the journal lost them.`,
  }),
  oneWay: ({ place }: { place: string }): Bilingual => ({
    ko: `두 번째 자리 ${place}는 기록을 돌려주지 않습니다. 이 컴퓨터의 저널에 있는 것만 확인했습니다.`,
    en: `The second place ${place} gives no records back; only what this machine's journal holds was looked at.`,
  }),
  unreadable: ({ place, why }: { place: string; why: string }): Bilingual => ({
    ko: `두 번째 자리 ${place}를 읽지 못했습니다: ${why}. 이 컴퓨터의 저널에 있는 것만 확인했습니다.`,
    en: `The second place ${place} could not be read: ${why}. Only what this machine's journal holds was looked at.`,
  }),
  unwritable: ({ place, why }: { place: string; why: string }): Bilingual => ({
    ko: `두 번째 자리 ${place}에 기록을 보내지 못했습니다: ${why}.`,
    en: `Records could not be sent to the second place ${place}: ${why}.`,
  }),
  damaged: ({ runId, why }: { runId: string; why: Bilingual }): Bilingual => ({
    ko: `실행 ${runId}의 저널이 손상되었습니다. ${why.ko} 그 실행의 결제는 두 번째 자리와 결제사 원장에서 확인합니다.`,
    en: `The journal of run ${runId} is damaged. ${why.en} Its payments are looked up in the second place and in the gateway's ledger.`,
  }),
} as const;
