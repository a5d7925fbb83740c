import type { Bilingual } from '../base/bilingual.ts';
import { visible, visibleName } from '../base/plain-text.ts';

const shown = (names: readonly string[]): string => {
  const list = names.slice(0, 20).map(visibleName).join(', ');
  return names.length > 20 ? `${list}, … (${names.length})` : list;
};

/** What the checks about the ledger and the whole archive say to people. */
export const ledgerCheckText = {
  oldForm: (): Bilingual => ({
    ko: '원장이 생기기 전 형식의 보고서입니다: 빠지거나 숨겨진 실행이 있는지 이 보고서로는 알 수 없습니다.',
    en: 'A report of a form before there was a ledger: it cannot show whether runs are missing or hidden.',
  }),
  notInLedger: (runId: string): Bilingual => ({
    ko: `실행 ${visible(runId)}은(는) 이 보관함의 원장에 없습니다(끼워 넣은 보고서).`,
    en: `The run ${visible(runId)} is not in this archive's ledger: a report that somebody put there.`,
  }),
  entryDiffers: (runId: string): Bilingual => ({
    ko: `원장에 적힌 실행 ${visible(runId)}의 서명과 이 보고서의 서명이 다릅니다(바꿔치기).`,
    en: `The ledger records another signature or result for ${visible(runId)} than this report has: it was replaced.`,
  }),
  otherTimes: (ledger: string, report: string): Bilingual => ({
    ko: `원장은 이 실행이 ${visible(ledger)}에 시작했다고 하고 보고서는 ${visible(report)}라고 합니다.`,
    en: `The ledger says this run was opened ${visible(ledger)}, the report says ${visible(report)}.`,
  }),
  proofMissing: (file: string): Bilingual => ({
    ko: `${file} 파일이 없습니다.`,
    en: `${file} is missing.`,
  }),
  proofPending: (file: string): Bilingual => ({
    ko: `원장의 증명(${file})이 아직 없습니다. 원장 키를 가진 곳에서 \`postflight archive stamp\`를 실행하세요.`,
    en: `The ledger's proof (${file}) is pending. Run \`postflight archive stamp\` where the ledger's key is.`,
  }),
  proofMalformed: (file: string): Bilingual => ({
    ko: `${file}의 형식이 맞지 않습니다.`,
    en: `${file} is malformed.`,
  }),
  proofOfOther: (file: string): Bilingual => ({
    ko: `${file}은(는) 이 보고서의 서명에 대한 증명이 아닙니다.`,
    en: `${file} proves something else than what was signed here.`,
  }),
  proofBroken: (file: string): Bilingual => ({
    ko: `${file}의 해시가 서명된 뿌리로 이어지지 않습니다.`,
    en: `The hashes in ${file} do not lead to the root that was signed.`,
  }),
  proofOfOtherLedger: (file: string): Bilingual => ({
    ko: `${file}이(가) 만들어진 때의 원장과 지금의 원장이 다릅니다: 지나간 항목이 바뀌었습니다.`,
    en: `The ledger is not the one that ${file} was made from: past entries were changed.`,
  }),
  noLedgerKey: (): Bilingual => ({
    ko: '믿는 원장 키를 주지 않아 원장의 서명을 확인하지 못했습니다.',
    en: 'No trusted ledger key was given, so the ledger’s signature was not checked.',
  }),
  checkpointOfStranger: (file: string): Bilingual => ({
    ko: `${file}: 체크포인트의 서명이 믿는 원장 키의 것이 아니거나 내용이 바뀌었습니다.`,
    en: `${file}: no trusted ledger key signed this checkpoint.`,
  }),
  ledgerKeyRevoked: (keyId: string, reason: string): Bilingual => ({
    ko: `원장 키 ${keyId}은(는) 폐기되었습니다(${visible(reason)}).`,
    en: `The ledger key ${keyId} is revoked (${visible(reason)}).`,
  }),
  proven: (index: number, size: number): Bilingual => ({
    ko: `이 보고서는 원장의 ${index}번 항목이고, 항목 ${size}개에 대한 원장 키의 서명까지 이어집니다.`,
    en: `This report is entry ${index} of the ledger, and that leads to the ledger key’s signature over ${size} entries.`,
  }),
  otherPast: (size: string): Bilingual => ({
    ko: `보고서가 서명될 때의 원장(항목 ${visible(size)}개)과 지금의 원장이 다릅니다: 지나간 항목이 바뀌었습니다.`,
    en: `The ledger is not the one that this report saw when it was signed (${visible(size)} entries): past entries were changed.`,
  }),
  otherPrevious: (runId: string): Bilingual => ({
    ko: `보고서가 앞선 보고서로 적은 ${visible(runId)}이(가) 원장에 그렇게 적혀 있지 않습니다.`,
    en: `The report names ${visible(runId)} as the one before it, and the ledger does not have it so.`,
  }),
  noLedger: (): Bilingual => ({
    ko: '이 보관함에는 원장이 없습니다: 빠지거나 숨겨진 실행을 알 수 없습니다.',
    en: 'This archive has no ledger: runs that are missing or hidden cannot be noticed.',
  }),
  notRecorded: (): Bilingual => ({
    ko: '실행은 원장에 예고되었으나 이 보고서는 아직 원장에 적히지 않았습니다. 방금 봉인되었거나 봉인 직후에 멈췄습니다: `postflight archive stamp`나 다음 실행이 적습니다.',
    en: 'The ledger announces the run and does not have this report yet: it was sealed a moment ago, or its process died right after. `postflight archive stamp`, or the next run, records it.',
  }),
  rewritten: (): Bilingual => ({
    ko: '검증하는 동안 원장의 지나간 항목이 바뀌었습니다.',
    en: 'Past entries of the ledger were changed while it was being verified.',
  }),
  ledgerMissing: (): Bilingual => ({
    ko: '보고서들은 원장을 말하는데 ledger/entries.jsonl이 없습니다.',
    en: 'Reports speak of a ledger, and ledger/entries.jsonl is missing.',
  }),
  ledgerTaken: (name: string): Bilingual => ({
    ko: `이 보관함의 원장에서 나온 체크포인트(${visible(name)})가 밖에 있는데 ledger/entries.jsonl이 없습니다: 원장이 지워졌습니다.`,
    en: `A checkpoint of this archive's ledger was kept elsewhere (${visible(name)}), and ledger/entries.jsonl is missing: it was taken away.`,
  }),
  entryBroken: (line: number): Bilingual => ({
    ko: `ledger/entries.jsonl ${line}번째 줄의 형식이나 번호가 맞지 않습니다.`,
    en: `Line ${line} of ledger/entries.jsonl is malformed or misnumbered.`,
  }),
  torn: (): Bilingual => ({
    ko: 'ledger/entries.jsonl의 마지막 줄이 끊겨 있습니다.',
    en: 'The last line of ledger/entries.jsonl is cut off.',
  }),
  checkpointMissing: (): Bilingual => ({
    ko: '원장에 서명된 체크포인트가 아직 없습니다.',
    en: 'The ledger has no signed checkpoint yet.',
  }),
  checkpointBroken: (file: string, size: string): Bilingual => ({
    ko: `${file}의 크기(${size})나 뿌리가 원장의 항목과 맞지 않습니다: 항목이 바뀌었거나 지워졌습니다.`,
    en: `The size (${size}) or root in ${file} does not fit the entries: some were changed or removed.`,
  }),
  checkpointAbsent: (file: string): Bilingual => ({
    ko: `${file} 파일이 없거나 읽을 수 없습니다.`,
    en: `${file} is missing or unreadable.`,
  }),
  unsigned: (count: number): Bilingual => ({
    ko: `원장의 마지막 항목 ${count}개에는 아직 서명이 없습니다.`,
    en: `The last ${count} entries of the ledger are not signed yet.`,
  }),
  stampBad: (problem: Bilingual): Bilingual => ({
    ko: `ledger/checkpoint.tsr: ${problem.ko}`,
    en: `ledger/checkpoint.tsr: ${problem.en}`,
  }),
  stampMissing: (): Bilingual => ({
    ko: '원장 체크포인트의 시각 증명(ledger/checkpoint.tsr)을 아직 받지 못했습니다. `postflight archive stamp`를 실행하세요.',
    en: 'The time stamp over the checkpoint (ledger/checkpoint.tsr) is pending. Run `postflight archive stamp`.',
  }),
  stampOld: (size: number): Bilingual => ({
    ko: `체크포인트의 시각 증명은 앞선 크기 ${size}의 것입니다.`,
    en: `The time stamp over the checkpoint is one of an earlier size, ${size}.`,
  }),
  stampUnchecked: (): Bilingual => ({
    ko: '신뢰하는 시각 증명 기관이 없어 ledger/checkpoint.tsr을 확인하지 못했습니다.',
    en: 'No time stamping authority is trusted here, so ledger/checkpoint.tsr was not checked.',
  }),
  documentsChanged: (names: readonly string[]): Bilingual => ({
    ko: `원장에 적힌 것과 다르거나 없거나 끼워 넣은 문서: ${shown(names)}`,
    en: `Documents changed, missing or added since the ledger recorded them: ${shown(names)}`,
  }),
  strays: (names: readonly string[]): Bilingual => ({
    ko: `보관함에 속하지 않는 것: ${shown(names)}`,
    en: `Nothing of the archive: ${shown(names)}`,
  }),
  notOurs: (names: readonly string[]): Bilingual => ({
    ko: `보관함에 속하지 않아 보지 않았습니다: ${shown(names)}`,
    en: `Beside the archive and not looked at: ${shown(names)}`,
  }),
  noReports: (): Bilingual => ({
    ko: '보고서도 원장도 없습니다: 확인한 것이 아무것도 없습니다.',
    en: 'There is no report and no ledger here: nothing was checked.',
  }),
  ledgerKeyEnded: (keyId: string, end: string, at: string): Bilingual => ({
    ko: `원장 키 ${keyId}의 사용 기간은 ${end}까지인데, 서명된 마지막 항목은 ${visible(at)}의 것입니다.`,
    en: `The ledger key ${keyId} ended ${end}, and the last entry that it signed is of ${visible(at)}.`,
  }),
  lineEnds: (file: string): Bilingual => ({
    ko: `${file}: 줄바꿈이 CRLF로 바뀌었습니다(Windows의 git autocrlf, 편집기, FTP). 바이트 그대로 다시 받으십시오: git config core.autocrlf false`,
    en: `${file}: its line ends were turned into CRLF on the way (git on Windows with autocrlf, an editor, FTP). Get it again byte for byte: git config core.autocrlf false`,
  }),
  knownBroken: (name: string, size: number): Bilingual => ({
    ko: `밖에 보관된 체크포인트(${visible(name)}, 항목 ${size}개)가 이 원장의 것이 아닙니다: 최근 실행이 잘려 나갔거나 원장이 통째로 바뀌었습니다.`,
    en: `A checkpoint kept elsewhere (${visible(name)}, ${size} entries) is not of this ledger: the newest runs were cut off, or the whole ledger was replaced.`,
  }),
  knownNotOurs: (name: string): Bilingual => ({
    ko: `밖에 보관된 체크포인트(${visible(name)})를 읽을 수 없거나 믿는 원장 키가 서명하지 않았습니다.`,
    en: `A checkpoint kept elsewhere (${visible(name)}) cannot be read, or no trusted ledger key signed it.`,
  }),
  knownGood: (count: number): Bilingual => ({
    ko: `밖에 보관된 체크포인트 ${count}개와 맞습니다.`,
    en: `It goes on from ${count} ${count === 1 ? 'checkpoint' : 'checkpoints'} kept elsewhere.`,
  }),
  noneKnown: (): Bilingual => ({
    ko: '밖에 보관된 체크포인트와 비교하지 않았습니다: 최근 실행이 잘려 나갔는지 알 수 없습니다(--known-checkpoint).',
    en: 'No checkpoint kept elsewhere was compared, so nothing shows whether the newest runs were cut off (--known-checkpoint).',
  }),
  untimed: (count: number): Bilingual => ({
    ko: `보고서 ${count}개의 시각에는 믿을 수 있는 시각 증명이 확인되지 않았습니다.`,
    en: `The times of ${count} ${count === 1 ? 'report' : 'reports'} are not proven by a trusted time stamp.`,
  }),
  whole: (entries: number, reports: number): Bilingual => ({
    ko: `원장의 항목 ${entries}개와 보고서 ${reports}개가 서로 빠짐없이 맞습니다.`,
    en: `The ledger's ${entries} entries and ${reports === 1 ? 'the one report' : `the ${reports} reports`} fit each other, none missing and none added.`,
  }),
  archiveNotLooked: (): Bilingual => ({
    ko: '이 보고서만 보았습니다. 빠지거나 숨겨진 실행은 보관함 전체를 확인해야 보입니다: postflight verify <보관함>',
    en: 'Only this report was looked at. Whether runs are missing or hidden shows when the whole archive is: postflight verify <archive>',
  }),
  rest: (): Bilingual => ({
    ko: '틀린 확인 뒤의 모든 것.',
    en: 'Everything after the check that failed.',
  }),
  nothingOpen: (): Bilingual => ({ ko: '확인하지 못한 것이 없습니다.', en: 'Nothing was left unchecked.' }),
  open: (parts: readonly Bilingual[]): Bilingual => ({
    ko: `확인하지 못한 것: ${parts.map(({ ko }) => ko).join(' ')}`,
    en: `Not checked: ${parts.map(({ en }) => en).join(' ')}`,
  }),
} as const;
