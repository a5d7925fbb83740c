import { stripVTControlCharacters } from 'node:util';
import type { Bilingual, Language } from '../base/bilingual.ts';

/** Where a command writes: people's words, in one language, safe for a terminal. */
export type Terminal = {
  readonly language: Language;
  readonly color: boolean;
  readonly width: number;
  /** A line for the reader on standard output. */
  line(text?: string): void;
  say(text: Bilingual): void;
  /** A line on standard error: what went wrong and what to do. */
  complain(text: Bilingual | string): void;
  paint(style: Style, text: string): string;
};

export type Style = 'red' | 'green' | 'yellow' | 'blue' | 'dim' | 'bold';

const styles: { readonly [S in Style]: readonly [number, number] } = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  dim: [2, 22],
  bold: [1, 22],
};

/** The process's own terminal. Language: --lang, then POSTFLIGHT_LANG, then the locale; Korean when it says nothing. */
export function openTerminal(
  wish: { readonly language: string | undefined; readonly color: boolean | undefined },
  env: NodeJS.ProcessEnv,
): Terminal {
  const language = pickLanguage(wish.language ?? env['POSTFLIGHT_LANG'] ?? env['LC_ALL'] ?? env['LANG'] ?? '');
  const color =
    wish.color ?? (env['NO_COLOR'] === undefined && (process.stdout.isTTY || env['FORCE_COLOR'] !== undefined));
  return {
    language,
    color,
    width: process.stdout.columns ?? 100,
    line: (text = '') => {
      process.stdout.write(`${text}\n`);
    },
    say: (text) => {
      process.stdout.write(`${plain(text[language])}\n`);
    },
    complain: (text) => {
      process.stderr.write(`${typeof text === 'string' ? text : plain(text[language])}\n`);
    },
    paint: (style, text) => (color ? `\u001b[${styles[style][0]}m${text}\u001b[${styles[style][1]}m` : text),
  };
}

/** Text from pages and files, made harmless: no escape sequences, no control characters, no direction overrides. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    '�',
  );
}

function pickLanguage(wish: string): Language {
  return wish.toLowerCase().startsWith('en') ? 'en' : 'ko';
}
