import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bannedIn, bannedWords } from './banned.ts';
import { functionsOf } from './functions.ts';
import { filesBelow, isTest, root, type SourceFile } from './project.ts';

const code = filesBelow(['runner', 'fixtures', 'tests', '.ci'], ['.ts', '.tsx', '.mjs', '.js']);
const ours = code.filter(({ path }) => !path.startsWith('fixtures/shop/web/'));

/** Files that may be longer than 200 lines, up to 300, each with its reason. A test is a list of promises and may be longer. */
const longFiles: { readonly [path: string]: string } = {
  'fixtures/shop/seed/catalog-rows.ts': 'a table of products, one a line',
  'runner/checklist/build-tree.ts': 'one class that walks one tree; its methods share the open anchors',
  'tests/golden/report/run-events.ts': 'one whole run, event by event',
  'tests/proofs/fault-expectations.ts': 'a table of faults, one a line',
};
/** Functions that may be longer than 50 lines, up to 80, each with its reason. */
const longFunctions: { readonly [place: string]: string } = {
  'fixtures/gateway/routes/payments.ts: paymentRoutes': 'a table of routes',
  'fixtures/gateway/window/client-script.ts: windowScript': 'a script of the browser, kept as one text',
  'fixtures/gateway/window/page.ts: windowPage': 'one HTML page, read from top to bottom',
  'fixtures/shop/routes/support.ts: supportRoutes': 'a table of routes',
  'tests/kit/payment-world.ts: planOf': 'one plan as data',
  'runner/console/pager/script.ts: script': 'a script of the browser, kept as one text',
  'runner/verbs/document-watch.ts: watchDocument': 'runs inside the page, so it cannot call a function outside itself',
  'runner/page/look.ts: readElements': 'runs inside the page, so it cannot call a function outside itself',
};
/** Files that guard money and have no test of their own beside them: the test that holds them. */
const testedBy: { readonly [path: string]: string } = {
  // Each guard is tried on its own bad case and taken out of the list in turn.
  'runner/guards/amount-ceiling.ts': 'runner/guards/guards.test.ts',
  'runner/guards/declared-payments.ts': 'runner/guards/guards.test.ts',
  'runner/guards/decline-source.ts': 'runner/guards/guards.test.ts',
  'runner/guards/live-keys.ts': 'runner/guards/guards.test.ts',
  'runner/guards/page-mode.ts': 'runner/guards/guards.test.ts',
  'runner/guards/sandbox-lane.ts': 'runner/guards/guards.test.ts',
  'runner/guards/single-flight.ts': 'runner/guards/guards.test.ts',
  'runner/guards/test-card.ts': 'runner/guards/guards.test.ts',
  'runner/guards/account-empty.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/attestation.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/canary-proof.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/deployment.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/halt-latch.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/hour-ceiling.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/large-payment.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/live-keys-on-machine.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/machine-scan.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/open-elsewhere.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/open-ticket.ts': 'runner/guards/route-guards.test.ts',
  'runner/guards/route-text.ts': 'runner/guards/route-guards.test.ts',
  // The gate is one function to everybody else, and is tested as one.
  'runner/payment/arm.ts': 'runner/payment/canary.test.ts',
  'runner/payment/canary-doubt.ts': 'runner/payment/canary.test.ts',
  'runner/payment/confirm-text.ts': 'runner/payment/confirm-gate.test.ts',
  'runner/payment/confirm-url.ts': 'runner/payment/confirm-gate.test.ts',
  'runner/payment/gate-close.ts': 'runner/payment/gate.test.ts',
  'runner/payment/gate-look.ts': 'runner/payment/gate.test.ts',
  'runner/payment/gate-press.ts': 'runner/payment/confirm-gate.test.ts',
  'runner/payment/gate-world.ts': 'runner/payment/gate.test.ts',
  'runner/payment/judge-confirm.ts': 'runner/payment/confirm-gate.test.ts',
  'runner/payment/paying.ts': 'runner/payment/gate.test.ts',
  'runner/payment/route-text.ts': 'runner/payment/attestation.test.ts',
  'runner/payment/ask-ledger.ts': 'runner/payment/gate.test.ts',
  'runner/payment/book-entries.ts': 'runner/payment/book.test.ts',
  'runner/payment/lane.ts': 'runner/payment/book.test.ts',
  // A place of the mirror, its lines and its return are tried as one.
  'runner/payment/mirror-line.ts': 'runner/payment/mirror.test.ts',
  'runner/payment/mirror-places.ts': 'runner/payment/mirror.test.ts',
  'runner/payment/mirror-union.ts': 'runner/payment/mirror.test.ts',
  // The crash table is tried row by row through settling.
  'runner/payment/cancel.ts': 'runner/payment/drill.test.ts',
  'runner/payment/find-record.ts': 'runner/payment/settle.test.ts',
  'runner/payment/known-orders.ts': 'runner/payment/sweep.test.ts',
  'runner/payment/mirror-text.ts': 'runner/payment/mirror.test.ts',
  'runner/payment/money-world.ts': 'runner/payment/drill.test.ts',
  'runner/payment/settle-look.ts': 'runner/payment/settle.test.ts',
  'runner/payment/settle-look-text.ts': 'runner/payment/settle.test.ts',
  'runner/payment/settle-payment.ts': 'runner/payment/settle.test.ts',
  'runner/payment/settle-text.ts': 'runner/payment/drill.test.ts',
  'runner/payment/sweep-target.ts': 'runner/payment/sweep.test.ts',
  'runner/payment/sweep-text.ts': 'runner/payment/sweep.test.ts',
  'runner/payment/target-runs.ts': 'runner/payment/settle.test.ts',
  'runner/payment/facts.ts': 'runner/payment/gate.test.ts',
  'runner/payment/moves.ts': 'runner/payment/gate.property.test.ts',
  'runner/payment/records.ts': 'runner/payment/open-payments.test.ts',
  'runner/payment/verdict.ts': 'runner/payment/gate.test.ts',
  'runner/payment/within.ts': 'runner/payment/gate.test.ts',
  'runner/payment/write.ts': 'runner/payment/gate.test.ts',
  // A ticket is drafted, moved and delivered; its parts are held by the tests of these three.
  'runner/payment/tickets/build.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/companies.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/evidence.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/fold.ts': 'runner/payment/tickets/moves.test.ts',
  'runner/payment/tickets/form-page.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/form-parts.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/form-plain.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/form-rows.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/form-text.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/mail-text.ts': 'runner/payment/tickets/deliver.test.ts',
  'runner/payment/tickets/mail.ts': 'runner/payment/tickets/deliver.test.ts',
  'runner/payment/tickets/reasons.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/refresh.ts': 'runner/payment/tickets/deliver.test.ts',
  'runner/payment/tickets/safe-text.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/ticket.ts': 'runner/payment/tickets/draft.test.ts',
  'runner/payment/tickets/verify.ts': 'runner/payment/tickets/moves.test.ts',
};
const fileLimit = 200;
const longFileLimit = 300;
/** The payment gate is one function to everybody else; its promises are one list. */
const testFileLimit = 450;
const functionLimit = 50;
const longFunctionLimit = 80;

test('words that hide a mistake do not land', () => {
  assert.deepEqual(code.flatMap(bannedIn), []);
});

test('a file says one thing in at most 200 lines', () => {
  const long = ours.filter(
    (file) =>
      file.lines.length - 1 > (isTest(file) ? testFileLimit : file.path in longFiles ? longFileLimit : fileLimit),
  );
  assert.deepEqual(
    long.map(({ path, lines }) => `${path}: ${lines.length - 1} lines`),
    [],
  );
});

test('every exception for a long file or function is still needed', () => {
  const needless = Object.keys(longFiles).filter((path) => {
    const file = ours.find((one) => one.path === path);
    return file === undefined || file.lines.length - 1 <= fileLimit;
  });
  const long = ours.flatMap((file) =>
    functionsOf(file)
      .filter(({ lines }) => lines > functionLimit)
      .map(({ name }) => `${file.path}: ${name}`),
  );
  needless.push(...Object.keys(longFunctions).filter((place) => !long.includes(place)));
  assert.deepEqual(needless, []);
});

test('a function does one thing in at most 50 lines', () => {
  const long = ours.flatMap((file) =>
    functionsOf(file)
      .filter(
        ({ name, lines }) => lines > (`${file.path}: ${name}` in longFunctions ? longFunctionLimit : functionLimit),
      )
      .map(({ line, name, lines }) => `${file.path}:${line}: ${name} has ${lines} lines`),
  );
  assert.deepEqual(long, []);
});

test('what guards money has a test beside it, or a named one that holds it', () => {
  const guarded = filesBelow(['runner'], ['.ts']).filter(
    (file) =>
      /^runner\/(payment|guards)\//.test(file.path) &&
      !isTest(file) &&
      !file.path.endsWith('/text.ts') &&
      hasBehaviour(file),
  );
  const untested = guarded.filter(
    ({ path }) => !existsSync(join(root, testedBy[path] ?? path.replace(/\.ts$/, '.test.ts'))),
  );
  assert.deepEqual(
    untested.map(({ path }) => `${path}: no ${path.replace(/\.ts$/, '.test.ts')}`),
    [],
  );
});

test('the lists of words, formats and commands are sorted', () => {
  const unsorted = filesBelow(['runner'], ['.ts'])
    .filter(({ path }) => sortedLists.includes(path))
    .flatMap(outOfOrder);
  assert.deepEqual(unsorted, []);
});

test('no committed file names a folder of the machine it was written on', () => {
  const found = committedFiles().flatMap((path) => machinePaths(path, readFileSync(join(root, path), 'utf8')));
  assert.deepEqual(found, []);
});

test('each of these rules finds what it is for', () => {
  const file = (path: string, text: string): SourceFile => ({ path, text, lines: text.split('\n') });
  const samples = [
    'const at = Date.now();',
    'console.log(1);',
    'parseFloat(x)',
    'test.only(1)',
    'page.waitForTimeout(5)',
    'const x: any = 1;',
    '// @ts-ignore',
    '// TODO later',
    'export default x;',
    'try { x(); } catch {}',
    'x as unknown as Y',
  ];
  for (const [index, sample] of samples.entries()) {
    const found = bannedIn(file('runner/base/sample.ts', sample));
    assert.equal(found.length, 1, `${bannedWords[index]?.word.source ?? ''} misses: ${sample}`);
  }
  assert.deepEqual(bannedIn(file('runner/base/clock.ts', 'const at = Date.now(); // the one place')), []);
  const long = file('a.ts', `export function f(\n  a: string,\n): void {\n${'  g();\n'.repeat(60)}}\n`);
  assert.deepEqual(functionsOf(long), [{ line: 1, name: 'f', lines: 62 }]);
  assert.equal(machinePaths('a.md', `see ${['', 'work', 'main', 'x'].join('/')}`).length, 1);
  const addresses = [
    ['https://shop.example', 'work', 'x'],
    ['.', 'work', 'y'],
  ].map((parts) => parts.join('/'));
  assert.equal(machinePaths('a.md', `see ${addresses.join(' and ')}`).length, 0);
  assert.equal(outOfOrder(file('x/index.ts', 'export const xs = [\n  b,\n  a,\n] as const;')).length, 1);
});

/** Lists where order means nothing are sorted, so that two people adding a line do not collide; guards and commands have an order of their own. */
const sortedLists: readonly string[] = [
  'runner/expectations/index.ts',
  'runner/gateways/index.ts',
  'runner/oncall/index.ts',
  'runner/report/index.ts',
  'runner/verbs/index.ts',
];

function outOfOrder(file: SourceFile): string[] {
  return [...file.text.matchAll(/=\s*\[(?<body>[^\]]*)\]/g)].flatMap((match) => {
    const names = [...(match.groups?.['body'] ?? '').matchAll(/^\s*(?<name>\w+),?\s*$/gm)].map(
      (one) => one.groups?.['name'] ?? '',
    );
    const wrong = names.findIndex(
      (name, index) => index > 0 && name.toLowerCase() < (names[index - 1] ?? '').toLowerCase(),
    );
    return wrong === -1 ? [] : [`${file.path}: ${names[wrong] ?? ''} stands after ${names[wrong - 1] ?? ''}`];
  });
}

/** A file of types or texts alone has nothing that a test could break. */
function hasBehaviour({ text }: SourceFile): boolean {
  return /\bfunction\b|=>\s*[{(]|\bclass\b/.test(text.replaceAll(/^\s*(export )?type [^;]*;/gm, ''));
}

/** Without git (a tarball) there is nothing committed to look at, and the copy in the repository was. */
function committedFiles(): string[] {
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  if (listed.status !== 0) return [];
  return listed.stdout
    .split('\0')
    .filter((path) => /\.(tsx?|mjs|js|json|md|ya?ml|sh|sql|css|html|svg)$/.test(path) && existsSync(join(root, path)));
}

function machinePaths(path: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const found = /(?:^|[\s"'`(=:,])(?<place>\/(?:work|root)\/[\w.]|\/home\/\w+\/|\/Users\/\w+\/)/.exec(line);
    return found === null ? [] : [`${path}:${index + 1}: ${found.groups?.['place'] ?? ''} is a folder of one machine`];
  });
}
