import type { Page, Route } from '@playwright/test';
import type { JsonValue } from '../../base/json.ts';
import { readableUrl } from '../../base/readable-url.ts';
import { Blocked, StepFailure } from '../../model/trouble.ts';
import type { World } from '../../model/verb.ts';
import { allowedUrl } from '../../page/allowed-url.ts';
import { rewriteHtml, rewriteJson } from './rewrite.ts';
import { text } from './text.ts';

export type InjectRule = { readonly url: string; readonly path?: string; readonly text?: string };

/** Shows the page with another price; the last one shows it as it is again. */
export type Injection = { show(krw: bigint): Promise<void>; end(): Promise<void> };

/**
 * Rewrites one price in real answers of one address, only for this page and until `end`. Reading requests only: what the page
 * sends is never touched. Refused in a section that pays.
 */
export async function startInjection(world: World, rule: InjectRule): Promise<Injection> {
  if (world.section.steps.some((step) => step.effect === 'money'))
    throw new Blocked('amounts-inject', text.moneySection({ section: world.section.id }));
  if ((rule.path === undefined) === (rule.text === undefined)) throw new StepFailure(text.oneInject());
  const wanted = allowedUrl(world.target, rule.url);
  const url = readableUrl(wanted.href);
  const { page } = world;
  const state: { krw: bigint; asked: number; changed: number } = { krw: 0n, asked: 0, changed: 0 };
  const isWanted = (seen: URL): boolean =>
    seen.origin === wanted.origin &&
    seen.pathname === wanted.pathname &&
    (wanted.search === '' || seen.search === wanted.search);
  const answer = async (route: Route): Promise<void> => {
    if (route.request().method() !== 'GET') return route.fallback();
    const response = await route.fetch();
    state.asked += 1;
    const body = await response.text();
    const rewritten = rewrite(body, rule, state.krw);
    state.changed += rewritten.changed;
    return route.fulfill({ response, body: rewritten.value });
  };
  await page.route(isWanted, answer);
  return {
    async show(krw) {
      Object.assign(state, { krw, asked: 0, changed: 0 });
      await reload(world, page);
      await world.until(async () => (state.changed > 0 ? { ok: true } : notYet(state.asked)));
      if (state.asked === 0) throw new StepFailure(text.notAsked({ url }));
      if (state.changed === 0)
        throw new StepFailure(text.nothingThere({ url, where: rule.path ?? `"${rule.text ?? ''}"` }));
    },
    async end() {
      await page.unroute(isWanted, answer);
      await reload(world, page);
    },
  };
}

/** An answer without the price is final; a page that has not asked yet may still ask. */
function notYet(asked: number): {
  readonly ok: false;
  readonly message: ReturnType<typeof text.notAsked>;
  readonly final: boolean;
} {
  return { ok: false, message: text.notAsked({ url: '' }), final: asked > 0 };
}

async function reload(world: World, page: Page): Promise<void> {
  await page.reload({ waitUntil: 'domcontentloaded', timeout: Math.max(1_000, world.remainingMs()) });
}

function rewrite(body: string, rule: InjectRule, krw: bigint): { readonly value: string; readonly changed: number } {
  if (rule.text !== undefined) return rewriteHtml(body, rule.text, krw);
  const parsed = parse(body);
  if (parsed === undefined) return { value: body, changed: 0 };
  const { value, changed } = rewriteJson(parsed, rule.path ?? '', krw);
  return { value: JSON.stringify(value), changed };
}

function parse(body: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(body);
    return value;
  } catch (error) {
    // An answer that is no JSON has no path; the caller says that nothing was rewritten.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
