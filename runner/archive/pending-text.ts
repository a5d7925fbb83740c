import type { Bilingual } from '../base/bilingual.ts';
import type { PublicKey } from '../sign/signer.ts';
import { plainText } from '../base/plain-text.ts';

const list = (names: readonly string[]): string => names.slice(0, 20).map(plainText).join(', ');

/** What a verifier says of work that a process began and did not end: nothing is wrong, and something is missing. */
export const pendingText = {
  unrecorded: (runs: readonly string[]): Bilingual => ({
    ko: `봉인되었지만 원장에 끝이 아직 적히지 않은 보고서(기록 중에 프로세스가 끝남): ${list(runs)}. \`postflight archive stamp\`를 실행하세요.`,
    en: `Sealed, and the ledger has no end for it yet (a process ended in between): ${list(runs)}. Run \`postflight archive stamp\`.`,
  }),
  unrecordedAddenda: (files: readonly string[]): Bilingual => ({
    ko: `서명되었지만 원장에 아직 없는 추가 기록, 또는 곧 서명될 문서: ${list(files)}. \`postflight archive stamp\`를, 문서는 \`archive pdf\`를 다시 실행하세요.`,
    en: `Signed, and not in the signed ledger yet, or a document that is about to be signed: ${list(files)}. Run \`postflight archive stamp\`, for a document \`archive pdf\` again.`,
  }),
  removal: (records: readonly string[]): Bilingual => ({
    ko: `지우려던 기록이 끝까지 적히지 않았습니다(기록 중에 프로세스가 끝났거나 원장 서명을 기다림): ${list(records)}. \`postflight archive prune\`이나 \`archive stamp\`를 실행하세요.`,
    en: `A removal was recorded and not completed or not signed yet: ${list(records)}. Run \`postflight archive prune\` or \`archive stamp\`.`,
  }),
  documents: (files: readonly string[]): Bilingual => ({
    ko: `원장에 방금 적힌 문서가 아직 예전 그대로입니다(쓰는 중에 프로세스가 끝남): ${list(files)}. \`postflight archive stamp\`를 실행하세요.`,
    en: `The ledger announces new documents that are not written yet (a process ended in between): ${list(files)}. Run \`postflight archive stamp\`.`,
  }),
  proofByRevoked: (file: string, keyId: string): Bilingual => ({
    ko: `${file}은(는) 폐기된 원장 키 ${keyId}의 것입니다. 지금의 원장 키가 그 항목에 다시 서명했습니다. \`postflight archive stamp\`가 증명을 새로 씁니다.`,
    en: `${file} is by the revoked ledger key ${keyId}; the key of today signed its entry again. \`postflight archive stamp\` writes the proof anew.`,
  }),
} as const;

/** What can be said of a past that a leaked key signed. */
export function successionText(revoked: readonly PublicKey[], signed: number, kept: number): Bilingual {
  const ids = revoked.map(({ keyId }) => keyId).join(', ');
  const show = Math.min(signed, kept);
  return {
    ko: `원장의 처음 ${signed}개 항목은 샌 키(${ids})가 서명했던 것이고, 그 뒤를 이은 키가 다시 서명했습니다. 그사이에 고쳐지지 않았다는 것은 밖에 보관한 체크포인트(처음 ${show}개)와 서명된 보고서 안의 체크포인트만 보여 줍니다.`,
    en: `The first ${signed} entries were signed by a key that leaked (${ids}) and again by the one that went on. That nobody changed them in between is shown only by checkpoints kept elsewhere (here: for the first ${show}) and by those inside signed reports.`,
  };
}
