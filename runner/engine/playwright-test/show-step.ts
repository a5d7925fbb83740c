import { join, resolve } from 'node:path';
import type { TestInfo, TestStepInfo } from '@playwright/test';
import { test } from '@playwright/test';
import { languageOf } from '../../base/bilingual.ts';
import { printable } from '../../base/carets.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Redactor } from '../../base/redact.ts';
import type { Span } from '../../base/span.ts';
import type { Evidence } from '../../model/event.ts';
import { StepFailure } from '../../model/trouble.ts';
import type { ShownStep, ShownWord } from '../door.ts';
import { PlacedFailure } from '../stage.ts';
import { text } from './text.ts';

/** Where steps are shown, and where their evidence lies. */
export type Stand = { readonly testInfo: TestInfo; readonly runFolder: string; readonly redactor: Redactor };

/** What is shown as one test step: a step of the checklist, or a section's setup. */
export type Shown = { readonly title: string; readonly at: Span };

/** Shows one step as a test step at its YAML place. Its failure fails the test, but not the steps after it. */
export async function showStep(stand: Stand, shown: Shown, body: () => Promise<ShownStep>): Promise<void> {
  const { testInfo } = stand;
  const location = { file: resolve(shown.at.file), line: shown.at.line, column: shown.at.column };
  const told: Error[] = [];
  try {
    await test.step(
      printable(shown.title),
      async (info) => {
        const { failed, evidence } = await body();
        if (failed === null) return;
        await attach(stand, info, evidence);
        const failure = pointAtYaml(failed, shown.at, stand.redactor);
        told.push(failure);
        throw failure;
      },
      { location },
    );
  } catch (error) {
    const failure = told.find((one) => one === error);
    // Anything else (a bug of ours, a journal that cannot be written) must stop the section.
    if (failure === undefined) throw error;
    testInfo.errors.push({
      message: failure.message,
      ...(failure.stack === undefined ? {} : { stack: failure.stack }),
    });
    if (testInfo.status === 'passed') testInfo.status = 'failed';
  }
}

/** Shows one action or expectation inside its step, at its own YAML place; what it throws goes on as it is. */
export async function showWord({ redactor }: Stand, word: ShownWord, body: () => Promise<void>): Promise<void> {
  const location = { file: resolve(word.at.file), line: word.at.line, column: word.at.column };
  const thrown: unknown[] = [];
  try {
    await test.step(
      word.name,
      async () => {
        try {
          await body();
        } catch (error) {
          thrown.push(error);
          const told = error instanceof PlacedFailure ? error.trouble : error;
          const at = error instanceof PlacedFailure ? error.at : word.at;
          throw pointAtYaml(told instanceof Error ? told : new Error(String(told)), at, redactor);
        }
      },
      { location },
    );
  } catch (error) {
    throw thrown.length === 0 ? error : thrown[0];
  }
}

/** Puts what was seen at a failed step's end beside it in Playwright's reports. */
async function attach(stand: Stand, info: TestStepInfo, evidence: readonly Evidence[]): Promise<void> {
  for (const item of evidence) {
    if (item.kind === 'missing') continue;
    const path = join(stand.runFolder, item.file.path);
    const name = `${item.kind === 'screenshot' ? 'screenshot' : item.label}, attempt ${item.attempt}`;
    const contentType = item.kind === 'screenshot' ? 'image/jpeg' : 'text/plain';
    await info.attach(name, { path, contentType });
  }
}

/** Makes the YAML place the first frame of the stack, so that Playwright prints the checklist and not our code. */
export function pointAtYaml(failed: Error, step: Span, redactor: Redactor): Error {
  const at = failed instanceof StepFailure && failed.at !== undefined ? failed.at : step;
  const words = redactor.text(harmless(wordsOf(failed)));
  const shown = new Error(words);
  shown.stack = `Error: ${words}\n    at checklist step (${resolve(at.file)}:${at.line}:${at.column})`;
  return shown;
}

function wordsOf(failed: Error): string {
  if (!(failed instanceof StepFailure)) return failed.message;
  const language = languageOf(process.env);
  const facts = [
    { label: text.expected(), value: failed.expected },
    { label: text.observed(), value: failed.observed },
    { label: text.detail(), value: failed.detail },
  ];
  const lines = facts.flatMap(({ label, value }) => (value === undefined ? [] : [`  ${label[language]}: ${value}`]));
  return [failed.text[language], ...lines].join('\n');
}

/**
 * A page decides what parts of this text say. Playwright reads a line "    at x (file:1:1)" as a stack frame and prints that file's
 * lines, so no line of the page's may look like one.
 */
function harmless(words: string): string {
  return plainText(words).replaceAll(/^(?=\s*at\s)/gm, '| ');
}
