import type { Bilingual } from '../../base/bilingual.ts';

/** What the ledger says while it is written. */
export const ledgerText = {
  busy: (): Bilingual => ({
    ko: '다른 프로세스가 10초 넘게 원장(ledger)을 쓰고 있습니다. 그 프로세스가 끝난 뒤 다시 하십시오.',
    en: 'Another process has been writing the ledger for more than 10 s. Try again when it has ended.',
  }),
  unreadable: (): Bilingual => ({
    ko: 'ledger/entries.jsonl이 읽을 수 있는 보통 파일이 아니어서 아무것도 적지 않았습니다. `postflight verify`로 확인하십시오.',
    en: 'ledger/entries.jsonl is no plain file that can be read, so nothing was written. See `postflight verify`.',
  }),
  notWritten: (reason: Bilingual): Bilingual => ({
    ko: `원장(ledger)에 쓰지 못했습니다. ${reason.ko}`,
    en: `The ledger could not be written. ${reason.en}`,
  }),
} as const;
