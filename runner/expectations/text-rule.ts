import { Type } from 'typebox';
import { limits } from '../base/limits.ts';
import { compilePattern } from '../base/pattern.ts';
import { Pattern } from '../model/marks.ts';

// A value that a template fills in may be a number; what is compared is what the page shows, a text.
const Shown = (description: string) => Type.Union([Type.String(), Type.Number()], { description });

/** How a text is compared; exactly one of them is written. */
export const textRules = {
  equals: Type.Optional(Shown('The whole text')),
  contains: Type.Optional(Shown('A part of it')),
  matches: Type.Optional(Pattern),
} as const;

export const notContains = Type.Optional(Shown('Must not be a part of it'));

export type TextRule = {
  readonly equals?: string | number;
  readonly contains?: string | number;
  readonly matches?: string;
  readonly 'not-contains'?: string | number;
};

/** True when the shown text is what the rule says. A rule without any comparison, or for an empty part, never holds. */
export function fits(rule: TextRule, shown: string): boolean {
  if (rule.equals !== undefined) return shown === String(rule.equals);
  if (rule.contains !== undefined) return rule.contains !== '' && shown.includes(String(rule.contains));
  if (rule.matches !== undefined) return compilePattern(rule.matches).test(shown);
  const absent = rule['not-contains'];
  return absent !== undefined && absent !== '' && !shown.includes(String(absent));
}

/** The rule in one line, for `expected`. */
export function ruleWords(rule: TextRule): string {
  const [key, value] = Object.entries(rule).find(([name]) =>
    ['equals', 'contains', 'matches', 'not-contains'].includes(name),
  ) ?? ['', ''];
  return key === 'equals' ? String(value) : `${key}: ${value}`;
}

const lengthKept = 4 * limits.observedTextLength;

/**
 * A text of the page as a report shows it, with control characters made visible. More than is shown is kept here: a secret that was cut in
 * two would no longer be found, so the evidence hides it first and cuts then.
 */
export function shownText(value: string): string {
  const visible = value.replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
  });
  return visible.length <= lengthKept ? visible : `${visible.slice(0, lengthKept)}…`;
}
