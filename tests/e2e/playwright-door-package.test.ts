import assert from 'node:assert/strict';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../project.ts';
import { createProject, type Project } from './door/project.ts';
import { openShop, type Shop } from './door/shop.ts';

/*
 * The second door as a team gets it: compiled, below node_modules, imported as postflight/playwright. And what Playwright's own
 * flags change of how Chromium is started.
 */

const checklist = `checklist: 점검
target: demo
sections:
  - id: HOME
    title: 홈
    steps:
      - { id: HOME-01, title: 열린다, do: [ { goto: / } ], expect: [ { visible: 홈 } ] }
`;
const config = [
  `import { defineConfig } from '@playwright/test';`,
  `import { postflightConfig } from 'postflight/playwright';`,
  `const base = postflightConfig({ checklists: ['checklists/점검 [1].yaml'] });`,
  `export default defineConfig({ ...base, workers: 2, projects: [...base.projects, { name: 'own', testDir: 'own' }] });`,
].join('\n');

let shop: Shop;
let project: Project;

before(async () => {
  shop = await openShop();
  project = await createProject({ 'checklists/점검 [1].yaml': checklist }, { shop: shop.url, config });
});

after(async () => {
  project.remove();
  await shop.close();
});

test('a configuration that imports postflight/playwright lists and runs a checklist, whatever its file is called', async () => {
  const list = await project.playwright('--list');
  assert.match(list.text, /checklists\/점검 \[1\]\.yaml:4:5 › HOME 홈/);
  // A team's own tests run beside the checklists; they do not decide over a release.
  project.write(
    'own/own.spec.js',
    `require('@playwright/test').test('own', () => { throw new Error('own trouble'); });`,
  );
  project.write('package.json', '{}\n');
  const common = await project.playwright('점검 .1.*yaml:7', '--list');
  assert.match(common.text, /checklists\/점검 \[1\]\.yaml:7:1 › HOME 홈/, 'in a CommonJS project, too');
  const { code, text } = await project.playwright();
  assert.equal(code, 1);
  assert.match(text, /own trouble[^]*1 failed[^]*1 passed/);
  const [doc] = project.reports();
  assert.deepEqual([doc?.verdict, doc?.tool.version, doc?.options.tracks], ['GO', packageVersion(), 2]);
});

test('--headed and --debug ask for a window, and nothing else does', async () => {
  const browser = join(project.folder, 'browser.sh');
  project.write('browser.sh', '#!/bin/sh\nprintf "%s\\n" "$@" > "$0.args"\nexit 1\n');
  chmodSync(browser, 0o755);
  const table: readonly (readonly [readonly string[], boolean])[] = [
    [[], true],
    [['--headed'], false],
    [['--debug'], false],
  ];
  for (const [flags, headless] of table) {
    rmSync(`${browser}.args`, { force: true });
    const { code, text } = await project.start(flags, { POSTFLIGHT_CHROMIUM: browser }).ended;
    assert.equal(code, 1, text);
    const given = readFileSync(`${browser}.args`, 'utf8').split('\n');
    assert.equal(given.includes('--headless'), headless, flags.join(' '));
    assert.ok(given.includes('--disable-background-networking'));
    assert.equal(project.reports().at(-1)?.verdict, 'INCONCLUSIVE', 'no browser is no GO');
  }
});

function packageVersion(): string {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return manifest.version;
}
