import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium } from '../kit/chromium.ts';
import { createProject, type Project, type Started } from './door/project.ts';
import { openShop, type Shop } from './door/shop.ts';

/*
 * UI mode over the second door: sections are listed, one is run with what it needs, nothing becomes a run.
 */

const checklist = `checklist: 점검
target: demo
sections:
  - id: HOME
    title: 홈
    steps:
      - { id: HOME-01, title: 열린다, do: [ { goto: / } ], expect: [ { visible: 홈 } ] }
  - id: CART
    title: 장바구니
    needs: [HOME]
    steps:
      - { id: CART-01, title: 담긴다, do: [ { goto: /cart } ], expect: [ { visible: 홈 } ] }
`;

let shop: Shop;
let project: Project;
let browser: Browser;
let ui: Started;

before(async () => {
  shop = await openShop();
  project = await createProject({ 'checklists/release.yaml': checklist }, { shop: shop.url });
  browser = await launchChromium();
  ui = project.start(['--ui-host=127.0.0.1', '--ui-port=0']);
});

after(async () => {
  ui.child.kill('SIGKILL');
  await ui.ended;
  await browser.close();
  project.remove();
  await shop.close();
});

test('UI mode lists the sections, runs one with what it needs, and opens no run', async () => {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.goto(await address());
  const tree = page.getByTestId('test-tree');
  await tree.getByText('release.yaml').waitFor();
  const section = tree.getByRole('treeitem', { name: 'CART 장바구니' });
  // What is searched for is shown, whether the file that holds it was open or not.
  await page.getByPlaceholder('Filter (e.g. text, @tag)').fill('CART');
  await section.waitFor();
  await section.hover();
  await section.getByTitle('Run').click();
  await page.getByText('Passed', { exact: true }).waitFor({ timeout: 120_000 });
  await page.getByText('needed first: HOME 홈').click();
  await page.getByText('CART-01 담긴다').first().click();
  await page.getByRole('tab', { name: 'Source' }).click();
  const source = page.getByRole('tabpanel', { name: 'Source' });
  await source.getByText('release.yaml').first().waitFor();
  assert.match(await source.innerText(), /CART-01/);
  assert.deepEqual(shop.visits, ['/', '/cart'], 'what the section needs ran first');
  assert.deepEqual(project.reports(), []);
});

/** Where UI mode listens, once it has said so. */
async function address(): Promise<string> {
  for (;;) {
    const found = /Listening on (?<url>http:\/\/\S+)/.exec(ui.output())?.groups?.['url'];
    if (found !== undefined) return found;
    assert.equal(ui.child.exitCode, null, ui.output());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
