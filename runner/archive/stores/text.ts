import type { Bilingual } from '../../base/bilingual.ts';

/** What copying an archive says to people. */
export const storesText = {
  malformed: (place: string, wanted: string): Bilingual => ({
    ko: `archive.json의 ${place}이(가) 잘못되었습니다. 필요한 것: ${wanted}`,
    en: `${place} in archive.json is malformed. It is ${wanted}.`,
  }),
  noKeys: (name: string, own: string): Bilingual => ({
    ko: `저장소 ${name}의 키가 없습니다. POSTFLIGHT_STORE_${own}_KEY와 POSTFLIGHT_STORE_${own}_SECRET을 설정하십시오.`,
    en: `There are no keys for the store ${name}. Set POSTFLIGHT_STORE_${own}_KEY and POSTFLIGHT_STORE_${own}_SECRET.`,
  }),
  none: (): Bilingual => ({
    ko: 'archive.json에 저장소(stores)가 없습니다.',
    en: 'archive.json names no stores.',
  }),
  unknown: (name: string): Bilingual => ({
    ko: `저장소 ${name}은(는) archive.json에 없습니다.`,
    en: `archive.json names no store ${name}.`,
  }),
  copied: (name: string, sent: number, there: number): Bilingual => ({
    ko: `${name}: 파일 ${sent}개를 올렸고 ${there}개는 이미 있었습니다.`,
    en: `${name}: ${sent} files sent, ${there} were there already.`,
  }),
  locked: (name: string, until: string): Bilingual => ({
    ko: `${name}: 저장소가 ${until}까지 삭제를 거부합니다.`,
    en: `${name}: the store itself refuses deletion until ${until}.`,
  }),
  notLocked: (name: string): Bilingual => ({
    ko: `${name}: 저장소가 삭제를 막지 않습니다(Object Lock 없음). 쓸 수 있는 사람은 지울 수도 있습니다.`,
    en: `${name}: the store does not refuse deletion (no Object Lock); whoever may write may delete.`,
  }),
  failed: (name: string, problem: string): Bilingual => ({
    ko: `${name}: 복사하지 못했습니다(${problem}). 다시 실행하면 이어서 올립니다.`,
    en: `${name}: not copied (${problem}). Run it again; it goes on where it stopped.`,
  }),
} as const;
