import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { isObject } from '../runner/base/json.ts';
import { readChecklist } from '../runner/checklist/read-checklist.ts';
import { branches, keysOf, rulesOf } from '../runner/checklist/schema-walk.ts';
import { expectations } from '../runner/expectations/index.ts';
import { locatorProperties } from '../runner/model/locator.ts';
import type { ExpectationWord, Verb } from '../runner/model/verb.ts';
import { verbs } from '../runner/verbs/index.ts';
import { assertGolden } from './golden.ts';
import { root } from './project.ts';

type Word = Verb | ExpectationWord;

test('docs/words.md is made of the two lists', () => {
  assertGolden(join(root, 'docs/words.md'), renderWords());
});

test('the example of every word is accepted by the checklist reader', () => {
  for (const verb of verbs) assertAccepted('do', verb);
  for (const word of expectations) assertAccepted('expect', word);
});

test('every short form names a key of its word', () => {
  for (const word of [...verbs, ...expectations]) {
    if (word.shorthand !== null) assert.ok(keysOf(branches(word.args)).includes(word.shorthand), word.name);
  }
});

/** One table for verbs and one for expectations: what a word does, its keys, and an example. */
function renderWords(): string {
  return [
    '# The words of the checklist language',
    '',
    'Made from `runner/verbs/index.ts` and `runner/expectations/index.ts` (`UPDATE_GOLDEN=1 node --import tsx --test tests/words.test.ts`).',
    '*locator* stands for the keys of a locator: see [the checklist language](checklist-language.md). A key with `*` must be written.',
    '',
    '## Verbs (`do`)',
    '',
    ...table(verbs),
    '',
    '## Expectations (`expect`)',
    '',
    ...table(expectations),
    '',
  ].join('\n');
}

function table(words: readonly Word[]): readonly string[] {
  const rows = words.map((word) => {
    const cells = [
      `\`${word.name}\``,
      `${word.summary.ko}<br>${word.summary.en}`,
      keysCell(word),
      `\`${word.example}\``,
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| word | what it does | keys | example |', '|---|---|---|---|', ...rows];
}

function keysCell(word: Word): string {
  const schemas = branches(word.args);
  const locator = rulesOf(schemas).find((rules) => rules.locator !== undefined)?.locator;
  const required = schemas.flatMap((schema) => (Array.isArray(schema['required']) ? schema['required'] : []));
  const inline = rulesOf(schemas).find((rules) => rules.inline !== undefined)?.inline;
  const own = keysOf(schemas).filter(
    (key) => key !== inline && !(locator !== undefined && Object.hasOwn(locatorProperties, key)),
  );
  const cells = own.map(
    (key) =>
      `${keyCell(schemas, key, required.includes(key) ? '\\*' : '')}${key === word.shorthand ? ' (short form)' : ''}`,
  );
  const first =
    locator === undefined
      ? []
      : [
          `*locator*${locator === 'required' ? '\\*' : ''}${isLocatorKey(word.shorthand) ? ` (short form: \`${word.shorthand}\`)` : ''}`,
        ];
  return [...first, ...(inline === undefined ? [] : ['any one expectation']), ...cells].join('<br>');
}

function isLocatorKey(key: string | null): boolean {
  return key !== null && Object.hasOwn(locatorProperties, key);
}

function keyCell(schemas: readonly { readonly [key: string]: unknown }[], key: string, star: string): string {
  const properties = schemas.map((schema) => schema['properties']).filter(isObject);
  const schema = properties.map((one) => one[key]).find(isObject);
  const choices = schema?.['enum'];
  const said = schema?.['description'];
  const values = Array.isArray(choices) ? `: ${choices.map(String).join(', ')}` : '';
  return `\`${key}\`${star}${values}${typeof said === 'string' ? ` — ${said}` : ''}`;
}

function assertAccepted(part: 'do' | 'expect', word: Word): void {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-words-'));
  const entry = `${part}:\n          - ${word.example}`;
  const step = part === 'do' ? `${entry}\n        expect: [ { url: / } ]` : entry;
  const effect = 'effect' in word && word.effect === 'money' ? 'money' : 'none';
  const files = {
    'a.yaml': `checklist: 예\nvariables: { categories: [가], points: 1, before: 2, after: 1 }
sections:\n  - id: A\n    title: 가\n    steps:\n      - id: A-01\n        title: 나\n        effect: ${effect}\n        ${step}\n`,
    'flows/login.yaml': 'flow: 로그인\nparameters: { id: }\ndo: [ { goto: / } ]\n',
    'photos/bed.png': '',
    'scripts/stock.ts': '',
  };
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const read = readChecklist('a.yaml', {
      vocabulary: { verbs, expectations },
      workingDirectory: folder,
      deviceNames: ['Galaxy S24'],
    });
    const wrong =
      'diagnostics' in read
        ? read.diagnostics.map((one) => `${one.at.line}:${one.at.column} ${one.code} ${one.what}`)
        : [];
    assert.deepEqual(wrong, [], `${word.name}: ${word.example}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
