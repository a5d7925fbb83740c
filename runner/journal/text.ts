import type { Bilingual } from '../base/bilingual.ts';

/** What the journal says to people. */
export const text = {
  lineMalformed: (line: number): Bilingual => ({
    ko: `저널 ${line}번째 줄의 형식이 맞지 않습니다.`,
    en: `Line ${line} of the journal is malformed.`,
  }),
  lineOfOtherRun: (line: number): Bilingual => ({
    ko: `저널 ${line}번째 줄은 다른 실행의 것입니다.`,
    en: `Line ${line} of the journal belongs to another run.`,
  }),
  lineMisnumbered: (line: number, seq: number): Bilingual => ({
    ko: `저널 ${line}번째 줄의 번호가 ${seq}입니다. 줄이 빠졌거나 순서가 바뀌었습니다.`,
    en: `Line ${line} of the journal is numbered ${seq}: lines are missing or out of order.`,
  }),
  chainBroken: (line: number): Bilingual => ({
    ko: `저널의 연결이 ${line}번째 줄에서 끊어졌습니다. 그 줄이 바뀌었거나 앞뒤 줄이 빠졌습니다.`,
    en: `The journal's chain breaks at line ${line}: it was changed, or a line beside it is missing.`,
  }),
  headDiffers: (lines: number): Bilingual => ({
    ko: `저널의 마지막 줄(${lines}번째)이 보고서가 적은 것과 다릅니다.`,
    en: `The journal's last line (${lines}) is not the one that the report names.`,
  }),
  storedHashDiffers: (runId: string, seq: number): Bilingual => ({
    ko: `실행 ${runId}의 ${seq}번째 기록이 저장할 때와 다릅니다.`,
    en: `Event ${seq} of run ${runId} is not what was stored.`,
  }),
  runChainBroken: (runId: string, problem: Bilingual): Bilingual => ({
    ko: `실행 ${runId}: ${problem.ko}`,
    en: `Run ${runId}: ${problem.en}`,
  }),
  eventUnreadable: (runId: string, seq: number, problem: string): Bilingual => ({
    ko: `실행 ${runId}의 ${seq}번째 기록을 읽을 수 없습니다: ${problem}. 더 새로운 버전이 쓴 것일 수 있습니다.`,
    en: `Event ${seq} of run ${runId} cannot be read: ${problem}. A newer version may have written it.`,
  }),
  eventRefused: (kind: string, problem: string): Bilingual => ({
    ko: `"${kind}" 기록은 비밀 값을 가린 뒤 형식이 맞지 않아 쓰지 않았습니다: ${problem}. 비밀 값이 "step" 같은 평범한 낱말이면 바꾸십시오.`,
    en: `A "${kind}" event was not written because its form is wrong after secrets were hidden: ${problem}. If a secret is an ordinary word such as "step", change it.`,
  }),
  fileForeign: (file: string): Bilingual => ({
    ko: `${file} 파일은 Postflight의 저널이 아닙니다. 다른 경로를 지정하십시오.`,
    en: `${file} is not a Postflight journal. Name another path.`,
  }),
  fileNewer: (file: string, version: number, known: number): Bilingual => ({
    ko: `${file} 저널은 더 새로운 버전(${version}, 이 버전은 ${known}까지)이 쓴 것입니다. Postflight를 올리십시오.`,
    en: `${file} was written by a newer version (form ${version}, this one knows ${known}). Upgrade Postflight.`,
  }),
  fileDamaged: (file: string): Bilingual => ({
    ko: `${file} 저널이 손상되었습니다. 지우지 말고 복사해 둔 뒤 새 경로로 시작하십시오.`,
    en: `${file} is damaged. Keep a copy, do not delete it, and start with a new path.`,
  }),
  fileUnusable: (file: string, code: string): Bilingual => ({
    ko: `${file} 저널을 열 수 없습니다 (${code}). 폴더와 권한을 확인하십시오.`,
    en: `${file} cannot be opened (${code}). Check the folder and its permissions.`,
  }),
  diskFull: (file: string): Bilingual => ({
    ko: `디스크가 가득 차서 ${file} 저널에 쓰지 못했습니다. 기록되지 않은 일은 하지 않습니다.`,
    en: `The disk is full: nothing could be written to ${file}. What is not recorded is not done.`,
  }),
  inputOutput: (file: string, code: string): Bilingual => ({
    ko: `${file} 저널을 쓰거나 읽는 중 디스크 오류가 났습니다 (${code}).`,
    en: `The disk failed while ${file} was written or read (${code}).`,
  }),
  busy: (file: string): Bilingual => ({
    ko: `다른 프로세스가 ${file} 저널을 놓지 않아 쓰지 못했습니다.`,
    en: `Another process did not let go of ${file}, so nothing was written.`,
  }),
  lockUnusable: (file: string, code: string): Bilingual => ({
    ko: `잠금 파일 ${file}을(를) 쓸 수 없습니다 (${code}). 폴더와 권한을 확인하십시오.`,
    en: `The lock file ${file} cannot be used (${code}). Check the folder and its permissions.`,
  }),
} as const;
