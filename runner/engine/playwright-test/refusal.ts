import { inspect } from 'node:util';
import { languageOf, type Bilingual } from '../../base/bilingual.ts';

/** Something that people can put right, told to Playwright, which would print our stack with any other error. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(message: string | Bilingual) {
    const words = typeof message === 'string' ? message : message[languageOf(process.env)];
    super(words);
    this.stack = words;
  }
  [inspect.custom](): string {
    return this.message;
  }
}
