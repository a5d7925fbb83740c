import { compilePattern, PatternError } from '../base/pattern.ts';
import { limits } from '../base/limits.ts';
import { parseDuration } from '../base/duration.ts';
import { parseExpression } from './expression.ts';
import { functionNames, namesIn, runsOnRe2 } from './expression-names.ts';
import type { Place, Reading } from './reading.ts';
import { didYouMean } from './suggest.ts';
import { parseTemplate } from './template.ts';
import { placeInside, type ScalarNode } from './tree.ts';

const plainPath = /^(?!true$|false$|null$)[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

type TextScalar = ScalarNode & { readonly value: string };

/** True for a scalar that holds text. */
export function isText(node: { readonly kind: string; readonly value?: unknown }): node is TextScalar {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

/** Checks the `${…}` of a text: closed, readable, naming known variables, secrets only where they are allowed. */
export function checkTemplate(
  reading: Reading,
  node: TextScalar,
  place: Place,
  options: { readonly secrets: 'allowed' | 'refused' },
): void {
  if (!node.value.includes('${')) return;
  for (const part of parseTemplate(node.value)) {
    if (part.kind === 'text') continue;
    const at = placeInside(node, part.start, part.end);
    if (part.kind === 'wrong')
      reading.problems.add('E_TEMPLATE', at, part.why, 'close it with "}"; write "$${" for the characters themselves');
    else if (part.kind === 'env') {
      reading.problems.add(
        'E_ENV_PLACE',
        at,
        `"\${env:${part.name}}" is read in target files only`,
        'make it a variable of the target, or use ${secret:NAME}',
      );
    } else if (part.kind === 'secret') {
      if (options.secrets === 'allowed') continue;
      reading.problems.add(
        'E_SECRET_PLACE',
        at,
        'a secret here could be shown or logged',
        'use secrets in "fill" and in the headers and bodies of "http" only',
      );
    } else
      checkExpressionText(reading, node, part.source, node.value.indexOf(part.source, part.start), place, {
        names: 'checked',
      });
  }
}

/** Checks a value that is one expression. `own`: the word brings names of its own, such as a response's. */
export function checkExpression(
  reading: Reading,
  node: TextScalar,
  place: Place,
  options: { readonly names: 'checked' | 'own' },
): void {
  if (node.value.includes('${')) {
    reading.problems.add(
      'E_EXPRESSION',
      node.at,
      'an expression needs no "${…}"',
      `write ${node.value.replace(/\$\{([^{}]*)\}/g, '$1').trim()}`,
    );
    return;
  }
  checkExpressionText(reading, node, node.value, 0, place, options);
}

function checkExpressionText(
  reading: Reading,
  node: TextScalar,
  source: string,
  offset: number,
  place: Place,
  options: { readonly names: 'checked' | 'own' },
): void {
  const { problems } = reading;
  // Most are one variable; they need no parser.
  if (options.names === 'checked' && plainPath.test(source)) {
    const name = source.split('.')[0] ?? source;
    reading.nameUses.push({ name, at: placeInside(node, offset, offset + name.length), scope: place.names });
    return;
  }
  const read = parseExpression(source);
  if (!('tree' in read)) {
    const at = placeInside(node, offset + read.position, offset + read.position + 1);
    problems.add(
      'E_EXPRESSION',
      at,
      `not a JSONata expression: ${read.why}`,
      /^[\p{L}\p{N}_.]+ +[\p{L}\p{N}_.]/u.test(source)
        ? 'put text in quotes; look for a missing operator'
        : 'mend the expression',
    );
    return;
  }
  checkExpressionNames(reading, node, namesIn(read.tree), { offset, place, options });
}

type ExpressionPlace = {
  readonly offset: number;
  readonly place: Place;
  readonly options: { readonly names: 'checked' | 'own' };
};

/** Functions, patterns and variables that an expression names. */
function checkExpressionNames(
  reading: Reading,
  node: TextScalar,
  names: ReturnType<typeof namesIn>,
  { offset, place, options }: ExpressionPlace,
): void {
  const { problems } = reading;
  const placed = (one: { readonly start: number; readonly end: number }) =>
    placeInside(node, offset + one.start, offset + one.end);
  for (const one of names.functions) {
    if (!functionNames.includes(one.name))
      problems.add(
        'E_EXPRESSION',
        placed(one),
        `there is no function "$${one.name}"`,
        didYouMean(
          `$${one.name}`,
          functionNames.map((name) => `$${name}`),
          'functions',
        ),
      );
  }
  for (const one of names.bareCalls) {
    problems.add(
      'E_EXPRESSION',
      placed(one),
      `"${one.name}(…)" is no function`,
      `functions begin with "$": $${one.name}(…)`,
    );
  }
  for (const pattern of names.patterns) {
    if (!runsOnRe2(pattern))
      problems.add(
        'E_PATTERN',
        node.at,
        `/${pattern.source}/ is not an RE2 pattern`,
        'rewrite it without look-around and back references',
      );
  }
  if (options.names === 'own') return;
  const called = new Set(names.bareCalls.map((one) => one.start));
  for (const one of names.variables) {
    if (!called.has(one.start)) reading.nameUses.push({ name: one.name, at: placed(one), scope: place.names });
  }
}

/** Checks an RE2 pattern; one with a template is checked when its value is known. */
export function checkPattern(reading: Reading, node: TextScalar): void {
  if (node.value.includes('${')) return;
  try {
    compilePattern(node.value);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    reading.problems.add(
      'E_PATTERN',
      node.at,
      error.message,
      'rewrite the pattern; RE2 has no look-around and no back references',
    );
  }
}

/** Milliseconds of a duration; 0 after adding what is wrong with it. */
export function readDuration(reading: Reading, node: TextScalar, name: string): number {
  const ms = parseDuration(node.value);
  const max = limits.stepTimeoutMaxMs;
  // Text that is no duration at all was reported with the shape.
  if (ms === null) return 0;
  if (ms === 0 || ms > max) {
    reading.problems.add(
      'E_DURATION',
      node.at,
      `${name} must be above 0 and at most ${max / 60_000}m, not ${node.value}`,
      'write for example 10s',
    );
    return 0;
  }
  return ms;
}
