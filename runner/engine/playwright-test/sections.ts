import { test as base, type Browser, type TestInfo } from '@playwright/test';
import { JournalError } from '../../journal/journal-error.ts';
import { SetupError } from '../../model/trouble.ts';
import { readInputs } from './inputs.ts';
import { Refusal } from './refusal.ts';
import { runAsTest } from './run-as-test.ts';
import { createSectionLife, type SectionLife } from './section-life.ts';

/*
 * What the generated files import: the worker's side of the Playwright door.
 */

export const test = base.extend<{ life: SectionLife }>({
  // It asks for the browser so that the browser outlives it.
  life: async ({ browser: _browser }, use) => {
    const life = createSectionLife();
    await use(life);
    await life.end();
  },
});

/** The body of a section's test; called by the generated file on the section's YAML line. */
export function section(checklistFile: string, target: string | null, id: string) {
  return async ({ browser, life }: { browser: Browser; life: SectionLife }, testInfo: TestInfo): Promise<void> => {
    try {
      const inputs = readInputs(checklistFile, target);
      await runAsTest({ inputs, section: id, browser, testInfo, life });
    } catch (error) {
      if (error instanceof SetupError || error instanceof JournalError) throw new Refusal(error.text);
      throw error;
    }
  };
}
