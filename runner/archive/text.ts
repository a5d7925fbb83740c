import type { Bilingual } from '../base/bilingual.ts';
import type { Leak } from '../base/redact.ts';
import { leakWords } from './leak-words.ts';

const list = (names: readonly string[]): string => {
  const shown = names.slice(0, 20).map(visible).join(', ');
  return names.length > 20 ? `${shown}, … (${names.length})` : shown;
};

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

/** What verifying says to people; file names are always part of the sentence. */
export const verifyText = {
  bundleMissing: (file: string): Bilingual => ({
    ko: `서명 파일 ${file}이(가) 없습니다.`,
    en: `The signature file ${file} is missing.`,
  }),
  bundleBad: (file: string, problem: Bilingual): Bilingual => ({
    ko: `${file}: ${problem.ko}`,
    en: `${file}: ${problem.en}`,
  }),
  noTrust: (keyId: string): Bilingual => ({
    ko: `믿는 공개 키를 주지 않아 누가 서명했는지 확인하지 못했습니다(서명에 적힌 키: ${visible(keyId)}).`,
    en: `No trusted key was given, so who signed is not known (the bundle names ${visible(keyId)}).`,
  }),
  afterFailure: (): Bilingual => ({
    ko: '서명이 맞지 않아 확인하지 않았습니다.',
    en: 'Not checked, because the signature does not hold.',
  }),
  statementBad: (file: string): Bilingual => ({
    ko: `${file}에 든 내용이 알려진 in-toto 시험 결과가 아닙니다.`,
    en: `${file} does not hold an in-toto test result of a known form.`,
  }),
  statementGood: (): Bilingual => ({
    ko: '시험 결과 진술의 형식이 맞습니다.',
    en: 'The statement is a test result of the known form.',
  }),
  subjectsNotNamed: (names: readonly string[]): Bilingual => ({
    ko: `서명된 진술이 다음 파일을 포함하지 않습니다: ${list(names)}`,
    en: `The signed statement does not cover: ${list(names)}`,
  }),
  digestsBad: (names: readonly string[]): Bilingual => ({
    ko: `다음 파일이 봉인 뒤에 바뀌었거나 없거나 읽을 수 없습니다: ${list(names)}`,
    en: `Changed since sealing, missing or unreadable: ${list(names)}`,
  }),
  digestsGood: (count: number): Bilingual => ({
    ko: `파일 ${count}개의 다이제스트가 모두 맞습니다.`,
    en: `All ${count} digests hold.`,
  }),
  sumsBad: (file: string, line: number): Bilingual => ({
    ko: `${file} ${line}번째 줄의 형식이나 순서가 맞지 않습니다.`,
    en: `Line ${line} of ${file} is malformed or out of order.`,
  }),
  sumsMissing: (file: string): Bilingual => ({
    ko: `${file} 파일이 없거나 읽을 수 없습니다.`,
    en: `${file} is missing or unreadable.`,
  }),
  extraFiles: (names: readonly string[]): Bilingual => ({
    ko: `서명되지 않은 파일이나 빈 폴더가 있습니다: ${list(names)}`,
    en: `Not covered by the signature, or an empty folder: ${list(names)}`,
  }),
  oddFiles: (names: readonly string[]): Bilingual => ({
    ko: `링크나 특수 파일, 읽을 수 없는 폴더, 허용되지 않는 이름이 있습니다: ${list(names)}`,
    en: `Links, special files, unreadable folders or forbidden names: ${list(names)}`,
  }),
  tooManyFiles: (most: number): Bilingual => ({
    ko: `폴더에 파일이 ${most}개보다 많습니다.`,
    en: `The folder holds more than ${most} files.`,
  }),
  folderMissing: (folder: string): Bilingual => ({
    ko: `보고서 폴더를 읽을 수 없습니다: ${visible(folder)}`,
    en: `The report's folder cannot be read: ${visible(folder)}`,
  }),
  filesGood: (count: number): Bilingual => ({
    ko: `폴더에는 서명된 파일 ${count}개만 있습니다.`,
    en: `The folder holds the ${count} signed files and nothing else.`,
  }),
  evidenceBad: (names: readonly string[]): Bilingual => ({
    ko: `보고서가 말하는 증거 파일이 없거나 다릅니다: ${list(names)}`,
    en: `Evidence that the report names is missing or different: ${list(names)}`,
  }),
  evidenceLost: (names: readonly string[]): Bilingual => ({
    ko: `봉인할 때 이미 없었거나 달랐던 증거 파일이 있습니다(서명된 진술에 적혀 있음): ${list(names)}`,
    en: `Evidence was already missing or different at sealing, as the signed statement says: ${list(names)}`,
  }),
  evidenceGood: (count: number): Bilingual => ({
    ko: `보고서가 말하는 증거 파일 ${count}개가 모두 있습니다.`,
    en: `All ${count} evidence files that the report names are there.`,
  }),
  reportUnreadable: (file: string): Bilingual => ({
    ko: `${file}을(를) 읽을 수 없습니다.`,
    en: `${file} cannot be read.`,
  }),
  reportDiffers: (file: string, fields: readonly string[]): Bilingual => ({
    ko: `${file}이(가) 서명된 진술과 다릅니다: ${list(fields)}`,
    en: `${file} does not agree with the signed statement: ${list(fields)}`,
  }),
  otherRun: (folder: string, runId: string): Bilingual => ({
    ko: `${folder} 폴더에 다른 실행(${visible(runId)})의 보고서가 들어 있습니다.`,
    en: `The folder ${folder} holds the report of another run (${visible(runId)}).`,
  }),
  reportAgrees: (verdict: string, passed: number, total: number): Bilingual => ({
    ko: `보고서와 서명된 진술이 같습니다: ${verdict}, ${total}개 중 ${passed}개 통과.`,
    en: `The report agrees with the signed statement: ${verdict}, ${passed} of ${total} passed.`,
  }),
  countsDiffer: (names: readonly string[]): Bilingual => ({
    ko: `다음 파일의 개수가 보고서와 다릅니다: ${list(names)}`,
    en: `The counts differ from the report's in: ${list(names)}`,
  }),
  countsAgree: (names: readonly string[]): Bilingual => ({
    ko: `개수가 보고서와 같습니다: ${list(names)}`,
    en: `The counts agree with the report's: ${list(names)}`,
  }),
  countsAbsent: (names: readonly string[]): Bilingual => ({
    ko: `보고서에 다음 파일이 없어 개수를 비교하지 못했습니다: ${list(names)}`,
    en: `The report has none of these, so no counts were compared: ${list(names)}`,
  }),
  journalBad: (file: string, problem: Bilingual): Bilingual => ({
    ko: `${file}: ${problem.ko}`,
    en: `${file}: ${problem.en}`,
  }),
  journalGood: (events: number): Bilingual => ({
    ko: `저널 ${events}줄의 연결이 온전하고 끝이 보고서와 같습니다.`,
    en: `The journal's ${events} lines are chained without a break and end where the report says.`,
  }),
  notText: (file: string): Bilingual => ({
    ko: `${file}이(가) UTF-8 줄로 된 글이 아닙니다.`,
    en: `${file} is not made of UTF-8 lines.`,
  }),
  keyTooEarly: (keyId: string, start: string): Bilingual => ({
    ko: `키 ${keyId}은(는) ${start}부터 유효한데 보고서는 그보다 먼저입니다.`,
    en: `The key ${keyId} is valid from ${start}, but the report says it is older.`,
  }),
  keyEnded: (keyId: string, end: string): Bilingual => ({
    ko: `키 ${keyId}은(는) ${end}에 끝났는데 보고서는 그 뒤의 것입니다.`,
    en: `The key ${keyId} ended at ${end}, but the report is later.`,
  }),
  keyEndUnproven: (keyId: string, end: string): Bilingual => ({
    ko: `키 ${keyId}은(는) ${end}에 끝났습니다. 보고서는 그 전이라고 적었지만 믿을 수 있는 시각 증명이 없어 확인할 수 없습니다.`,
    en: `The key ${keyId} ended at ${end}. The report says it is older, but without trusted time nobody can tell.`,
  }),
  keyValid: (keyId: string): Bilingual => ({
    ko: `키 ${keyId}은(는) 신뢰 목록에서 유효합니다.`,
    en: `The key ${keyId} is valid according to the trusted list.`,
  }),
  noTrustedTime: (): Bilingual => ({
    ko: '믿을 수 있는 시각 증명(RFC 3161)이 없습니다. 보고서의 시각은 서명한 쪽의 말입니다. 이 형식에서는 그래도 확인된 것으로 봅니다.',
    en: 'There is no trusted time (RFC 3161): the times in the report are the signer’s word. In this form a report counts as verified without it.',
  }),
} as const;
