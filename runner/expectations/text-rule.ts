import { Type } from 'typebox';
import { limits } from '../base/limits.ts';
import { compilePattern } from '../base/pattern.ts';
import { Pattern } from '../model/marks.ts';

/** How a text is compared; exactly one of them is written. */
export const textRules = {
  equals: Type.Optional(Type.String({ description: 'The whole text' })),
  contains: Type.Optional(Type.String({ minLength: 1, description: 'A part of it' })),
  matches: Type.Optional(Pattern),
} as const;

export const notContains = Type.Optional(Type.String({ minLength: 1, description: 'Must not be a part of it' }));

export type TextRule = {
  readonly equals?: string;
  readonly contains?: string;
  readonly matches?: string;
  readonly 'not-contains'?: string;
};

/** True when the shown text is what the rule says. A rule without any comparison never holds. */
export function fits(rule: TextRule, shown: string): boolean {
  if (rule.equals !== undefined) return shown === rule.equals;
  if (rule.contains !== undefined) return shown.includes(rule.contains);
  if (rule.matches !== undefined) return compilePattern(rule.matches).test(shown);
  return rule['not-contains'] !== undefined && !shown.includes(rule['not-contains']);
}

/** The rule in one line, for `expected`. */
export function ruleWords(rule: TextRule): string {
  const [key, value] = Object.entries(rule).find(([name]) =>
    ['equals', 'contains', 'matches', 'not-contains'].includes(name),
  ) ?? ['', ''];
  return key === 'equals' ? value : `${key}: ${value}`;
}

/** A text of the page as a report shows it: cut, and with control characters made visible. */
export function shownText(value: string): string {
  const visible = value.replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
  });
  return visible.length <= limits.observedTextLength ? visible : `${visible.slice(0, limits.observedTextLength)}…`;
}
