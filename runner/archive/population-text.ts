import type { Bilingual } from '../base/bilingual.ts';
import { visibleName } from '../base/plain-text.ts';

const shown = (names: readonly string[]): string => {
  const list = names.slice(0, 20).map(visibleName).join(', ');
  return names.length > 20 ? `${list}, … (${names.length})` : list;
};

/** What the checks say about runs and reports that are there, are gone, or should be. */
export const populationText = {
  unlisted: (runs: readonly string[]): Bilingual => ({
    ko: `원장에 없는 보고서 폴더(끼워 넣음): ${shown(runs)}`,
    en: `Report folders that the ledger does not know: ${shown(runs)}`,
  }),
  gone: (runs: readonly string[]): Bilingual => ({
    ko: `원장에는 있는데 폴더가 없는 보고서(지워짐): ${shown(runs)}`,
    en: `Reports that the ledger knows and whose folder is gone: ${shown(runs)}`,
  }),
  expired: (count: number): Bilingual => ({
    ko: `보관 기간이 끝나 지운 보고서 ${count}개는 원장에 그렇게 적혀 있습니다.`,
    en: `${count} reports were removed after their time, as the ledger records.`,
  }),
  expiredOther: (runs: readonly string[]): Bilingual => ({
    ko: `보관 기간이 끝나 지웠다는 기록이 원장에 적힌 그 보고서의 것이 아닙니다: ${shown(runs)}`,
    en: `What is recorded as removed after its time is not the report that the ledger has: ${shown(runs)}`,
  }),
  tombstones: (files: readonly string[]): Bilingual => ({
    ko: `지운 보고서의 서명된 기록(tombstones/)이 없거나 맞지 않습니다: ${shown(files)}`,
    en: `The signed record of a removed report (tombstones/) is missing or does not hold: ${shown(files)}`,
  }),
  removedWhileHeld: (what: readonly string[], holds: readonly string[]): Bilingual => ({
    ko: `법적 보존 중(${shown(holds)})에 지운 것으로 원장에 적혀 있습니다: ${shown(what)}`,
    en: `Removed while under legal hold (${shown(holds)}), by the order of the ledger's lines: ${shown(what)}`,
  }),
  heldUnknown: (runs: readonly string[], holds: readonly string[]): Bilingual => ({
    ko: `지운 보고서가 법적 보존(${shown(holds)})의 대상이었는지 알 수 없습니다(원장에 그 빌드가 적혀 있지 않음): ${shown(runs)}`,
    en: `Nobody can tell whether a legal hold (${shown(holds)}) meant these removed reports, whose build the ledger does not name: ${shown(runs)}`,
  }),
  stillThere: (what: readonly string[]): Bilingual => ({
    ko: `지웠다고 적혀 있지만 아직 있습니다: ${shown(what)}`,
    en: `Recorded as removed and still there: ${shown(what)}`,
  }),
  openedInFuture: (runs: readonly string[]): Bilingual => ({
    ko: `시작한 시각이 아직 오지 않은 실행(시계가 틀렸거나 숨기려고 적음): ${shown(runs)}`,
    en: `Runs that say they were opened at a time that has not come yet (a wrong clock, or hidden): ${shown(runs)}`,
  }),
  hidden: (runs: readonly string[]): Bilingual => ({
    ko: `시작은 적혔는데 끝이 없는 실행(숨겨짐): ${shown(runs)}`,
    en: `Runs that were opened and never closed, a day or more ago (hidden?): ${shown(runs)}`,
  }),
  stillOpen: (runs: readonly string[]): Bilingual => ({
    ko: `아직 끝이 적히지 않은 실행(진행 중이 아니면 숨겨진 것): ${shown(runs)}`,
    en: `Runs without an end so far; unless they are still running, they are hidden: ${shown(runs)}`,
  }),
  abandoned: (count: number): Bilingual => ({
    ko: `시작만 하고 첫 단계 전에 죽은 실행 ${count}개는 원장에 그렇게 적혀 있습니다.`,
    en: `${count} runs died before their first step, as the ledger records.`,
  }),
  unannounced: (runs: readonly string[]): Bilingual => ({
    ko: `첫 단계 전에 시작이 적히지 않은 보고서: ${shown(runs)}`,
    en: `Reports that were not announced before their first step: ${shown(runs)}`,
  }),
  twice: (runs: readonly string[]): Bilingual => ({
    ko: `원장에 두 번 적힌 실행: ${shown(runs)}`,
    en: `Runs that the ledger records twice: ${shown(runs)}`,
  }),
} as const;
