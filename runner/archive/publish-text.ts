import type { Bilingual } from '../base/bilingual.ts';
import { plainText } from '../base/plain-text.ts';

/** What publishing a checkpoint says to people. */
export const publishText = {
  failed: (place: string, why: string): Bilingual => ({
    ko: `원장의 새 체크포인트를 ${place}에 알리지 못했습니다(${plainText(why)}). 다음 실행이나 \`postflight archive stamp\`가 다시 알립니다.`,
    en: `The ledger's new checkpoint could not be published to ${place} (${plainText(why)}). The next run or \`postflight archive stamp\` tells it again.`,
  }),
} as const;
