import type { Plan } from '../model/plan.ts';
import type { RunEvent } from '../model/event.ts';
import type { Bilingual } from '../base/bilingual.ts';
import type { PersonAnswer } from '../model/verb.ts';
import type { BrowserWish } from './browser.ts';

/** What the driver process is told on its command line, so that the browser starts while the checklist is still being read. */
export type DriverArguments = { readonly wish: BrowserWish };

/** From the supervisor to the driver (structured clone: BigInt allowed). */
export type ToDriver =
  | {
      readonly kind: 'start';
      readonly plan: Plan;
      readonly runId: string;
      readonly journalFile: string;
      readonly lockFolder: string;
      readonly runFolder: string;
    }
  | { readonly kind: 'abort'; readonly by: string }
  | { readonly kind: 'answer'; readonly question: number; readonly answer: PersonAnswer };

/** From the driver to the supervisor. `event` repeats what is already durable in the journal. */
export type FromDriver =
  /** Playwright's device names, for the parser: the supervisor does not load Playwright itself. */
  | { readonly kind: 'devices'; readonly names: readonly string[] }
  /** The browser runs, or why it does not. Sent once, before `start` is needed. */
  | { readonly kind: 'ready'; readonly problem: Bilingual | null }
  | { readonly kind: 'event'; readonly event: RunEvent }
  | { readonly kind: 'alive' }
  | {
      readonly kind: 'ask';
      readonly question: number;
      readonly step: string;
      readonly instruction: string;
      readonly expected: string | null;
      readonly timeoutMs: number;
    }
  | { readonly kind: 'done' }
  | { readonly kind: 'fatal'; readonly message: Bilingual };
