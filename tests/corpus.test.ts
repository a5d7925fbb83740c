import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import Type from 'typebox';
import { isObject } from '../runner/base/json.ts';
import { diagnosticCodes } from '../runner/checklist/diagnostic-codes.ts';
import { readChecklist } from '../runner/checklist/read-checklist.ts';
import { readTarget } from '../runner/checklist/read-target.ts';
import { renderDiagnostics } from '../runner/checklist/render.ts';
import { selectSteps, type Selection } from '../runner/checklist/select-steps.ts';
import { expectations } from '../runner/expectations/index.ts';
import type { Severity } from '../runner/model/checklist.ts';
import { verbs } from '../runner/verbs/index.ts';

/**
 * Every folder of tests/corpus is one mistake (or several) and the exact text that answers it. To add one: make the
 * folder with its files, run this test, read `expected.actual.txt` as a release engineer at 00:45 would, and rename it
 * to `expected.txt`. UPDATE_GOLDEN=1 rewrites all of them; read the diff. `case.json` says what files cannot:
 * another file to read, a target, a selection, files outside, links, files too large to keep, and keys that no
 * repository may hold (written in parts).
 */
const corpus = join(import.meta.dirname, 'corpus');
const update = process.env['UPDATE_GOLDEN'] === '1';
const devices = ['Desktop Chrome', 'Galaxy S24', 'Galaxy S9+', 'iPhone 15', 'Pixel 7'];
const closed = { additionalProperties: false } as const;
/** Two kinds as an author meets them; the real ones have more settings. */
const channelKinds = [
  { name: 'smtp', settings: Type.Object({ from: Type.String() }, closed) },
  { name: 'webhook', settings: Type.Object({ url: Type.String() }, closed) },
];
const clock = { now: () => Date.UTC(2026, 10, 21, 15, 30), elapsed: () => 0 };

type Case = { readonly [key: string]: unknown };

test('golden files are not rewritten in CI', () => {
  assert.ok(!(update && process.env['CI'] !== undefined), 'UPDATE_GOLDEN is refused when CI is set');
});

const names = readdirSync(corpus).sort();

for (const name of names) {
  test(`corpus: ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'postflight-corpus-'));
    try {
      compare(name, answer(prepare(name, folder)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

test('every diagnostic code has a folder in the corpus that shows it', () => {
  const texts = names.map((name) => readFileSync(join(corpus, name, 'expected.txt'), 'utf8'));
  for (const code of Object.keys(diagnosticCodes)) {
    assert.ok(
      names.some((name) => name.startsWith(`${code}-`)),
      `no folder ${code}-*`,
    );
    assert.ok(
      texts.some((text) => text.includes(`  ${code}\n`)),
      `no answer shows ${code}`,
    );
  }
});

function compare(name: string, actual: string): void {
  const golden = join(corpus, name, 'expected.txt');
  if (update && process.env['CI'] === undefined) writeFileSync(golden, actual);
  const expected = existsSync(golden) ? readFileSync(golden, 'utf8') : null;
  if (actual !== expected) writeFileSync(join(corpus, name, 'expected.actual.txt'), actual);
  else rmSync(join(corpus, name, 'expected.actual.txt'), { force: true });
  assert.notEqual(expected, null, 'expected.txt is missing: read expected.actual.txt and rename it');
  assert.equal(actual, expected);
}

function prepare(name: string, folder: string): { readonly root: string; readonly case: Case } {
  const root = join(folder, 'a', 'b', 'checklists');
  cpSync(join(corpus, name), root, { recursive: true });
  const file = join(root, 'case.json');
  const read: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const parsed: Case = isObject(read) ? read : {};
  for (const [path, text] of entries(parsed['outside'])) write(join(dirname(root), path), String(text));
  for (const [path, target] of entries(parsed['symlinks'])) symlinkSync(String(target), join(root, path));
  for (const [mark, parts] of entries(parsed['replace'])) {
    const text = readFileSync(join(root, 'checklist.yaml'), 'utf8');
    write(join(root, 'checklist.yaml'), text.replaceAll(mark, joined(parts)));
  }
  const { generate } = parsed;
  if (isObject(generate)) {
    const path = join(root, String(generate['file']));
    write(
      path,
      `${existsSync(path) ? readFileSync(path, 'utf8') : ''}${String(generate['append']).repeat(Number(generate['times']))}`,
    );
  }
  for (let flow = 0; flow < Number(parsed['generate-flows'] ?? 0); flow += 1) {
    write(join(root, 'flows', `f${flow}.yaml`), `flow: 흐름\ndo: [ { click: 다음 } ]\n`);
  }
  return { root, case: parsed };
}

function answer({ root, case: asked }: { readonly root: string; readonly case: Case }): string {
  if (typeof asked['target'] === 'string') {
    const env = Object.fromEntries(entries(asked['env']).map(([name, parts]) => [name, joined(parts)]));
    const target = readTarget(asked['target'], { env, workingDirectory: root, channelKinds });
    return 'ok' in target ? 'accepted\n' : renderDiagnostics(target.diagnostics, target.sources, { color: false });
  }
  const file = typeof asked['file'] === 'string' ? asked['file'] : 'checklist.yaml';
  const read = readChecklist(file, {
    vocabulary: { verbs, expectations },
    workingDirectory: root,
    deviceNames: devices,
    clock,
  });
  if (!('ok' in read)) return renderDiagnostics(read.diagnostics, read.sources, { color: false });
  if (isObject(asked['select'])) {
    const selected = selectSteps(read.ok, selection(asked['select']));
    if ('diagnostics' in selected) return renderDiagnostics(selected.diagnostics, read.ok.sources, { color: false });
  }
  const steps = read.ok.sections.flatMap((section) => section.steps);
  return `accepted: ${steps.map((step) => `${step.id} ${step.severity} ${step.title}`).join('; ')}\n`;
}

function selection(asked: { readonly [key: string]: unknown }): Selection {
  const texts = (key: string): readonly string[] => (Array.isArray(asked[key]) ? asked[key].map(String) : []);
  const lines: readonly unknown[] = Array.isArray(asked['lines']) ? asked['lines'] : [];
  const severities: readonly Severity[] = (['critical', 'major', 'minor'] as const).filter((each) =>
    texts('severities').includes(each),
  );
  return {
    ids: texts('ids'),
    tags: texts('tags'),
    severities,
    lines: lines.flatMap((line) =>
      isObject(line) ? [{ file: String(line['file']), line: Number(line['line']) }] : [],
    ),
  };
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

function joined(parts: unknown): string {
  return Array.isArray(parts) ? parts.join('') : String(parts);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
