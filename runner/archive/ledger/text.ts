import type { Bilingual } from '../../base/bilingual.ts';

/** What the ledger says while it is written. */
export const ledgerText = {
  busy: (): Bilingual => ({
    ko: '다른 프로세스가 10초 넘게 원장(ledger)을 쓰고 있습니다. 그 프로세스가 끝난 뒤 다시 하십시오.',
    en: 'Another process has been writing the ledger for more than 10 s. Try again when it has ended.',
  }),
  notWritten: (reason: Bilingual): Bilingual => ({
    ko: `원장(ledger)에 쓰지 못했습니다. ${reason.ko}`,
    en: `The ledger could not be written. ${reason.en}`,
  }),
} as const;
