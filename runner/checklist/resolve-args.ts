import { isObject, type JsonValue } from '../base/json.ts';
import type { ActionArg, ActionArgs } from '../model/checklist.ts';
import { SetupError, StepFailure } from '../model/trouble.ts';
import type { ExpectationWord, Verb } from '../model/verb.ts';
import { evaluateOptional } from './expression.ts';
import { branches, childSchemas, itemSchemas, keysOf, markOf, rulesOf, type SchemaNode } from './schema-walk.ts';
import { differences } from './shape-findings.ts';
import { parseTemplate, type Part } from './template.ts';
import { texts } from './texts.ts';

/** What templates are filled from. `secrets.get` throws when there is none, and redacts what it gives from then on. */
export type ResolveScope = {
  readonly bindings: { readonly [name: string]: JsonValue };
  readonly secrets: { get(name: string): string };
};

/** A word's arguments with every `${…}` filled in, checked once more against its schema. Nested lists and expressions stay as they are. */
export async function resolveArgs(
  args: ActionArgs,
  word: Verb | ExpectationWord,
  scope: ResolveScope,
): Promise<ActionArgs> {
  // What holds no template was checked when the file was read; compiling its schema again here would cost a run half a second.
  if (!holdsTemplate(args)) return args;
  const schemas = branches(word.args);
  const secrets = new Set<string>();
  const filler = { scope, secrets };
  const entries = Object.entries(args).map(
    async ([key, value]) => [key, await fill(value, childSchemas(schemas, key), filler)] as const,
  );
  const resolved: ActionArgs = Object.fromEntries(await Promise.all(entries));
  recheck(resolved, word, schemas, secrets);
  return resolved;
}

function holdsTemplate(value: ActionArg): boolean {
  if (typeof value === 'string') return value.includes('${');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsTemplate);
}

type Filler = { readonly scope: ResolveScope; readonly secrets: Set<string> };

async function fill(value: ActionArg, schemas: readonly SchemaNode[], filler: Filler): Promise<ActionArg> {
  const mark = markOf(schemas);
  if (mark === 'actions' || mark === 'expectations' || mark === 'expression') return value;
  if (typeof value === 'string') return fillText(value, filler);
  if (!isDeep(value)) return value;
  return fillDeep(value, schemas, filler);
}

/** Lists of actions never come here: their marks were seen above. */
function isDeep(value: ActionArg): value is Extract<JsonValue, object> {
  return typeof value === 'object' && value !== null;
}

async function fillDeep(
  value: Extract<JsonValue, object>,
  schemas: readonly SchemaNode[],
  filler: Filler,
): Promise<JsonValue> {
  const inside = async (item: JsonValue, own: readonly SchemaNode[]): Promise<JsonValue> => {
    if (markOf(own) === 'expression') return item;
    if (typeof item === 'string') return fillText(item, filler);
    return typeof item === 'object' && item !== null ? fillDeep(item, own, filler) : item;
  };
  if (Array.isArray(value)) return Promise.all(value.map((item: JsonValue) => inside(item, itemSchemas(schemas))));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    async ([key, item]) => [key, await inside(item, childSchemas(schemas, key))] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function fillText(text: string, filler: Filler): Promise<JsonValue> {
  if (!text.includes('${')) return text;
  const parts = parseTemplate(text);
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && only.kind !== 'text') return valueOf(only, text, filler);
  const pieces: string[] = [];
  for (const part of parts) {
    const value = part.kind === 'text' ? part.text : await valueOf(part, text, filler);
    // A missing value must not become the word "null" in a search field.
    if (value === null) throw new StepFailure(texts.expressionEmpty({ expression: text }));
    pieces.push(typeof value === 'string' ? value : JSON.stringify(value));
  }
  return pieces.join('');
}

async function valueOf(
  part: Exclude<Part, { readonly kind: 'text' }>,
  text: string,
  filler: Filler,
): Promise<JsonValue> {
  if (part.kind === 'secret') {
    const secret = filler.scope.secrets.get(part.name);
    filler.secrets.add(secret);
    return secret;
  }
  if (part.kind === 'env')
    throw new SetupError(texts.templateWrong({ text: `\${env:${part.name}}`, why: 'target files only' }));
  if (part.kind === 'wrong') throw new SetupError(texts.templateWrong({ text, why: part.why }));
  const value = await evaluateOptional(part.source, filler.scope.bindings);
  if (value === undefined) throw new StepFailure(texts.expressionEmpty({ expression: part.source }));
  return value;
}

function recheck(
  resolved: ActionArgs,
  word: Verb | ExpectationWord,
  schemas: readonly SchemaNode[],
  secrets: ReadonlySet<string>,
): void {
  const filled = rulesOf(schemas).flatMap((rules) => rules.filled ?? []);
  const plain = Object.fromEntries(Object.entries(resolved).filter(([key]) => !filled.includes(key)));
  const found = differences(plain, word.args).filter(
    (one) => !(one.kind === 'missing-key' && filled.includes(one.key)),
  )[0];
  if (found === undefined) return;
  const where = found.path.join('.') || word.name;
  const why =
    found.kind === 'unknown-key'
      ? `no key "${found.key}" (keys: ${keysOf(schemas).join(', ')})`
      : found.kind === 'missing-key'
        ? `"${found.key}" is missing`
        : `"${where}" must be ${found.kind === 'wrong-value' ? found.expected : `one of ${found.allowed.join(', ')}`}, not ${shown(found.value, secrets)}`;
  throw new StepFailure(texts.argumentsWrong({ word: word.name, why }));
}

function shown(value: unknown, secrets: ReadonlySet<string>): string {
  const text = JSON.stringify(value) ?? 'nothing';
  if ([...secrets].some((secret) => secret !== '' && text.includes(secret))) return 'the secret';
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
