import { unreachable } from '../../base/unreachable.ts';

/** How a provider marks up text, so that nothing in a value can be taken for markup. Each works character by character. */
export const dialects = [
  'none',
  'slack',
  'discord',
  'telegram',
  'adaptive',
  'jandi',
  'markdown',
  'html',
  'no-tags',
] as const;
export type Dialect = (typeof dialects)[number];

/** A value that stays a value in that markup. */
export function escapeFor(text: string, dialect: Dialect): string {
  switch (dialect) {
    case 'none':
      return text;
    case 'slack':
      return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    case 'discord':
      return text.replaceAll(/[\\*_~`|<>[\]()#]/g, String.raw`\$&`).replaceAll('@', `@${gap}`);
    case 'telegram':
      // Sent without markup; only a name behind an @ would still call somebody.
      return text.replaceAll('@', `@${gap}`);
    case 'adaptive':
      // Clients of cards disagree on backslashes; a sign that looks the same is text everywhere. {{DATE(…)}} is a function.
      return text.replaceAll('{', `{${gap}`).replaceAll(/[\\*_~`[\]<>#]/g, (sign) => lookalikes[sign] ?? sign);
    case 'jandi':
      return text.replaceAll('[', '［').replaceAll(']', '］');
    case 'markdown':
      return text.replaceAll(/[\\*_~`|<>[\]()#!]/g, String.raw`\$&`);
    case 'html':
      return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;');
    case 'no-tags':
      // For who renders nobody knows what: looks the same and is no tag.
      return text.replaceAll('<', '＜').replaceAll('>', '＞');
    default:
      return unreachable(dialect);
  }
}

/** An address in running text: it has been made safe already, and only `&` still means something. */
export function escapeUrlFor(url: string, dialect: Dialect): string {
  return dialect === 'slack' || dialect === 'html' ? url.replaceAll('&', '&amp;') : url;
}

const lookalikes: { readonly [sign: string]: string | undefined } = {
  '\\': '＼',
  '*': '∗',
  _: '＿',
  '~': '∼',
  '`': 'ˋ',
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '#': '＃',
};

/** Takes no room on a screen and ends a name for a machine. */
const gap = '\u200b';
