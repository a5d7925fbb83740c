import assert from 'node:assert/strict';
import test from 'node:test';
import type { ActionArgs } from '../model/checklist.ts';
import { StepFailure } from '../model/trouble.ts';
import { resolveArgs } from './resolve-args.ts';
import { vocabulary } from './testing.ts';

const asked: string[] = [];
const scope = {
  bindings: { word: '이불', n: 3, who: null, user: { id: 't1' } },
  secrets: {
    get(name: string): string {
      asked.push(name);
      if (name !== 'PW') throw new Error(`no secret ${name}`);
      return 'hunter2';
    },
  },
};

function word(name: string) {
  return (
    [...vocabulary.verbs, ...vocabulary.expectations].find((each) => each.name === name) ??
    assert.fail(`no word ${name}`)
  );
}

const resolve = (name: string, args: ActionArgs): Promise<ActionArgs> => resolveArgs(args, word(name), scope);

test('templates are filled in wherever they stand, and other text stays as it is', async () => {
  const args = { label: '검색', value: '${word} ${n} $${n}', within: { text: '${user.id}' } };
  assert.deepEqual(await resolve('fill', args), { label: '검색', value: '이불 3 ${n}', within: { text: 't1' } });
});

test('a text that is only one template keeps the type of its value', async () => {
  assert.deepEqual(await resolve('click', { name: '담기', times: '${n}' }), { name: '담기', times: 3 });
  assert.deepEqual(await resolve('click', { name: '담기', nth: '${n}' }), { name: '담기', nth: 3 });
  assert.deepEqual(await resolve('http', { get: '/', json: { list: '${[1, 2]}', id: 'n${n}' } }), {
    get: '/',
    json: { list: [1, 2], id: 'n3' },
  });
});

test('expressions and nested lists are left for those who run them', async () => {
  const at = { file: 'a', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const nested = { if: 'n > 2', do: [{ verb: 'click', args: { name: '${nothing}' }, at }] };
  assert.deepEqual(await resolve('when', nested), nested);
  const http = { get: '/${n}', expect: [{ expression: 'body.name = "${x}"' }], save: { a: 'body.id' } };
  assert.deepEqual(await resolve('http', http), { ...http, get: '/3' });
});

test('a secret is asked for by name and comes with its value', async () => {
  asked.length = 0;
  assert.deepEqual(await resolve('fill', { label: '비밀번호', value: '${secret:PW}' }), {
    label: '비밀번호',
    value: 'hunter2',
  });
  assert.deepEqual(asked, ['PW']);
  await assert.rejects(resolve('fill', { label: '비밀번호', value: '${secret:OTHER}' }), /no secret OTHER/);
});

test('a value that does not fit the word is told in words, and never shows a secret', async () => {
  await assert.rejects(
    resolve('click', { name: '담기', times: '${word}' }),
    (error) =>
      error instanceof StepFailure &&
      /"times" must be a whole number/.test(error.message) &&
      /"이불"/.test(error.message),
  );
  await assert.rejects(
    resolve('click', { name: '담기', times: '${secret:PW}' }),
    (error) => error instanceof StepFailure && !error.message.includes('hunter2') && /the secret/.test(error.message),
  );
});

test('a name without a value fails the step instead of typing "null" into the page', async () => {
  for (const value of ['${missing}', 'x${who}', 'x${user.nothing}']) {
    await assert.rejects(
      resolve('fill', { label: '검색', value }),
      (error) => error instanceof StepFailure && /has no value/.test(error.message),
    );
  }
});
