import type { Bilingual } from '../base/bilingual.ts';

/** Why a wall does not stand. */
export const text = {
  noWall: (): Bilingual => ({
    ko: '이 문으로 연 브라우저에는 네트워크 벽이 없습니다',
    en: 'the browser behind this door has no network wall',
  }),
} as const;
