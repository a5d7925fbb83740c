import type { SourceFile } from './project.ts';

/** A word that does not land, where it does not, and what to write instead. */
export type Banned = {
  readonly word: RegExp;
  readonly instead: string;
  readonly applies: (path: string) => boolean;
};

const always = (): boolean => true;
const inRunner = (path: string): boolean => path.startsWith('runner/');
const ownTables = (path: string): boolean => path === 'tests/banned.ts' || path === 'tests/tidy.test.ts';

export const bannedWords: readonly Banned[] = [
  {
    word: /\bDate\.now\(|\bnew Date\(\)/,
    instead: 'clock.now(), passed in',
    applies: (path) => inRunner(path) && path !== 'runner/base/clock.ts',
  },
  {
    word: /\bconsole\.(log|error|warn|info|debug)\(/,
    instead: 'the terminal that cli/ passes in, or process.stdout.write in a program of its own',
    // What runs in a browser has nothing else to speak with; a test's child process may print.
    applies: (path) => !/^runner\/cli\/|^fixtures\/shop\/web\/|\/client-script\.ts$|\.test\.ts$/.test(path),
  },
  { word: /\bparseFloat\(/, instead: 'base/money.ts, or Number() behind a check', applies: inRunner },
  { word: /\b(test|it|describe|suite)\.only\(|\bonly: true/, instead: 'the whole file', applies: always },
  { word: /\bwaitForTimeout\(/, instead: 'waiting for what is to be seen', applies: always },
  {
    word: /:\s*any\b(?=\s*[;,)=>|&\]{]|$)|\bas any\b|<any>|\bany\[\]/,
    instead: 'unknown, parsed at the edge',
    applies: isTypeScript,
  },
  { word: /@ts-(ignore|expect-error|nocheck)\b/, instead: 'a type that holds', applies: always },
  { word: /\b(TODO|FIXME|XXX|HACK)\b/, instead: 'doing it, or an issue', applies: always },
  {
    word: /^export default\b/,
    instead: 'a named export',
    // Playwright loads reporters and its configuration by their default export.
    applies: (path) => !path.startsWith('runner/engine/playwright-test/'),
  },
  { word: /\bcatch\s*(\([^)]*\))?\s*\{\s*\}/, instead: 'matching the expected error and saying why', applies: always },
  { word: /\bas unknown as\b/, instead: 'parsing at the edge', applies: isTypeScript },
];

/** `path:line: word; write … instead` for each banned word in a file's code. Comments may name what is banned. */
export function bannedIn(file: SourceFile): readonly string[] {
  if (ownTables(file.path)) return [];
  return bannedWords
    .filter(({ applies }) => applies(file.path))
    .flatMap(({ word, instead }) =>
      file.lines.flatMap((line, index) => {
        const found = word.exec(isTagged(word) ? line : codeOf(line));
        return found === null ? [] : [`${file.path}:${index + 1}: ${found[0].trim()} (instead: ${instead})`];
      }),
    );
}

/** Marks that live in comments are looked for there too. */
function isTagged(word: RegExp): boolean {
  return /TODO|@ts-/.test(word.source);
}

/** The line without its comment and without what its strings say. */
function codeOf(line: string): string {
  if (/^\s*(\/\/|\*|\/\*)/.test(line)) return '';
  return line.replaceAll(/'(?:[^'\\]|\\.)*'/g, "''").replace(/\s\/\/ .*$/, '');
}

function isTypeScript(path: string): boolean {
  return /\.tsx?$/.test(path);
}
