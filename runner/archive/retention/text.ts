import type { Bilingual } from '../../base/bilingual.ts';

/** What retention says to people. */
export const retentionText = {
  notAnObject: (): Bilingual => ({
    ko: 'archive.json의 retention은 {"report": "7y"} 같은 객체여야 합니다.',
    en: 'retention in archive.json is an object like {"report": "7y"}.',
  }),
  unknownClass: (name: string, all: string): Bilingual => ({
    ko: `archive.json의 retention에 "${name}"은(는) 없습니다. 쓸 수 있는 것: ${all}`,
    en: `retention in archive.json has no class "${name}". There are: ${all}`,
  }),
  badPeriod: (name: string, told: string): Bilingual => ({
    ko: `retention.${name}: "${told}"은(는) 기간이 아닙니다(90d, 6m, 7y, forever).`,
    en: `retention.${name}: "${told}" is no period (90d, 6m, 7y, forever).`,
  }),
  longerThanReport: (name: string): Bilingual => ({
    ko: `retention.${name}이(가) 보고서(report)보다 길 수 없습니다.`,
    en: `retention.${name} cannot be longer than the report's own.`,
  }),
  nothingDue: (): Bilingual => ({ ko: '기한이 지난 것이 없습니다.', en: 'Nothing is due.' }),
  wouldErase: (runId: string, name: string, count: number, due: string): Bilingual => ({
    ko: `${runId}: ${name} 파일 ${count}개 (기한 ${due})`,
    en: `${runId}: ${count} files of class ${name}, due ${due}`,
  }),
  wouldExpire: (runId: string, due: string): Bilingual => ({
    ko: `${runId}: 보고서 전체 (기한 ${due})`,
    en: `${runId}: the whole report, due ${due}`,
  }),
  held: (runId: string): Bilingual => ({
    ko: `${runId}: 법적 보존 중이라 지우지 않습니다.`,
    en: `${runId} is under legal hold and is kept.`,
  }),
  dryRun: (): Bilingual => ({
    ko: '미리보기입니다. 지우려면 --by와 함께 --dry-run 없이 실행하십시오.',
    en: 'Only shown. To erase it run without --dry-run, with --by.',
  }),
  erased: (count: number): Bilingual => ({
    ko: `파일 ${count}개를 지우고 서명된 삭제 기록을 남겼습니다.`,
    en: `${count} files were erased; a signed record of each stays.`,
  }),
  notInReport: (file: string): Bilingual => ({
    ko: `${file}은(는) 이 보고서의 SHA256SUMS에 없습니다.`,
    en: `${file} is not in this report's SHA256SUMS.`,
  }),
  neverErased: (file: string): Bilingual => ({
    ko: `${file}은(는) 지울 수 없습니다. 서명과 판정이 여기에 있습니다.`,
    en: `${file} cannot be erased: signature and verdict stand in it.`,
  }),
  heldNow: (runId: string): Bilingual => ({
    ko: `${runId}을(를) 법적 보존으로 두었습니다.`,
    en: `${runId} is under legal hold.`,
  }),
  releasedNow: (runId: string): Bilingual => ({
    ko: `${runId}의 법적 보존을 풀었습니다.`,
    en: `${runId} is no longer under legal hold.`,
  }),
} as const;
