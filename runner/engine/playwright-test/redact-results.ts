import type { TestError, TestStep } from '@playwright/test/reporter';
import type { Redactor } from '../../base/redact.ts';

/*
 * Playwright names its own calls by what they were given (`Fill "…"`), secrets included. All reporters share these objects,
 * and ours is the first to see them.
 */

/** Hides secrets in what Playwright says of a step. */
export function redactStep(step: TestStep, redactor: Redactor): void {
  hideIn(step, ['title', 'subtitle'], redactor);
  if ('params' in step) hideDeep(step.params, redactor);
  if (step.error !== undefined) redactError(step.error, redactor);
}

/** Hides secrets in an error's texts. */
export function redactError(error: TestError, redactor: Redactor): void {
  hideIn(error, ['message', 'stack', 'value', 'snippet'], redactor);
}

function hideIn(holder: object, names: readonly string[], redactor: Redactor): void {
  for (const [name, value] of Object.entries(holder)) {
    if (names.includes(name) && typeof value === 'string') Object.assign(holder, { [name]: redactor.text(value) });
  }
}

function hideDeep(value: unknown, redactor: Redactor): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string') Object.assign(value, { [name]: redactor.text(inner) });
    else hideDeep(inner, redactor);
  }
}
