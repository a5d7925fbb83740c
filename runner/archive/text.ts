import type { Bilingual } from '../base/bilingual.ts';
import type { Leak } from '../base/redact.ts';
import { leakWords } from './leak-words.ts';

/** Names come from strangers' folders: control characters never reach a terminal. */
function visible(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\ufffd');
}

/** What sealing says to people. */
export const sealText = {
  leak: (file: string, line: number, kind: Leak['kind']): Bilingual => ({
    ko: `${visible(file)} ${line}번째 줄에 ${leakWords[kind].ko}이(가) 있어 보고서를 봉인하지 않았습니다. 지운 뒤 다시 실행하십시오.`,
    en: `The report was not sealed: line ${line} of ${visible(file)} holds ${leakWords[kind].en}. Remove it and run again.`,
  }),
  leakInName: (file: string, kind: Leak['kind']): Bilingual => ({
    ko: `파일 이름에 ${leakWords[kind].ko}이(가) 있어 보고서를 봉인하지 않았습니다(파일 ${visible(file)}). 이름을 바꾼 뒤 다시 실행하십시오.`,
    en: `The report was not sealed: the name of a file holds ${leakWords[kind].en} (file ${visible(file)}). Rename it and run again.`,
  }),
  closed: (file: string): Bilingual => ({
    ko: `${visible(file)}의 내용을 검사할 수 없어(압축되었거나 손상됨) 보고서를 봉인하지 않았습니다. 지운 뒤 다시 실행하십시오.`,
    en: `The report was not sealed: nobody can look into ${visible(file)} (packed or damaged). Remove it and run again.`,
  }),
  tooManyFiles: (most: number): Bilingual => ({
    ko: `파일이 ${most}개보다 많아 보고서를 봉인하지 않았습니다. 증거를 줄여 다시 실행하십시오.`,
    en: `The report was not sealed: it has more than ${most} files. Run again with less evidence.`,
  }),
  badName: (file: string): Bilingual => ({
    ko: `보고서 파일 이름은 공백 없는 ASCII여야 합니다: ${visible(file)}`,
    en: `Files of a report have ASCII names without spaces: ${visible(file)}`,
  }),
  notAFile: (file: string): Bilingual => ({
    ko: `보고서 폴더에 파일이 아닌 것이 있습니다(링크 등): ${visible(file)}`,
    en: `The report's folder holds something that is no plain file (a link?): ${visible(file)}`,
  }),
  journalBroken: (problem: Bilingual): Bilingual => ({
    ko: `저널이 온전하지 않아 봉인하지 않았습니다. ${problem.ko}`,
    en: `The report was not sealed because its journal does not hold. ${problem.en}`,
  }),
  journalOtherLength: (lines: number, events: number): Bilingual => ({
    ko: `저널은 ${lines}줄인데 보고서는 ${events}줄이라고 적었습니다.`,
    en: `The journal has ${lines} lines, the report says ${events}.`,
  }),
  notWritten: (reason: Bilingual): Bilingual => ({
    ko: `보고서를 봉인하지 못했습니다. ${reason.ko} 고친 뒤 다시 시작하면 이어서 봉인합니다.`,
    en: `The report could not be sealed. ${reason.en} Once that is mended, the next start seals it.`,
  }),
  trustBusy: (folder: string): Bilingual => ({
    ko: `다른 프로세스가 ${folder}의 키 목록을 고치고 있습니다.`,
    en: `Another process is changing the key list in ${folder}.`,
  }),
} as const;
