import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { launchChromium } from '../../../tests/kit/chromium.ts';
import { dwellMs } from './form-check.ts';
import { acknowledgePage } from './page.ts';
import { tight } from './replies.ts';
import { noticeOf, onCall, opened, startAcknowledge } from './testing.ts';

const phone = {
  viewport: { width: 320, height: 640 },
  userAgent: 'Mozilla/5.0 (Linux; Android 15; SM-S921N) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36',
} as const;

let world: Awaited<ReturnType<typeof startAcknowledge>>;
let browser: Browser;
before(async () => {
  const facts = [{ label: { ko: '관찰', en: 'Observed' }, value: { ko: '<img src=x onerror=alert(1)>', en: 'x' } }];
  const links = { acknowledge: null, runbook: 'javascript:alert(1)', run: 'https://ops.example/runs/1', picture: null };
  const body = JSON.stringify(noticeOf({ facts, links }));
  const notice = { kind: 'notice.queued', notice: 'n0', page: 'p1', noticeKind: 'page', person: 'kim' } as const;
  world = await startAcknowledge([
    { ...notice, channel: 'mail', maskedAddress: 'k***@e***', path: 'first', body },
    { ...opened, page: 'p2' },
  ]);
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  await world.end();
});

async function onPhone(url: string, act: (page: Page) => Promise<void>, more: BrowserContextOptions = {}) {
  const context = await browser.newContext({ ...phone, ...more });
  try {
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('console', (message) => wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(error.message));
    await page.goto(url);
    await act(page);
    assert.deepEqual(wrong, []);
    assert.deepEqual(await context.cookies(), []);
  } finally {
    await context.close();
  }
}

test('with scripts off, one press of the large button takes the page; both languages fit a phone of 320 px', async () => {
  for (const [who, name] of [
    ['kim', '제가 맡습니다'],
    ['lee', 'I have it'],
  ] as const) {
    await onPhone(
      world.link(who),
      async (page) => {
        const box = await page.getByRole('button', { name }).boundingBox();
        assert.ok(box !== null && box.height >= 120 && box.width >= 250);
        // The whole button is on the first screen, in the half where a thumb is.
        assert.ok(box.y >= 320 && box.y + box.height <= 640, JSON.stringify(box));
      },
      { javaScriptEnabled: false },
    );
  }
  await onPhone(
    world.link('kim'),
    async (page) => {
      world.clock.move(dwellMs);
      await page.getByRole('button', { name: '제가 맡습니다' }).click();
      assert.match((await page.getByRole('status').textContent()) ?? '', /당신이 맡았습니다/);
      await page.reload();
      await page.getByText('다른 사람에게 넘기기').click();
      await page.getByLabel('누구에게').selectOption('lee');
      world.clock.move(dwellMs);
      await page.getByRole('button', { name: '넘기기', exact: true }).click();
      assert.match((await page.getByRole('status').textContent()) ?? '', /Lee Dool 님에게 넘겼습니다/);
    },
    { javaScriptEnabled: false },
  );
  assert.deepEqual(
    world.answers().map(({ person, answer, to }) => [person, answer, to]),
    [
      ['kim', 'taken', null],
      ['kim', 'handed-over', 'lee'],
    ],
  );
});

test('nothing is wider than the phone, also at large letters', async () => {
  for (const who of ['kim', 'lee'])
    await onPhone(world.link(who), async (page) => {
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
      await page.evaluate(() => (document.documentElement.style.fontSize = '150%'));
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    });
});

test('a scanner that runs scripts in the page and sends its forms acknowledges nothing', async () => {
  const before = world.answers().length;
  for (const act of ['submit', 'requestSubmit', 'click'] as const)
    await scan(world.link('park', `scan-${act}`, 'p2'), (page) =>
      // Runs as a script of the page itself does: with no finger behind it.
      page.addInitScript((how) => {
        addEventListener('load', () => {
          const button = document.querySelector('button.take');
          if (!(button instanceof HTMLButtonElement)) return;
          if (how === 'click') button.click();
          else if (how === 'submit') button.form?.submit();
          else button.form?.requestSubmit(button);
        });
      }, act),
    );
  assert.equal(world.answers().length, before);
});

test('a scanner that steers the browser itself and presses every button is caught by the one that nobody sees', async () => {
  const before = world.answers().length;
  const url = world.link('park', 'steered', 'p2');
  for (const index of [0, 1, 2])
    await scan(url, undefined, (page) =>
      page.evaluate((at) => document.querySelectorAll('button')[at]?.click(), index),
    );
  assert.equal(world.answers().length, before);
  world.clock.move(10_000);
  await onPhone(url, async (page) => {
    world.clock.move(dwellMs);
    await page.getByRole('button', { name: '제가 맡습니다' }).click();
    assert.match((await page.getByRole('status').textContent()) ?? '', /당신이 맡았습니다/);
  });
});

/** Opens a page and waits until a form of it was refused. Each press comes seconds after the page was made, as a person's. */
async function scan(
  url: string,
  before: (page: Page) => Promise<unknown> = async () => undefined,
  after: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const context = await browser.newContext(phone);
  try {
    const page = await context.newPage();
    await page.route('**', async (route) => {
      if (route.request().method() === 'POST') world.clock.move(patienceMs);
      await route.continue();
    });
    await before(page);
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.goto(url);
    await after(page);
    assert.ok([400, 403].includes((await answered).status()));
  } finally {
    await context.close();
  }
}

const patienceMs = 2_000;

test('what pages and people wrote neither runs nor becomes a link that runs', async () => {
  await onPhone(world.link('park', 'hostile', 'p1'), async (page) => {
    assert.equal(await page.locator('img, script, iframe').count(), 0);
    assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
    assert.equal(await page.getByText('<img src=x onerror=alert(1)>').count(), 1);
  });
});

test('whatever a page has to say, it stays under 15 KB', () => {
  const long = '가'.repeat(5_000);
  const both = { ko: long, en: long };
  const person = { id: 'x'.repeat(60), name: long, language: 'ko' } as const;
  const answer = {
    person: 'x',
    name: long,
    method: 'link',
    answer: 'taken',
    to: null,
    note: long,
    at: opened.since,
  } as const;
  const steps = Array.from({ length: 2_000 }, (_, index) => `STEP-${index}`);
  const page = acknowledgePage({
    state: {
      ...opened,
      headline: both,
      steps,
      openedAt: opened.since,
      resolved: null,
      holder: null,
      handedTo: null,
      rollbackWanted: answer,
      answers: Array.from({ length: 50 }, () => answer),
      expiredAnswers: 0,
    },
    language: 'ko',
    me: onCall.people[0] ?? person,
    people: Array.from({ length: 200 }, (_, index) => ({ ...person, id: `${person.id}${index}` })),
    form: `${'1'.repeat(13)}.${'A'.repeat(43)}`,
    target: long,
    notice: {
      facts: Array.from({ length: 100 }, () => ({ label: both, value: both })),
      links: { acknowledge: null, run: `https://e/${'x'.repeat(400)}`, runbook: `https://e/${long}`, picture: null },
    },
    titles: new Map(steps.map((id) => [id, long])),
    nowMs: 0,
    refused: null,
  });
  assert.ok(Buffer.byteLength(tight(page)) < 15_000, `${Buffer.byteLength(tight(page))} bytes`);
});
