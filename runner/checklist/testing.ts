import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Type from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import {
  Actions,
  Amount,
  Expectations,
  Expression,
  FilePath,
  FlowName,
  keyRules,
  Pattern,
  templated,
} from '../model/marks.ts';
import { defineExpectation, defineVerb, type Vocabulary } from '../model/verb.ts';
import { readChecklist, type ReadOptions, type ReadResult } from './read-checklist.ts';
import type { Checklist } from '../model/checklist.ts';

/** A language of a few words for the tests of this folder; the real words are siblings and are not imported. */
const summary = { ko: '시험', en: 'test' };
const nothing = (): Promise<void> => Promise.resolve();
const holds = (): Promise<{ readonly ok: true }> => Promise.resolve({ ok: true });

export const vocabulary: Vocabulary = {
  verbs: [
    defineVerb({
      name: 'click',
      summary,
      effect: 'touch',
      shorthand: 'name',
      example: 'click: 로그인',
      args: Type.Object(
        { ...locatorProperties, times: Type.Optional(templated(Type.Integer({ minimum: 1 }))) },
        keyRules({ locator: 'required' }),
      ),
      run: nothing,
    }),
    defineVerb({
      name: 'fill',
      summary,
      effect: 'touch',
      shorthand: null,
      example: 'fill: { label: 검색, value: 이불 }',
      args: Type.Object({ ...locatorProperties, value: Type.String() }, keyRules({ locator: 'required' })),
      run: nothing,
    }),
    defineVerb({
      name: 'pay',
      summary,
      effect: 'money',
      shorthand: 'amount',
      example: 'pay: 1000',
      args: Type.Object({ amount: Amount }, keyRules({})),
      run: nothing,
    }),
    defineVerb({
      name: 'use',
      summary,
      effect: 'touch',
      shorthand: 'flow',
      example: 'use: login',
      args: Type.Object(
        {
          flow: FlowName,
          with: Type.Optional(Type.Unsafe<object>({ type: 'object' })),
          do: Type.Optional(Actions),
          expect: Type.Optional(Expectations),
        },
        keyRules({ filled: ['do', 'expect'] }),
      ),
      run: nothing,
    }),
    defineVerb({
      name: 'when',
      summary,
      effect: 'look',
      shorthand: null,
      example: 'when: { if: a, do: [] }',
      args: Type.Object({ if: Expression, do: Actions }, keyRules({})),
      run: nothing,
    }),
    defineVerb({
      name: 'wait-for',
      summary,
      effect: 'look',
      shorthand: null,
      example: 'wait-for: { visible: a }',
      args: Type.Object({ expect: Type.Optional(Expectations) }, keyRules({ inline: 'expect' })),
      run: nothing,
    }),
    defineVerb({
      name: 'http',
      summary,
      effect: 'touch',
      shorthand: null,
      example: 'http: { get: / }',
      args: Type.Object(
        {
          get: Type.String(),
          json: Type.Optional(Type.Unsafe<unknown>({})),
          expect: Type.Optional(Type.Array(Type.Object({ expression: Expression }, keyRules({})))),
          save: Type.Optional(Type.Unsafe<object>({ type: 'object', additionalProperties: Expression })),
        },
        keyRules({}),
      ),
      run: nothing,
    }),
    defineVerb({
      name: 'upload',
      summary,
      effect: 'touch',
      shorthand: 'file',
      example: 'upload: a.png',
      args: Type.Object({ file: FilePath }, keyRules({})),
      run: nothing,
    }),
  ],
  expectations: [
    defineExpectation({
      name: 'visible',
      summary,
      shorthand: 'text',
      example: 'visible: 주문 완료',
      args: Type.Object({ ...locatorProperties }, keyRules({ locator: 'required' })),
      check: holds,
    }),
    defineExpectation({
      name: 'url',
      summary,
      shorthand: 'contains',
      example: 'url: /cart',
      args: Type.Object(
        { contains: Type.Optional(Type.String()), matches: Type.Optional(Pattern) },
        keyRules({ exactlyOne: [['contains', 'matches']] }),
      ),
      check: holds,
    }),
  ],
};

/** Files in a folder of their own while `use` runs. */
export function inFolder<T>(files: { readonly [path: string]: string | Uint8Array }, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-checklist-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads `a.yaml` of these files with the words above. */
export function readFiles(
  files: { readonly [path: string]: string | Uint8Array },
  options: Partial<ReadOptions> = {},
): ReadResult<Checklist> {
  return inFolder(files, (workingDirectory) =>
    readChecklist('a.yaml', {
      vocabulary,
      workingDirectory,
      deviceNames: ['Galaxy S24'],
      clock: { now: () => Date.UTC(2026, 10, 21, 15), elapsed: () => 0 },
      ...options,
    }),
  );
}

/** The checklist, or a failed test that shows what was refused. */
export function accepted(result: ReadResult<Checklist>): Checklist {
  if ('ok' in result) return result.ok;
  throw new Error(
    result.diagnostics.map((each) => `${each.at.line}:${each.at.column} ${each.code} ${each.what}`).join('\n'),
  );
}
