import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { checklistSchema, renderSchema } from '../runner/checklist/editor-schema.ts';
import { expectations } from '../runner/expectations/index.ts';
import { verbs } from '../runner/verbs/index.ts';

const vocabulary = { verbs, expectations };
const file = join(import.meta.dirname, '..', 'checklists', 'checklist.schema.json');

test('the committed editor schema is the one that the words make (npm run schema)', () => {
  assert.ok(existsSync(file), 'checklists/checklist.schema.json is missing: npm run schema');
  assert.ok(
    readFileSync(file, 'utf8') === renderSchema(vocabulary),
    'checklists/checklist.schema.json is stale: npm run schema',
  );
});

const ajv = new Ajv({ strict: false, allErrors: true });
const validate = ajv.compile(checklistSchema(vocabulary));

test('every schema of a word is a valid JSON Schema', () => {
  for (const word of [...verbs, ...expectations]) assert.equal(ajv.validateSchema(word.args), true, word.name);
});

test('editors know every word and every example of a word', () => {
  for (const [words, list] of [
    [verbs, 'do'],
    [expectations, 'expect'],
  ] as const) {
    for (const word of words) {
      const entry: unknown = parse(`- ${word.example}`);
      const step = { id: 'A-1', title: 't', [list]: entry };
      const fits = validate({ checklist: 'x', sections: [{ id: 'A', title: 'a', steps: [step] }] });
      assert.ok(fits, `${word.name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
    }
  }
});

test('editors accept every checklist of the repository and refuse a misspelt key', () => {
  const folder = join(import.meta.dirname, '..', 'checklists');
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.yaml'))) {
    assert.ok(
      validate(parse(readFileSync(join(folder, name), 'utf8'))),
      `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`,
    );
  }
  assert.equal(validate({ checklist: 'x', sections: [], devise: 'x' }), false);
});
