import { plainText } from '../base/plain-text.ts';
import { languageOf, type Bilingual, type Language } from '../base/bilingual.ts';

/** Where a command writes: people's words, in one language, safe for a terminal. */
export type Terminal = {
  readonly language: Language;
  readonly color: boolean;
  readonly width: number;
  /** Columns of a real terminal, where long lines are folded; null: a pipe or a file, whose lines stay whole for grep. */
  readonly columns: number | null;
  /** A line for the reader on standard output. */
  readonly line: (text?: string) => void;
  readonly say: (text: Bilingual) => void;
  /** A line on standard error: what went wrong and what to do. */
  readonly complain: (text: Bilingual | string) => void;
  readonly paint: (style: Style, text: string) => string;
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
  const language = languageOf(env, wish.language);
  const color =
    wish.color ?? (env['NO_COLOR'] === undefined && (process.stdout.isTTY || env['FORCE_COLOR'] !== undefined));
  return {
    language,
    color,
    width: process.stdout.columns ?? 100,
    columns: process.stdout.columns ?? null,
    line: (text = '') => {
      process.stdout.write(`${text}\n`);
    },
    say: (text) => {
      process.stdout.write(`${plainText(text[language])}\n`);
    },
    complain: (text) => {
      process.stderr.write(`${typeof text === 'string' ? text : plainText(text[language])}\n`);
    },
    paint: (style, text) => (color ? `\u001b[${styles[style][0]}m${text}\u001b[${styles[style][1]}m` : text),
  };
}
