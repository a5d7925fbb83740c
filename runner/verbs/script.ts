import { pathToFileURL } from 'node:url';
import { Type } from 'typebox';
import { isObject } from '../base/json.ts';
import { FilePath, keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb, type World } from '../model/verb.ts';
import { isGone } from '../page/playwright-call.ts';
import { insideFolder } from './inside-folder.ts';
import { Values } from './schema.ts';
import type { Script } from './script-types.ts';
import { text } from './text.ts';

export const script = defineVerb({
  name: 'script',
  summary: { ko: 'TypeScript나 JavaScript 함수를 부른다.', en: 'Calls a function of a TypeScript or JavaScript file.' },
  effect: 'touch',
  args: Type.Object(
    {
      file: FilePath,
      function: Type.Optional(Type.String({ minLength: 1, description: 'Name of the export; default: default' })),
      with: Type.Optional(Values),
    },
    keyRules({}),
  ),
  shorthand: 'file',
  example: 'script: { file: scripts/stock.ts, with: { sku: A-100 } }',
  async run(world, args) {
    const found = await load(world, args.file, args.function ?? 'default');
    const { page, request, variables } = world;
    const work = Promise.resolve().then(() => found({ page, request, variables, with: args.with ?? {} }));
    await inTime(work, world, args.file);
  },
});

async function load(world: World, file: string, name: string): Promise<Script> {
  const path = await insideFolder(world, file);
  const loaded = await importFile(path).catch((error: unknown) => {
    throw new StepFailure(text.scriptNotLoaded({ file, why: messageOf(error) }), { cause: error });
  });
  // A file that Node reads as CommonJS has its exports one level down.
  const found = isScript(loaded[name])
    ? loaded[name]
    : isObject(loaded['default'])
      ? loaded['default'][name]
      : undefined;
  if (!isScript(found)) throw new StepFailure(text.noFunction({ file, name }));
  return found;
}

type Loaded = { readonly [name: string]: unknown };

/** Newer versions of Node read TypeScript by themselves; for the others the loader is fetched when a script first needs it. */
async function importFile(path: string): Promise<Loaded> {
  const url = pathToFileURL(path).href;
  const readsTypeScript: unknown = Reflect.get(process.features, 'typescript');
  if (!/\.[cm]?ts$/.test(path) || typeof readsTypeScript === 'string') return import(url);
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(url, import.meta.url);
}

function isScript(value: unknown): value is Script {
  return typeof value === 'function';
}

async function inTime(work: Promise<void>, world: World, file: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StepFailure(text.scriptTooSlow({ file }))), world.remainingMs());
  });
  try {
    await Promise.race([work, limit]);
  } catch (error) {
    if (error instanceof StepFailure || (error instanceof Error && isGone(error))) throw error;
    throw new StepFailure(text.scriptFailed({ file, why: messageOf(error) }), { ...factsOf(error), cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function factsOf(error: unknown): { readonly expected?: string; readonly observed?: string } {
  if (!(error instanceof Error)) return {};
  const expected = 'expected' in error && typeof error.expected === 'string' ? { expected: error.expected } : {};
  const observed = 'observed' in error && typeof error.observed === 'string' ? { observed: error.observed } : {};
  return { ...expected, ...observed };
}
