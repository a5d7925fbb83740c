import type { Bilingual } from '../base/bilingual.ts';

/** A report could not be sealed; its files stay in staging and a later call completes it. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly text: Bilingual;
  constructor(text: Bilingual, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
  }
}
