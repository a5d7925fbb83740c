import { realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Bilingual } from '../base/bilingual.ts';
import { visible } from '../base/plain-text.ts';
import { isArchive } from './verify-archive.ts';

/*
 * Keys and checkpoints count for something because they came by another road than the archive: whoever can change the one can change the
 * other.
 */

const text = {
  keys: (file: string): Bilingual => ({
    ko: `키 목록 ${visible(file)}이(가) 확인하려는 보관함 안에 있습니다: 보관함을 바꿀 수 있는 사람은 키도 바꿀 수 있으므로 누가 서명했는지는 확인되지 않았습니다.`,
    en: `The keys in ${visible(file)} come from the archive itself: whoever can change it can change them, so who signed is not shown.`,
  }),
  checkpoint: (file: string): Bilingual => ({
    ko: `${visible(file)}은(는) 확인하려는 보관함 안에 있어 비교할 것이 없습니다. 다른 곳에 보관한 체크포인트를 주세요(--known-checkpoint).`,
    en: `${visible(file)} lies in the archive that it would be compared with. Name a checkpoint that was kept elsewhere (--known-checkpoint).`,
  }),
} as const;

/** What is to be told when these keys were taken from the archive, or from the report in it, that they are to check; null when they were not. */
export function keysFromWithin(file: string, folder: string): Bilingual | null {
  return isWithin(file, folder) ? text.keys(file) : null;
}

/** The same of a checkpoint, which then is none to compare with. */
export function checkpointFromWithin(file: string, folder: string): Bilingual | null {
  return isWithin(file, folder) ? text.checkpoint(file) : null;
}

function isWithin(file: string, folder: string): boolean {
  const around = resolve(folder, '../../../..');
  const outer = isArchive(folder) || !isArchive(around) ? folder : around;
  return realpathSync(file).startsWith(`${realpathSync(outer)}${sep}`);
}
