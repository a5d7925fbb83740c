import type { Bilingual } from '../base/bilingual.ts';
import type { Source } from '../model/checklist.ts';
import { environmentRedactor } from './secrets.ts';
import { text } from './text.ts';

/**
 * A file of the checklist that could not stand in its report as it is, or null. Told before the first step: afterwards the report would hold
 * another text than the one that ran.
 */
export function unsealable(sources: readonly Source[], env: NodeJS.ProcessEnv): Bilingual | null {
  const redactor = environmentRedactor(env);
  for (const source of sources) redactor.allow(source.text);
  for (const source of sources) {
    const hidden = redactor.text(source.text).split('\n');
    const line = source.text.split('\n').findIndex((said, index) => said !== hidden[index]);
    if (line !== -1) return text.sourceUnsealable({ file: source.file, line: line + 1 });
  }
  return null;
}
