import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { launchChromium } from '../kit/chromium.ts';
import { configText, createProject, type Project } from './door/project.ts';
import { openShop, type Shop } from './door/shop.ts';
import { unzip } from './door/unzip.ts';

/*
 * What other tools make of the second door: Playwright's reporters, a reporter of somebody else's, the trace viewer's files, UI mode.
 */

const checklist = `checklist: 점검
target: demo
sections:
  - id: HOME
    title: 홈
    steps:
      - id: HOME-01
        title: 열린다
        do:
          - goto: /
          - fill: { label: 비밀번호, value: "\${secret:TESTER_PW}" }
        expect: [ { visible: 홈 } ]
      - id: HOME-02
        title: 실패한다
        timeout: 5s
        do: [ { goto: / } ]
        expect:
          - visible: 없다
  - id: SHAKY
    title: 두 번째에 된다
    steps:
      - id: SHAKY-01
        title: 흔들린다
        timeout: 5s
        do: [ { goto: /once-bad } ]
        expect: [ { visible: 홈 } ]
`;
const failedLine = checklist.split('\n').findIndex((line) => line.includes('없다')) + 1;
const secret = 'hunter2-very-secret';

let shop: Shop;
let project: Project;
let browser: Browser;

before(async () => {
  shop = await openShop();
  const ctrf = fileURLToPath(import.meta.resolve('playwright-ctrf-json-reporter'));
  const reporters = [
    ['list'],
    ['json', { outputFile: 'out/results.json' }],
    ['junit', { outputFile: 'out/junit.xml' }],
    ['html', { outputFolder: 'out/html', open: 'never' }],
    [ctrf, { outputDir: 'out', outputFile: 'ctrf.json' }],
  ];
  project = await createProject({ 'checklists/release.yaml': checklist }, { shop: shop.url });
  project.write(
    'playwright.config.ts',
    configText(`{ checklists: ['checklists/release.yaml'], reporter: ${JSON.stringify(reporters)} }`),
  );
  const { ended } = project.start(['--trace=on'], { POSTFLIGHT_SECRET_TESTER_PW: secret });
  const { code, text } = await ended;
  assert.equal(code, 1, text);
  browser = await launchChromium();
});

after(async () => {
  await browser.close();
  project.remove();
  await shop.close();
});

test('the JSON and JUnit reporters carry YAML files and lines', () => {
  const results: { readonly suites: readonly JsonSuite[] } = JSON.parse(output('results.json'));
  const specs = results.suites.flatMap(specsOf);
  assert.deepEqual(
    specs.map(({ file, line, title }) => `${file}:${line} ${title}`),
    ['checklists/release.yaml:4 HOME 홈', 'checklists/release.yaml:19 SHAKY 두 번째에 된다'],
  );
  const [error] = specs[0]?.tests[0]?.results[0]?.errors ?? [];
  assert.match(error?.location?.file ?? '', /checklists\/release\.yaml$/);
  assert.equal(error?.location?.line, failedLine);
  const junit = output('junit.xml');
  assert.match(junit, /<testsuite name="checklists\/release\.yaml"/);
  assert.match(junit, new RegExp(`release\\.yaml:${failedLine}:`));
});

test("a reporter of somebody else's sees the sections with their YAML file and steps", () => {
  const { results }: { readonly results: { readonly tests: readonly CtrfTest[] } } = JSON.parse(output('ctrf.json'));
  assert.deepEqual(results.tests.map(({ name, status }) => [name.replace(/^.* /, ''), status]).length, 2);
  const home = results.tests.find(({ name }) => name.includes('HOME'));
  assert.equal(home?.status, 'failed');
  assert.match(home.filePath ?? '', /checklists\/release\.yaml$/);
  assert.match(home.message ?? '', /text="없다" was not found/);
});

test('a flaky step fails its section when the policy says so, and shows what went wrong the first time', () => {
  assert.equal(project.reports()[0]?.steps.find(({ id }) => id === 'SHAKY-01')?.status, 'flaky');
  const junit = output('junit.xml');
  assert.match(junit, /Failed at first and passed when it was tried again[^]*expected: text="홈"[^]*release\.yaml:26:/);
});

test('a secret that was typed stands in no report', () => {
  const texts = ['results.json', 'junit.xml', 'ctrf.json'].map(output);
  for (const text of texts) assert.ok(!text.includes(secret));
});

test('the HTML report shows sections, steps with their YAML and the picture of the failure', async () => {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://report').pathname);
    response.end(readFileSync(join(project.folder, 'out', 'html', path === '/' ? 'index.html' : path)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  assert.ok(bound !== null && typeof bound === 'object');
  const page = await browser.newPage({ viewport: { width: 1200, height: 1400 } });
  try {
    await page.goto(`http://127.0.0.1:${bound.port}/`);
    await page.getByRole('link', { name: 'HOME 홈' }).first().click();
    await page.getByText('text="없다" was not found').first().waitFor();
    await page.getByText('HOME-02 실패한다').first().waitFor();
    await page.getByRole('img').first().waitFor();
    const shown = await page.locator('body').innerText();
    assert.match(shown, /release\.yaml:\d+/);
    assert.match(shown, new RegExp(`> ${failedLine} \\|`));
    await page.getByText('HOME-01 열린다').first().click();
    assert.doesNotMatch(await page.locator('body').innerText(), /hunter2/);
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
});

test('each section leaves one trace, and its source is the YAML', () => {
  const results = join(project.folder, 'test-results');
  const zips = readdirSync(results, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('trace.zip'));
  assert.equal(zips.length, 2);
  const files = unzip(readFileSync(join(results, zips.find((path) => path.includes('HOME')) ?? '')));
  const sources = [...files].filter(([name]) => name.startsWith('src/') && name.endsWith('.yaml'));
  assert.deepEqual(
    sources.map(([, bytes]) => bytes.toString('utf8')),
    [checklist],
  );
  const steps = (files.get('test.trace')?.toString('utf8') ?? '').split('\n');
  const visible = steps.find((line) => line.includes('"title":"visible"') && line.includes('release.yaml'));
  assert.match(visible ?? '', /"line":\d+/);
});

type JsonSpec = {
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly ok: boolean;
  readonly tests: readonly {
    readonly results: readonly {
      readonly errors: readonly { readonly location?: { readonly file: string; readonly line: number } }[];
    }[];
  }[];
};
type JsonSuite = { readonly specs?: readonly JsonSpec[]; readonly suites?: readonly JsonSuite[] };
type CtrfTest = {
  readonly name: string;
  readonly status: string;
  readonly filePath?: string;
  readonly message?: string;
};

function specsOf(suite: JsonSuite): readonly JsonSpec[] {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

function output(name: string): string {
  return readFileSync(join(project.folder, 'out', name), 'utf8');
}
