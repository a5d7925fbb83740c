import type { BrowserContext } from 'playwright';
import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import type { OpenSection } from './run-section.ts';
import { runPart, type Part } from './run-part.ts';
import type { Session } from './session.ts';
import { text } from './text.ts';
import { within } from '../base/within.ts';

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** What a section has to undo, in the order in which it was declared. */
export type Undoing = {
  readonly parts: readonly Part[];
  add(part: Part): Promise<void>;
  /** Who was logged in when something to undo was last declared, for a browser that can no longer be asked. */
  readonly cookies: () => Cookies;
};

export function createUndoing(session: Session): Undoing {
  const parts: Part[] = [];
  let cookies: Cookies = [];
  return {
    parts,
    async add(part) {
      parts.push(part);
      cookies = (await cookiesOf(session)) ?? cookies;
    },
    cookies: () => cookies,
  };
}

/**
 * Undoes what was declared, last first, whatever has happened: when the section's page is lost or stuck, in a fresh session with the
 * same cookies, because what a run left in the shop must go all the same.
 */
export async function cleanUp(
  open: OpenSection,
  undoing: Undoing,
  state: { readonly isStuck: boolean },
): Promise<void> {
  const parts = undoing.parts.toReversed();
  if (parts.length === 0) return;
  if (!state.isStuck && !open.session.crashed()) return runAll(open, parts);
  let fresh: Session;
  try {
    fresh = await open.reopen();
  } catch (error) {
    return tellUndone(open, parts, error);
  }
  try {
    await fresh.context.addCookies((await cookiesOf(open.session)) ?? undoing.cookies());
    await runAll({ ...open, session: fresh }, parts);
  } finally {
    // What a closing session still has to say changes nothing of what was undone in it.
    await fresh.close().catch(() => undefined);
  }
}

async function runAll(open: OpenSection, parts: readonly Part[]): Promise<void> {
  for (const part of parts) await runPart(open, part);
}

function tellUndone({ section, recorder }: OpenSection, parts: readonly Part[], error: unknown): void {
  const message: Bilingual = text.toolError({ why: error instanceof Error ? error.message : String(error) });
  recorder.now(
    parts.map(({ part, step }) => ({
      kind: 'section.problem',
      section: section.id,
      part,
      status: 'tool-error',
      failure: { message, at: step.at },
      evidence: [],
    })),
  );
}

/** Null when the browser cannot be asked any more. */
async function cookiesOf({ context }: Session): Promise<Cookies | null> {
  try {
    return await within(context.cookies(), limits.cookiesMs, () => new Error('no answer'));
  } catch {
    // Lost or silent: the caller has what was read before.
    return null;
  }
}
