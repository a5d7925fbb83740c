import type { Bilingual } from '../base/bilingual.ts';

/** What is wrong with archive.json, for people. */
export const configText = {
  malformed: (file: string, place: string, problem: string): Bilingual => ({
    ko: `${file}${place === '' ? '' : `의 ${place}`}: 형식이 맞지 않습니다 (${problem}).`,
    en: `${file}${place === '' ? '' : `, ${place}`}: ${problem}.`,
  }),
} as const;
