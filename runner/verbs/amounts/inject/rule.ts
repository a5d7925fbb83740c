import type { JsonValue } from '../../../base/json.ts';
import { StepFailure } from '../../../model/trouble.ts';
import { parseFormula, valueOf, type Formula } from '../formula.ts';
import { text } from '../text.ts';
import { parseJsonPath, type JsonPath } from './json-path.ts';
import { rewriteHtml, rewriteJson, type Rewritten } from './rewrite.ts';

/** One rule as a checklist writes it. */
export type InjectArgs = {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly text?: string;
  /** What is put there; the amount itself when left out. */
  readonly is?: string;
  readonly set?: { readonly [path: string]: string };
  readonly replace?: { readonly [text: string]: string };
};

/** What one rule puts where. */
export type Change = { readonly where: string; readonly formula: Formula; readonly path: JsonPath | null };

/** What a rule changes; JSON by paths, HTML by the text that stands there. Throws StepFailure for what no file can hold. */
export function changesOf(rule: InjectArgs): readonly Change[] {
  const amount: Formula = rule.is === undefined ? { kind: 'name', name: 'amount' } : parseFormula(rule.is);
  if (rule.path !== undefined) return [{ where: rule.path, formula: amount, path: jsonPath(rule.path) }];
  if (rule.text !== undefined) return [{ where: rule.text, formula: amount, path: null }];
  const json = Object.entries(rule.set ?? {});
  if (json.length > 0)
    return json.map(([where, source]) => ({ where, formula: parseFormula(source), path: jsonPath(where) }));
  const html = Object.entries(rule.replace ?? {});
  if (html.length === 0) throw new StepFailure(text.oneInject());
  return html.map(([where, source]) => ({ where, formula: parseFormula(source), path: null }));
}

function jsonPath(source: string): JsonPath {
  const path = parseJsonPath(source);
  if (path === null) throw new StepFailure(text.badPath({ path: source }));
  return path;
}

export type RewrittenBody = {
  readonly body: string;
  /** The changes that found nothing to change. */
  readonly missing: readonly string[];
  readonly changed: number;
  readonly before: readonly bigint[];
};

/** A whole answer with the price of this rung in it. */
export function rewriteBody(body: string, changes: readonly Change[], krw: bigint): RewrittenBody {
  const values = new Map([['amount', krw]]);
  const json = changes.some(({ path }) => path !== null) ? parseJson(body) : undefined;
  let [value, html]: [JsonValue | undefined, string] = [json, body];
  const missing: string[] = [];
  const before: bigint[] = [];
  let changed = 0;
  for (const { where, formula, path } of changes) {
    const wanted = amountFor(formula, values);
    let found: Rewritten<unknown> = { value: null, changed: 0, before: [] };
    if (path === null) {
      const rewritten = rewriteHtml(html, where, wanted);
      [html, found] = [rewritten.value, rewritten];
    } else if (value !== undefined) {
      const rewritten = rewriteJson(value, path, wanted);
      [value, found] = [rewritten.value, rewritten];
    }
    if (found.changed === 0) missing.push(where);
    changed += found.changed;
    before.push(...found.before);
  }
  return { body: json === undefined ? html : JSON.stringify(value), missing, changed, before };
}

function amountFor(formula: Formula, values: ReadonlyMap<string, bigint>): bigint {
  const wanted = valueOf(formula, values);
  // A JSON number keeps whole won only so far; a price beyond it would be another one without anybody's fault.
  if (wanted === null || wanted > BigInt(Number.MAX_SAFE_INTEGER)) throw new StepFailure(text.formulaFails());
  return wanted;
}

/** An answer that is no JSON has no path; the caller says that nothing was rewritten. */
export function parseJson(body: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(body);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
