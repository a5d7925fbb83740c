import { RE2JS } from 're2js';
import { isObject } from '../base/json.ts';

/** A name that an expression uses, with its offset in the expression's text. */
export type UsedName = { readonly name: string; readonly start: number; readonly end: number };

export type ExpressionNames = {
  /** First words of paths that begin at the variables; only those that certainly do. */
  readonly variables: readonly UsedName[];
  /** Functions called with `$`, that the expression itself does not define. */
  readonly functions: readonly UsedName[];
  /** Functions called without `$`, which JSONata refuses when it runs. */
  readonly bareCalls: readonly UsedName[];
  readonly patterns: readonly RegExp[];
};

/** Functions that every expression may call, without their `$`. */
export const functionNames: readonly string[] = [
  'won',
  'commas',
  'sum',
  'count',
  'max',
  'min',
  'average',
  'string',
  'substring',
  'substringBefore',
  'substringAfter',
  'lowercase',
  'uppercase',
  'length',
  'trim',
  'pad',
  'match',
  'contains',
  'replace',
  'split',
  'join',
  'formatNumber',
  'formatBase',
  'formatInteger',
  'parseInteger',
  'number',
  'floor',
  'ceil',
  'round',
  'abs',
  'sqrt',
  'power',
  'random',
  'boolean',
  'not',
  'map',
  'zip',
  'filter',
  'single',
  'reduce',
  'sift',
  'keys',
  'lookup',
  'append',
  'exists',
  'spread',
  'merge',
  'reverse',
  'each',
  'error',
  'assert',
  'type',
  'sort',
  'shuffle',
  'distinct',
  'base64encode',
  'base64decode',
  'encodeUrlComponent',
  'encodeUrl',
  'decodeUrlComponent',
  'decodeUrl',
  'eval',
  'toMillis',
  'fromMillis',
  'clone',
  'now',
  'millis',
  'uuid',
];

/** The names in JSONata's tree of an expression. */
export function namesIn(tree: unknown): ExpressionNames {
  const walk = new NameWalk();
  walk.everything(tree);
  walk.atRoot(tree);
  return { ...walk.found, functions: walk.found.functions.filter((one) => !walk.defined.has(one.name)) };
}

/** True when RE2 can run it. */
export function runsOnRe2(pattern: RegExp): boolean {
  try {
    RE2JS.compile(RE2JS.translateRegExp(pattern.source));
    return true;
  } catch (error) {
    // RE2 refuses a pattern by throwing; nothing else is thrown here.
    return !(error instanceof Error);
  }
}

class NameWalk {
  readonly found = {
    variables: new Array<UsedName>(),
    functions: new Array<UsedName>(),
    bareCalls: new Array<UsedName>(),
    patterns: new Array<RegExp>(),
  };
  readonly defined = new Set<string>();

  /** Functions, definitions and patterns count wherever they stand. */
  everything(node: unknown): void {
    if (Array.isArray(node)) {
      for (const item of node) this.everything(item);
      return;
    }
    if (!isObject(node)) return;
    const { type, value, lhs } = node;
    if (type === 'regex' && value instanceof RegExp) this.found.patterns.push(value);
    if (type === 'bind' && isObject(lhs) && typeof lhs['value'] === 'string') this.defined.add(lhs['value']);
    if (type === 'lambda' && Array.isArray(node['arguments'])) {
      for (const argument of node['arguments']) if (isObject(argument)) this.defined.add(String(argument['value']));
    }
    if (type === 'function' || type === 'partial') this.#call(node['procedure']);
    for (const part of Object.values(node)) this.everything(part);
  }

  /** Follows only what JSONata certainly evaluates against the variables themselves. */
  atRoot(node: unknown): void {
    if (Array.isArray(node)) {
      for (const item of node) this.atRoot(item);
      return;
    }
    if (!isObject(node)) return;
    switch (node['type']) {
      case 'path':
        this.#path(node['steps']);
        return;
      case 'binary':
      case 'apply':
        this.atRoot(node['lhs']);
        this.atRoot(node['rhs']);
        return;
      case 'bind':
        this.atRoot(node['rhs']);
        return;
      case 'condition':
        this.atRoot([node['condition'], node['then'], node['else']]);
        return;
      case 'unary':
        this.atRoot([node['expression'], node['expressions'], node['value'] === '{' ? node['lhs'] : undefined]);
        return;
      case 'block':
        this.atRoot(node['expressions']);
        return;
      case 'function':
        this.atRoot(node['arguments']);
        return;
      default:
    }
  }

  #path(steps: unknown): void {
    const first: unknown = Array.isArray(steps) ? steps[0] : undefined;
    if (!isObject(first)) return;
    if (first['type'] === 'name') this.found.variables.push(used(first));
    else this.atRoot(first);
  }

  #call(procedure: unknown): void {
    if (!isObject(procedure)) return;
    if (procedure['type'] === 'variable') this.found.functions.push(used(procedure));
    const steps = procedure['steps'];
    const only: unknown = Array.isArray(steps) && steps.length === 1 ? steps[0] : undefined;
    if (procedure['type'] === 'path' && isObject(only) && only['type'] === 'name')
      this.found.bareCalls.push(used(only));
  }
}

/** JSONata tells where a name ends. */
function used(node: { readonly [key: string]: unknown }): UsedName {
  const name = String(node['value']);
  const end = typeof node['position'] === 'number' ? node['position'] : name.length;
  return { name, start: Math.max(0, end - name.length), end };
}
