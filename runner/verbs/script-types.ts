import type { APIRequestContext, Page } from '@playwright/test';
import type { JsonValue } from '../base/json.ts';
import type { Variables } from '../model/verb.ts';

/** What a checklist's own script is given. `import type { ScriptInput } from 'postflight/…'` types it. */
export type ScriptInput = {
  readonly page: Page;
  /** HTTP with the section's cookies. */
  readonly request: APIRequestContext;
  readonly variables: Variables;
  /** The step's `with`. */
  readonly with: { readonly [name: string]: JsonValue };
};

/** A script fails its step by throwing; an Error with `expected` and `observed` texts has them shown. */
export type Script = (input: ScriptInput) => void | Promise<void>;
