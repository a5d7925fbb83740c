import type { Bilingual } from '../base/bilingual.ts';

/** What signing and verifying a bundle say to people. */
export const text = {
  noKey: (folder: string): Bilingual => ({
    ko: `서명 키가 없습니다(${folder}). \`postflight keys init\`으로 한 번 만드세요. 서명 없는 보고서는 만들지 않습니다.`,
    en: `There is no signing key (${folder}). Make one once with \`postflight keys init\`. Unsigned reports are not written.`,
  }),
  keyUnreadable: (file: string, code: string): Bilingual => ({
    ko: `서명 키 ${file}을(를) 읽을 수 없습니다 (${code}).`,
    en: `The signing key ${file} cannot be read (${code}).`,
  }),
  keyExposed: (file: string): Bilingual => ({
    ko: `서명 키 ${file}을(를) 다른 사용자가 읽을 수 있습니다. 실행: chmod 600 ${file}`,
    en: `Other users can read the signing key ${file}. Run: chmod 600 ${file}`,
  }),
  keyWrongType: (file: string): Bilingual => ({
    ko: `서명 키 ${file}은(는) ECDSA P-256 개인 키(PKCS#8 PEM)가 아닙니다.`,
    en: `The signing key ${file} is not an ECDSA P-256 private key (PKCS#8 PEM).`,
  }),
  ledgerKeyWrongType: (file: string): Bilingual => ({
    ko: `원장 키 ${file}은(는) Ed25519 개인 키(PKCS#8 PEM)가 아닙니다.`,
    en: `The ledger key ${file} is not an Ed25519 private key (PKCS#8 PEM).`,
  }),
  passphraseMissing: (file: string): Bilingual => ({
    ko: `서명 키 ${file}에는 암호가 필요합니다. 터미널에서는 물어봅니다. CI나 파이프에서는 환경 변수 POSTFLIGHT_KEY_PASSPHRASE(또는 파일 이름을 POSTFLIGHT_KEY_PASSPHRASE_FILE에)를 설정하세요.`,
    en: `The signing key ${file} needs its passphrase. At a terminal you are asked for it; in CI and in pipes set POSTFLIGHT_KEY_PASSPHRASE (or name a file in POSTFLIGHT_KEY_PASSPHRASE_FILE).`,
  }),
  askPassphrase: (file: string): Bilingual => ({
    ko: `${file}의 암호(보이지 않음): `,
    en: `Passphrase of ${file} (not shown): `,
  }),
  askAgain: (file: string): Bilingual => ({
    ko: `암호가 맞지 않습니다. ${file}의 암호: `,
    en: `That is not it. Passphrase of ${file}: `,
  }),
  askNew: (): Bilingual => ({ ko: '새 암호(보이지 않음): ', en: 'New passphrase (not shown): ' }),
  askRepeat: (): Bilingual => ({ ko: '새 암호를 한 번 더: ', en: 'The new passphrase once more: ' }),
  passphraseNotTyped: (): Bilingual => ({
    ko: '암호를 입력하지 않았습니다. 아무것도 하지 않았습니다.',
    en: 'No passphrase was typed. Nothing was done.',
  }),
  passphraseEmpty: (): Bilingual => ({
    ko: '암호가 비어 있습니다. 아무것도 만들지 않았습니다.',
    en: 'The passphrase is empty. Nothing was made.',
  }),
  passphrasesDiffer: (): Bilingual => ({
    ko: '두 암호가 다릅니다. 아무것도 만들지 않았습니다.',
    en: 'The two passphrases differ. Nothing was made.',
  }),
  cannotAsk: (): Bilingual => ({
    ko: '여기서는 암호를 물어볼 수 없습니다(터미널이 아니거나 CI). 환경 변수 POSTFLIGHT_KEY_PASSPHRASE나 POSTFLIGHT_KEY_PASSPHRASE_FILE을 쓰세요.',
    en: 'Nobody can be asked for a passphrase here (no terminal, or CI). Use POSTFLIGHT_KEY_PASSPHRASE or POSTFLIGHT_KEY_PASSPHRASE_FILE.',
  }),
  passphraseUnreadable: (file: string): Bilingual => ({
    ko: `서명 키의 암호 파일 ${file}을(를) 읽을 수 없습니다.`,
    en: `The file with the key's passphrase, ${file}, cannot be read.`,
  }),
  passphraseWrong: (file: string): Bilingual => ({
    ko: `서명 키 ${file}의 암호가 맞지 않습니다. 환경 변수로 주었다면 POSTFLIGHT_KEY_PASSPHRASE를 확인하세요.`,
    en: `The passphrase does not open the signing key ${file}. If it came from the environment, check POSTFLIGHT_KEY_PASSPHRASE.`,
  }),
  keyExists: (file: string): Bilingual => ({
    ko: `${file}이(가) 이미 있습니다. 서명 키는 덮어쓰지 않습니다.`,
    en: `${file} already exists. A signing key is never overwritten.`,
  }),
  keyUnwritable: (file: string, code: string): Bilingual => ({
    ko: `서명 키를 ${file}에 쓸 수 없습니다 (${code}).`,
    en: `The signing key cannot be written to ${file} (${code}).`,
  }),
  publicKeyMalformed: (): Bilingual => ({
    ko: '주어진 공개 키가 ECDSA P-256 PEM이 아닙니다.',
    en: 'The given public key is not an ECDSA P-256 PEM.',
  }),
  publicKeySeveral: (): Bilingual => ({
    ko: '주어진 PEM에 키가 여럿 들어 있습니다. 믿는 공개 키 하나만 든 파일을 주십시오.',
    en: 'The given PEM holds several keys. Give a file with the one public key that you trust.',
  }),
  publicKeyUnreadable: (file: string): Bilingual => ({
    ko: `공개 키 파일 ${file}을(를) 읽을 수 없습니다.`,
    en: `The public key ${file} cannot be read.`,
  }),
  signerFailed: (program: string, why: string): Bilingual => ({
    ko: `서명 명령 ${program}이(가) 실패했습니다 (${why}). 보고서는 서명되지 않았고, 고친 뒤 \`postflight recover\`가 이어서 서명합니다.`,
    en: `The signing command ${program} failed (${why}). The report is not signed yet; once that is mended \`postflight recover\` signs it.`,
  }),
  signerHangs: (program: string, timeoutMs: number): Bilingual => ({
    ko: `서명 명령 ${program}이(가) ${timeoutMs / 1_000}초 안에 답하지 않았습니다. 고친 뒤 \`postflight recover\`가 이어서 서명합니다.`,
    en: `The signing command ${program} did not answer within ${timeoutMs / 1_000} s. Once that is mended \`postflight recover\` signs the report.`,
  }),
  signerAnsweredOther: (program: string, bytes: number): Bilingual => ({
    ko: `서명 명령 ${program}의 답(${bytes}바이트)은 설정된 공개 키의 서명이 아닙니다. 쓰지 않았습니다.`,
    en: `What the signing command ${program} answered (${bytes} bytes) is no signature by the configured public key. It was not used.`,
  }),
  trustMalformed: (problem: string): Bilingual => ({
    ko: `신뢰 키 목록(keys.json)의 형식이 맞지 않습니다: ${problem}.`,
    en: `The list of trusted keys (keys.json) is malformed: ${problem}.`,
  }),
  bundleTooLarge: (bytes: number, most: number): Bilingual => ({
    ko: `서명 파일이 너무 큽니다 (${bytes}바이트, 한도 ${most}).`,
    en: `The signature bundle is too large (${bytes} bytes, at most ${most}).`,
  }),
  bundleMalformed: (problem: string): Bilingual => ({
    ko: `서명 파일이 Sigstore 번들 v0.3의 엄격한 형식이 아닙니다: ${problem}.`,
    en: `The signature bundle is not a strict Sigstore bundle v0.3: ${problem}.`,
  }),
  bundleStrict: (): Bilingual => ({
    ko: '서명 파일의 형식이 올바르고 서명이 하나입니다.',
    en: 'The bundle has the strict form and exactly one signature.',
  }),
  keyNotTrusted: (keyId: string): Bilingual => ({
    ko: `서명한 키 ${keyId}은(는) 신뢰 키 목록에 없습니다.`,
    en: `The signing key ${keyId} is not among the trusted keys.`,
  }),
  keyOtherUse: (keyId: string): Bilingual => ({
    ko: `키 ${keyId}은(는) 보고서 서명용이 아닙니다.`,
    en: `The key ${keyId} is not meant for signing reports.`,
  }),
  signatureBad: (keyId: string): Bilingual => ({
    ko: `서명이 키 ${keyId}의 것이 아니거나 내용이 바뀌었습니다.`,
    en: `The signature was not made by ${keyId} over this content.`,
  }),
  signatureOtherForm: (keyId: string): Bilingual => ({
    ko: `${keyId}의 서명이 서명된 그대로가 아닙니다: 진술이 말하는 low-S가 아니라, 열쇠 없이도 쓸 수 있는 다른 유효한 꼴입니다.`,
    en: `The signature by ${keyId} is not as it was made: not low-S, as the statement says, but its other valid form, which needs no key to write.`,
  }),
  signatureGood: (keyId: string): Bilingual => ({
    ko: `키 ${keyId}의 서명이 맞습니다.`,
    en: `The signature by ${keyId} is good.`,
  }),
} as const;
