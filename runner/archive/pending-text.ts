import type { Bilingual } from '../base/bilingual.ts';
import { plainText } from '../base/plain-text.ts';

const list = (names: readonly string[]): string => names.slice(0, 20).map(plainText).join(', ');

/** What a verifier says of work that a process began and did not end: nothing is wrong, and something is missing. */
export const pendingText = {
  unrecorded: (runs: readonly string[]): Bilingual => ({
    ko: `봉인되었지만 원장에 끝이 아직 적히지 않은 보고서(기록 중에 프로세스가 끝남): ${list(runs)}. \`postflight archive stamp\`를 실행하세요.`,
    en: `Sealed, and the ledger has no end for it yet (a process ended in between): ${list(runs)}. Run \`postflight archive stamp\`.`,
  }),
  unrecordedAddenda: (files: readonly string[]): Bilingual => ({
    ko: `서명되었지만 원장에 아직 없는 추가 기록: ${list(files)}. \`postflight archive stamp\`를 실행하세요.`,
    en: `Signed, and not in the signed ledger yet: ${list(files)}. Run \`postflight archive stamp\`.`,
  }),
  removal: (records: readonly string[]): Bilingual => ({
    ko: `지우려던 기록이 끝까지 적히지 않았습니다(기록 중에 프로세스가 끝났거나 원장 서명을 기다림): ${list(records)}. \`postflight archive prune\`이나 \`archive stamp\`를 실행하세요.`,
    en: `A removal was recorded and not completed or not signed yet: ${list(records)}. Run \`postflight archive prune\` or \`archive stamp\`.`,
  }),
  documents: (files: readonly string[]): Bilingual => ({
    ko: `원장에 방금 적힌 문서가 아직 예전 그대로입니다(쓰는 중에 프로세스가 끝남): ${list(files)}. \`postflight archive stamp\`를 실행하세요.`,
    en: `The ledger announces new documents that are not written yet (a process ended in between): ${list(files)}. Run \`postflight archive stamp\`.`,
  }),
} as const;
