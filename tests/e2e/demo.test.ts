import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isObject } from '../../runner/base/json.ts';
import { listReports } from '../../runner/archive/layout.ts';
import type { Ended } from '../kit/built-cli.ts';
import { startDemoStack, type DemoStack } from '../kit/demo-stack.ts';

const run = ['run', 'checklists/home-shopping.yaml', '--target', 'demo'];

let stack: DemoStack;
let first: Ended;
let folder: string;
before(async () => {
  stack = await startDemoStack();
  await stack.postflight(['keys', 'init']);
  first = await stack.postflight([...run, '--lang', 'en']);
  folder = listReports(join(stack.folder, 'reports')).at(-1) ?? '';
});
after(() => stack.stop());

test('the demo checklist passes on the healthy shop: GO, at least 115 steps, exit 0', () => {
  assert.equal(first.code, 0, first.stdout + first.stderr);
  assert.match(first.stdout, /^GO /m);
  const doc = report();
  const summary = doc['summary'];
  assert.ok(isObject(summary) && Number(summary['passed']) >= 115, JSON.stringify(summary));
  assert.equal(summary['passed'], summary['total']);
});

test('every step has a screenshot, network facts and console facts', () => {
  for (const step of steps()) {
    const evidence = Array.isArray(step['evidence']) ? step['evidence'] : [];
    const pictures = evidence.filter((one) => isObject(one) && one['kind'] === 'screenshot');
    assert.ok(pictures.length >= 1, `${String(step['id'])} has no screenshot`);
    assert.ok(isObject(step['network']) && isObject(step['console']), String(step['id']));
  }
});

test('no report file holds a whole card number or the gateway key', () => {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(json|jsonl|html|xml|txt|yaml)$/.test(name)) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    assert.doesNotMatch(text, /5365100000000000|4330280000000000|test_sk_demo_sandbox/, name);
  }
});

test('the report verifies, and one changed byte in a screenshot is named', async () => {
  const good = await stack.postflight(['verify', folder]);
  assert.equal(good.code, 0, good.stdout + good.stderr);
  const picture = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('screen.jpg'),
  );
  assert.ok(picture !== undefined);
  const bytes = readFileSync(join(folder, picture));
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(join(folder, picture), bytes);
  const bad = await stack.postflight(['verify', folder]);
  assert.equal(bad.code, 1);
  assert.ok(bad.stdout.includes(picture), bad.stdout);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(join(folder, picture), bytes);
});

test('the same shop passes again: a run leaves nothing behind that a later one trips over', async () => {
  const second = await stack.postflight([...run, '--lang', 'en']);
  assert.equal(second.code, 0, second.stdout + second.stderr);
});

function report(): { readonly [key: string]: unknown } {
  const doc: unknown = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  assert.ok(isObject(doc));
  return doc;
}

function steps(): readonly { readonly [key: string]: unknown }[] {
  const list = report()['steps'];
  assert.ok(Array.isArray(list));
  return list.filter(isObject);
}
