import type { Bilingual } from '../base/bilingual.ts';
import { visible, visibleName } from '../base/plain-text.ts';
import type { PaymentTotals } from '../sign/payment-totals.ts';

const list = (names: readonly string[]): string => {
  const shown = names.slice(0, 20).map(visibleName).join(', ');
  return names.length > 20 ? `${shown}, … (${names.length})` : shown;
};

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
  subjectsGood: (count: number): Bilingual => ({
    ko: `서명이 이름을 직접 적은 파일 ${count}개(보고서, 점검표, 파일 목록 등)가 서명할 때 그대로입니다.`,
    en: `The ${count} files that the signature names itself (report, checklist, list of files, …) are unchanged since signing.`,
  }),
  sumsGood: (count: number): Bilingual => ({
    ko: `목록의 ${count}개도 모두 서명할 때 그대로입니다.`,
    en: `All ${count} of the list are unchanged since signing.`,
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
  filesGood: ({ all, listed }: { readonly all: number; readonly listed: number }): Bilingual => ({
    ko: `폴더의 파일 ${all}개 가운데 서명과 무관한 것은 없습니다: ${listed}개는 서명된 목록(SHA256SUMS)에 있고, 나머지 ${all - listed}개는 그 목록, 서명과 증명, 서명 뒤에 서명해 덧붙인 것입니다.`,
    en: `None of the folder’s ${all} files is foreign: ${listed} are in the signed list (SHA256SUMS), the other ${all - listed} are that list, the signatures and proofs, and what was added and signed later.`,
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
    ko: `${list(names)}의 단계 수도 보고서와 같습니다.`,
    en: `The steps counted in ${list(names)} are as many as the report’s.`,
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
  erased: (names: readonly string[]): Bilingual => ({
    ko: `원장에 적힌 대로 적법하게 지운 파일이 있습니다: ${list(names)}`,
    en: `Erased later, as the signed ledger records: ${list(names)}`,
  }),
  sumsSignatureBad: (file: string): Bilingual => ({
    ko: `${file}이(가) 보고서를 서명한 키의 SHA256SUMS 서명이 아닙니다.`,
    en: `${file} is no signature over SHA256SUMS by the key that signed the report.`,
  }),
  sumsSignatureOpen: (file: string): Bilingual => ({
    ko: `믿는 키가 없어 ${file}을(를) 확인하지 못했습니다.`,
    en: `Without a trusted key ${file} was not checked.`,
  }),
  paymentsOldForm: (file: string): Bilingual => ({
    ko: `${file}이(가) 없는 예전 형식의 보고서입니다. 결제는 journal.jsonl에 있습니다.`,
    en: `A report of a form without ${file}; its payments stand in journal.jsonl.`,
  }),
  paymentsBad: (file: string, line: number): Bilingual => ({
    ko: `${file} ${line}번째 줄이 결제의 움직임이 아닙니다.`,
    en: `Line ${line} of ${file} is no movement of a payment.`,
  }),
  paymentsOther: (file: string): Bilingual => ({
    ko: `${file}의 연결이 끊겼거나 저널의 결제와 다릅니다.`,
    en: `${file} is not one whole chain of the payments that the journal has.`,
  }),
  paymentTotals: (file: string): Bilingual => ({
    ko: `${file}의 결제 합계가 보고서나 서명된 진술과 다릅니다.`,
    en: `The totals of ${file} are not those of the report and the signed statement.`,
  }),
  paymentsGood: (totals: PaymentTotals): Bilingual => ({
    ko: `결제 ${totals.attempted}건: 승인 ${totals.created}, 취소 확인 ${totals.reversed}, 테스트 원장에 남김 ${totals.kept}, 끝을 모름 ${totals.open}${totals.open > 0 ? ' (보고서에 이름이 있습니다)' : ''}.`,
    en: `${totals.attempted} payments: ${totals.created} approved, ${totals.reversed} verified cancelled, ${totals.kept} kept on a test ledger, ${totals.open} without a verified end${totals.open > 0 ? ' (named in the report)' : ''}.`,
  }),
  addendaGood: (count: number): Bilingual => ({
    ko: `나중에 덧붙인 사실 ${count}건의 서명과 순서가 맞습니다.`,
    en: `The signatures and the order of ${count} later additions hold.`,
  }),
  oneKeyApproval: (decider: string, approver: string, isOneAccount: boolean): Bilingual => ({
    ko: `결정(${visible(decider)})과 승인(${visible(approver)})이 같은 키로 서명되어${isOneAccount ? ', 같은 계정에서' : ''} 두 사람이라는 것은 이름으로만 적혀 있습니다.`,
    en: `Decision (${visible(decider)}) and approval (${visible(approver)}) are signed with one key${isOneAccount ? ' from one account' : ''}: that two people gave them is said by their names alone.`,
  }),
  payloadGood: (): Bilingual => ({
    ko: '서명된 진술(in-toto)이 들어 있고, 아래의 확인은 모두 그 진술만 믿습니다.',
    en: 'It holds the signed statement (in-toto); every check below believes that statement alone.',
  }),
  keyGood: (keyId: string): Bilingual => ({
    ko: `키 ${visible(keyId)}은(는) 확인하는 쪽의 신뢰 목록에 보고서용으로 있습니다.`,
    en: `The key ${visible(keyId)} is on the verifier's own list, for reports.`,
  }),
  signatureOpen: (): Bilingual => ({
    ko: '믿는 키가 없어 서명을 확인하지 못했습니다.',
    en: 'Without a trusted key the signature was not checked.',
  }),
} as const;
