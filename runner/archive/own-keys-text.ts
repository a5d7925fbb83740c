import type { Bilingual } from '../base/bilingual.ts';
import { plainText } from '../base/plain-text.ts';

/** A reason is somebody's words: one line, nothing that a terminal obeys. */
function line(words: string): string {
  return plainText(words).replaceAll(/\s+/g, ' ');
}

/** What is said of the keys that this machine signs with, before the first step and in the report. */
export const ownKeysText = {
  reportKey: { ko: '보고서 서명 키', en: 'report key' },
  ledgerKey: { ko: '원장 키', en: 'ledger key' },
  revoked: (keyId: string, at: string, reason: string): Bilingual => ({
    ko: `이 컴퓨터의 보고서 서명 키 ${keyId}은(는) ${at}에 폐기되었습니다(${line(reason)}). 이 키로 서명한 보고서는 아무도 믿지 않으므로 서명하지 않습니다. 새 키를 만든 뒤 다시 실행하세요: postflight keys rotate`,
    en: `The report key of this machine, ${keyId}, was revoked at ${at} (${line(reason)}). Nobody would believe a report that it signs, so nothing is signed with it. Make a new key, then run again: postflight keys rotate`,
  }),
  ledgerRevoked: (keyId: string, at: string, reason: string): Bilingual => ({
    ko: `이 컴퓨터의 원장 키 ${keyId}은(는) ${at}에 폐기되었습니다(${line(reason)}). 이 원장은 검증되지 않습니다. 새 보관함 폴더를 시작하세요: postflight keys rotate --ledger, 그리고 --reports <새 폴더>`,
    en: `The ledger key of this machine, ${keyId}, was revoked at ${at} (${line(reason)}). The ledger will not verify. Begin a new archive folder: postflight keys rotate --ledger, then --reports <new folder>`,
  }),
  ended: (key: Bilingual, keyId: string, at: string): Bilingual => ({
    ko: `이 컴퓨터의 ${key.ko} ${keyId}은(는) ${at}에 끝났습니다. 그 뒤의 서명은 검증되지 않습니다. 새 키를 만드세요: postflight keys rotate`,
    en: `The ${key.en} of this machine, ${keyId}, ended at ${at}. What it signs after that does not verify. Make a new key: postflight keys rotate`,
  }),
  early: (key: Bilingual, keyId: string, at: string): Bilingual => ({
    ko: `이 컴퓨터의 ${key.ko} ${keyId}은(는) ${at}부터 유효합니다. 지금의 서명은 검증되지 않습니다. 컴퓨터의 시계나 신뢰 목록(postflight keys list)을 보세요.`,
    en: `The ${key.en} of this machine, ${keyId}, is valid from ${at} on. What it signs now does not verify. Look at this machine's clock, or at the trust list (postflight keys list).`,
  }),
  otherUse: (key: Bilingual, keyId: string, use: string): Bilingual => ({
    ko: `이 컴퓨터의 ${key.ko} ${keyId}은(는) 신뢰 목록에 다른 용도(${line(use)})로 올라 있습니다. 서명이 검증되지 않습니다. 목록을 보세요: postflight keys list`,
    en: `The ${key.en} of this machine, ${keyId}, is on the trust list for another use (${line(use)}). What it signs does not verify. Look at the list: postflight keys list`,
  }),
} as const;
