import type { Span } from '../base/span.ts';

/**
 * The author wrote it wrong. `code` is a row of the code table in checklist/diagnostic-codes.ts.
 * Printed as place, code frame with carets, `what`, then `fix:`.
 */
export type Diagnostic = {
  readonly code: string;
  readonly at: Span;
  readonly what: string;
  readonly fix: string;
};
