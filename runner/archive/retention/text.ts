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
  badClass: (wanted: string, all: string): Bilingual => ({
    ko: `--class ${wanted}: 없는 종류입니다. 쓸 수 있는 것: ${all}`,
    en: `--class ${wanted}: there is no such class. There are: ${all}`,
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
  holdSet: (id: string, count: number): Bilingual => ({
    ko: `법적 보존 ${id}을(를) 원장에 적었습니다. 지금 있는 보고서 ${count}건과, 같은 조건으로 앞으로 생길 보고서를 지우지 않습니다.`,
    en: `Legal hold ${id} stands in the ledger. It keeps ${count} ${count === 1 ? 'report' : 'reports'} of today, and those to come that it means.`,
  }),
  holdEnded: (id: string): Bilingual => ({
    ko: `법적 보존 ${id}을(를) 풀었습니다.`,
    en: `Legal hold ${id} is released.`,
  }),
  noSuchHold: (id: string, all: string): Bilingual => ({
    ko: `법적 보존 ${id}이(가) 없습니다. 있는 것: ${all === '' ? '없음' : all}`,
    en: `There is no legal hold ${id}. There are: ${all === '' ? 'none' : all}`,
  }),
  holdsUnreadable: (): Bilingual => ({
    ko: '원장을 끝까지 읽을 수 없어, 모든 것이 보존 중인 것으로 봅니다. postflight verify로 확인하세요.',
    en: 'The ledger cannot be read to its end, so everything counts as held. Look with postflight verify.',
  }),
  holdWhat: (): Bilingual => ({
    ko: '무엇을 보존할지 주세요: 실행 하나, 또는 --all, --from, --to, --release, --target 중에서.',
    en: 'Say what to hold: one run, or --all, --from, --to, --release, --target.',
  }),
  holdBoth: (): Bilingual => ({
    ko: '실행 하나와 범위는 함께 줄 수 없습니다.',
    en: 'Give one run or a range, not both.',
  }),
  noHolds: (): Bilingual => ({
    ko: '여러 보고서에 걸린 법적 보존이 없습니다.',
    en: 'There is no legal hold over many reports.',
  }),
  everything: (): Bilingual => ({ ko: '모든 보고서', en: 'all reports' }),
  releasedNow: (runId: string): Bilingual => ({
    ko: `${runId}의 법적 보존을 풀었습니다.`,
    en: `${runId} is no longer under legal hold.`,
  }),
} as const;
