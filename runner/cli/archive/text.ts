import type { Bilingual } from '../../base/bilingual.ts';
import { visible } from '../../base/plain-text.ts';

/** What `postflight archive stamp` and `postflight keys` say. */
export const archiveText = {
  stamped: ({ run }: { run: string }): Bilingual => ({
    ko: `${run}: 시각 증명을 받았습니다.`,
    en: `${run}: time stamp received.`,
  }),
  noCheckpoint: (file: string): Bilingual => ({
    ko: `${visible(file)}은(는) 원장의 체크포인트가 아닙니다(--known-checkpoint).`,
    en: `${visible(file)} is no checkpoint of a ledger (--known-checkpoint).`,
  }),
  stillPending: ({ run }: { run: string }): Bilingual => ({
    ko: `${run}: 시각 증명을 아직 받지 못했습니다.`,
    en: `${run}: its time stamp is still pending.`,
  }),
  ledgerNow: ({ entries }: { entries: number }): Bilingual => ({
    ko: `원장의 항목은 ${entries}개입니다.`,
    en: `The ledger has ${entries} entries.`,
  }),
  noLedgerKey: (): Bilingual => ({
    ko: '원장 키가 없어 체크포인트에 서명하지 못했습니다. 원장 키를 가진 곳에서 실행하거나 `postflight keys init`으로 만드세요.',
    en: 'There is no ledger key here, so the checkpoint is not signed. Run this where the key is, or make one with `postflight keys init`.',
  }),
  noAuthorities: (): Bilingual => ({
    ko: '시각 증명 기관이 설정되어 있지 않습니다(archive.json의 timestamps). 보고서의 시각은 서명한 쪽의 말로 남습니다.',
    en: 'No time stamping authority is set up (timestamps in archive.json): the times in reports stay the signer’s word.',
  }),
  ledgerKey: ({ id, file }: { id: string; file: string }): Bilingual => ({
    ko: `원장 키: ${id} (${file})`,
    en: `Ledger key: ${id} (${file})`,
  }),
  rotated: ({ old, now, aside }: { old: string; now: string; aside: string }): Bilingual => ({
    ko: `새 키 ${now}을(를) 씁니다. 예전 키 ${old}은(는) 지금 끝났고 ${aside}에 치워 두었습니다.`,
    en: `The new key is ${now}. The old one, ${old}, ended now and is set aside in ${aside}.`,
  }),
  pastChanged: (): Bilingual => ({
    ko: '새 원장 키로 이어 가지 않았습니다: 샌 키가 서명한 원장이나 보고서가 맞지 않습니다(`postflight verify <보관함>`). 새 키가 바뀐 과거를 보증하게 됩니다. 옛 보관함은 그대로 두고 새 보관함 폴더로 시작하세요(docs/archive.md).',
    en: 'The ledger was not continued under a new key: what the leaked key signed does not hold (`postflight verify <archive>`), and the new key would vouch for a changed past. Leave the old archive as it is and begin a new folder (docs/archive.md).',
  }),
  pastHolds: ({ entries, kept }: { entries: number; kept: number }): Bilingual => ({
    ko: `새 원장 키가 항목 ${entries}개를 다시 서명합니다. 그중 처음 ${kept}개는 이 컴퓨터가 보관한 체크포인트와 맞습니다. 밖에 보관된 것이 있으면 \`postflight verify --known-checkpoint\`로 더 확인하세요.`,
    en: `The new ledger key signs ${entries} entries again; the first ${kept} fit the checkpoint that this machine kept. Compare with what was kept elsewhere: \`postflight verify --known-checkpoint\`.`,
  }),
  revokedLedger: ({ id, at }: { id: string; at: string }): Bilingual => ({
    ko: `원장 키 ${id}을(를) ${at}부터 폐기했습니다. 그 키가 서명한 체크포인트는 이제 믿지 않습니다. \`postflight keys rotate --ledger\`가 과거를 확인한 뒤 새 키로 원장을 이어 갑니다.`,
    en: `The ledger key ${id} is revoked from ${at} on, and no checkpoint of it is believed. \`postflight keys rotate --ledger\` looks at the past and goes on with a new key.`,
  }),
  ended: ({ id, at }: { id: string; at: string }): Bilingual => ({
    ko: `키 ${id}은(는) ${at}에 끝난 것으로 적었습니다.`,
    en: `The key ${id} is listed as ended at ${at}.`,
  }),
  revoked: ({ id, at, reports }: { id: string; at: string; reports: number }): Bilingual => ({
    ko: `키 ${id}을(를) ${at}부터 폐기했습니다. 그 키로 서명한 보고서 ${reports}개를 다시 확인하세요: postflight verify <보관함>. 그 전의 시각 증명이 있는 것만 유효합니다.`,
    en: `The key ${id} is revoked from ${at} on. It signed ${reports} reports; check them again with postflight verify <archive>: only those time-stamped before that stay valid.`,
  }),
  trusted: ({ id, use }: { id: string; use: string }): Bilingual => ({
    ko: `이 컴퓨터는 이제 ${id}을(를) 믿습니다 (${use}). 지문을 다른 경로로 확인했는지 보세요.`,
    en: `This machine now trusts ${id} (${use}). Make sure that you compared the fingerprint by another road.`,
  }),
  unknownKey: ({ id, known }: { id: string; known: string }): Bilingual => ({
    ko: `신뢰 목록에 ${id}로 시작하는 키가 없습니다. 있는 키: ${known}`,
    en: `The trust list has no key ${id}. It has: ${known}`,
  }),
  notATime: ({ value }: { value: string }): Bilingual => ({
    ko: `시각으로 읽을 수 없습니다: ${value} (예: 2026-11-22T09:00:00+09:00)`,
    en: `Not a time: ${value} (for example 2026-11-22T09:00:00+09:00)`,
  }),
  exported: ({ folder }: { folder: string }): Bilingual => ({
    ko: `공개 키와 신뢰 목록을 ${folder}에 썼습니다. 감사자에게 다른 경로로 전하세요.`,
    en: `Public keys and trust lists are written to ${folder}. Hand them to the auditor by another road than the archive.`,
  }),
  nothingToTrust: (): Bilingual => ({
    ko: '믿을 공개 키 PEM 파일이나 --tsa <인증서 PEM>을 주세요.',
    en: 'Give a public key (PEM file) or --tsa <certificates.pem>.',
  }),
  keyElsewhere: (): Bilingual => ({
    ko: '보고서 키는 다른 프로그램(archive.json의 signer)에 있습니다. 그곳에서 바꾼 뒤 publicKey를 고치세요.',
    en: 'The report key is in another program (signer in archive.json). Rotate it there and change publicKey.',
  }),
  resultCounts: (count: { verified: number; tampered: number; incomplete: number }): Bilingual => ({
    ko: `보고서 ${count.verified + count.tampered + count.incomplete}개: 검증됨 ${count.verified}, 변조 또는 무효 ${count.tampered}, 끝까지 확인 못함 ${count.incomplete}.`,
    en: `Reports checked: ${count.verified + count.tampered + count.incomplete}. ${count.verified} verified, ${count.tampered} tampered or invalid, ${count.incomplete} not fully checked.`,
  }),
  allUntimed: ({ untimed, reports }: { untimed: number; reports: { verified: number } }): Bilingual => ({
    ko: `검증됨: 서명과 모든 파일이 맞습니다. 다만 보고서 ${reports.verified}개 중 ${untimed}개는 시각이 증명되지 않았습니다: 언제 서명했는지는 서명한 쪽의 말입니다.`,
    en: `Verified: the signatures and every file hold. But the times of ${untimed} of ${reports.verified} reports are not proven: when they were signed is the signer’s word.`,
  }),
  seeAbove: (names: readonly string[]): Bilingual => ({
    ko: `위에서 –로 표시한 것은 확인하지 못했습니다: ${names.join(', ')}`,
    en: `What is marked – above was not checked: ${names.join(', ')}`,
  }),
  howTimed: (): Bilingual => ({
    ko: '시각까지 증명하려면 archive.json의 timestamps에 시각 증명 기관을 적으세요(docs/archive.ko.md "시각"). 증명 없는 보고서를 거부하려면: verify --require-time',
    en: 'To have times proven, name time stamping authorities in archive.json (docs/archive.md, "When it was signed"). To refuse reports without: verify --require-time',
  }),
  verifiedUntimed: (): Bilingual => ({
    ko: '검증됨: 서명과 모든 파일이 맞습니다. 다만 믿을 수 있는 시각 증명이 없어, 시각은 서명한 쪽의 말입니다.',
    en: 'Verified: the signature and every file hold. There is no trusted time, so the times are the signer’s word.',
  }),
} as const;
