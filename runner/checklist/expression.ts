import jsonata from 'jsonata';
import { RE2JS } from 're2js';
import { assert } from '../base/assert.ts';
import { isObject, type JsonValue } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { StepFailure } from '../model/trouble.ts';
import { isForbiddenKey } from './forbidden-keys.ts';
import { texts } from './texts.ts';
import { readWon, withCommas } from './won.ts';

const evaluateEntry = Symbol.for('jsonata.__evaluate_entry');
const callDepth = 400;
const padWidth = 10_000;

/** Regular expressions inside JSONata run on RE2, so that a page's text cannot make one hang. */
const re2Engine = new Proxy(RegExp, {
  construct: (_target, [source]: readonly unknown[]) => new Re2Expression(source),
});

/** The part of RegExp that JSONata uses: `exec` from `lastIndex`. */
class Re2Expression {
  lastIndex = 0;
  readonly #compiled: RE2JS;

  constructor(source: unknown) {
    const expression = source instanceof RegExp ? source : new RegExp(String(source));
    const flags = (expression.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (expression.multiline ? RE2JS.MULTILINE : 0);
    this.#compiled = RE2JS.compile(RE2JS.translateRegExp(expression.source), flags);
  }

  exec(text: string): (string[] & { index?: number }) | null {
    const matcher = this.#compiled.matcher(text);
    if (!matcher.find(this.lastIndex)) return null;
    const groups: string[] & { index?: number } = [];
    for (let group = 0; group <= matcher.groupCount(); group += 1) groups.push(matcher.group(group) ?? '');
    groups.index = matcher.start();
    this.lastIndex = matcher.end();
    return groups;
  }
}

/** A JSONata expression over `bindings`, limited in time, steps, depth and size; nothing found is null. Throws StepFailure. */
export async function evaluate(
  expression: string,
  bindings: { readonly [name: string]: JsonValue },
): Promise<JsonValue> {
  return (await evaluateOptional(expression, bindings)) ?? null;
}

/** As evaluate, but nothing found is undefined: a template must not turn a missing value into text. */
export async function evaluateOptional(
  expression: string,
  bindings: { readonly [name: string]: JsonValue },
): Promise<JsonValue | undefined> {
  try {
    const compiled = prepare(expression);
    const result: unknown = await compiled.evaluate(bindings);
    return result === undefined ? undefined : asJson(result, 0);
  } catch (error) {
    if (error instanceof StepFailure) throw error;
    throw new StepFailure(texts.expressionFailed({ expression, why: explain(error) }), { cause: error });
  }
}

export type ReadExpression = { readonly tree: unknown } | { readonly why: string; readonly position: number };

/** JSONata's own tree of an expression, or what is wrong with its text; `position` is an offset in it. */
export function parseExpression(expression: string): ReadExpression {
  try {
    return { tree: compile(expression).ast() };
  } catch (error) {
    const position = isObject(error) && typeof error['position'] === 'number' ? error['position'] : expression.length;
    return { why: explain(error), position: Math.min(Math.max(0, position - 1), Math.max(0, expression.length - 1)) };
  }
}

function compile(expression: string): jsonata.Expression {
  return jsonata(expression, {
    timeout: limits.expressionMs,
    stack: callDepth,
    sequence: limits.expressionSteps,
    RegexEngine: re2Engine,
  });
}

function prepare(expression: string): jsonata.Expression {
  const compiled = compile(expression);
  let steps = 0;
  const countSteps = (): void => {
    steps += 1;
    if (steps > limits.expressionSteps) throw new Error(`it takes more than ${limits.expressionSteps} steps`);
  };
  // The hook's name is a symbol, which the type of `assign` does not know.
  const assign: unknown = Reflect.get(compiled, 'assign');
  assert(typeof assign === 'function', 'JSONata has the hook that counts steps');
  Reflect.apply(assign, compiled, [evaluateEntry, countSteps]);
  compiled.registerFunction(
    'won',
    (text: unknown) => readWon(typeof text === 'string' ? text : String(text)),
    '<x-:n>',
  );
  compiled.registerFunction('commas', (value: unknown) => withCommas(value), '<x-:s>');
  compiled.registerFunction('pad', pad, '<s-ns?:s>');
  return compiled;
}

/** JSONata's own $pad would allocate whatever width it is asked for. */
function pad(text: string | undefined, width: number, filler = ' '): string | undefined {
  if (text === undefined) return undefined;
  if (Math.abs(width) > padWidth) throw new Error(`$pad is limited to ${padWidth} characters`);
  return width < 0 ? text.padStart(-width, filler) : text.padEnd(width, filler);
}

/** A plain copy: JSONata marks its arrays, and functions are no values. */
function asJson(value: unknown, depth: number): JsonValue {
  if (depth > limits.yamlDepth) throw new Error('its result is nested too deep');
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (value.length > limits.httpBodyBytes) throw new Error('its result is too long');
    return value;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`its result is ${value}`);
    return value;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => (item === undefined ? null : asJson(item, depth + 1)));
  if (!isObject(value) || '_jsonata_function' in value || '_jsonata_lambda' in value)
    throw new Error('its result is a function');
  const entries = Object.entries(value).filter(([key, item]) => item !== undefined && !isForbiddenKey(key));
  return Object.fromEntries(entries.map(([key, item]) => [key, asJson(item, depth + 1)]));
}

function explain(error: unknown): string {
  if (!isObject(error)) return String(error);
  const { code, message } = error;
  if (code === 'D1012') return `it takes longer than ${limits.expressionMs} ms`;
  if (code === 'D1011' || error instanceof RangeError) return 'it calls itself too deep';
  if (code === 'D2014' || code === 'D2015') return `it makes a list of more than ${limits.expressionSteps} values`;
  if (code === 'S0301' || code === 'S0302') return 'a regular expression /…/ is empty or not closed';
  return typeof message === 'string' && message !== '' ? message : 'it cannot be read';
}
