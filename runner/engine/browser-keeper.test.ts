import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import type { Browser } from 'playwright';
import { barePlan } from '../../tests/kit/bare-plan.ts';
import { section } from '../../tests/kit/bare-step.ts';
import { launchChromium } from '../../tests/kit/chromium.ts';
import { systemClock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import type { RunEvent } from '../model/event.ts';
import { SetupError } from '../model/trouble.ts';
import { keepBrowser, type BrowserKeeper } from './browser-keeper.ts';

let living: Browser;
before(async () => {
  living = await launchChromium();
});
after(async () => {
  await living.close();
});

/** The living browser as one that died; every question but the one for its version is for the keeper's own test to answer. */
function dead(): Browser {
  return disguised((name) => (name === 'isConnected' ? () => false : undefined));
}

/** The living browser as one that stands still and answers nothing. */
function silent(): Browser {
  return disguised((name) => (name === 'newContext' ? () => new Promise(() => undefined) : undefined));
}

function disguised(instead: (name: string | symbol) => unknown): Browser {
  return new Proxy(living, {
    get(browser, name) {
      const other = instead(name);
      if (other !== undefined) return other;
      const own: unknown = Reflect.get(browser, name, browser);
      return typeof own === 'function' ? own.bind(browser) : own;
    },
  });
}

function keeping(first: Browser, relaunch: () => Promise<Browser>): { keeper: BrowserKeeper; kinds: string[] } {
  const kinds: string[] = [];
  const keeper = keepBrowser({
    first,
    relaunch,
    executable: 'chromium',
    headed: false,
    plan: barePlan(),
    clock: systemClock,
    record: (event: RunEvent) => void kinds.push(event.kind),
    wall: null,
  });
  return { keeper, kinds };
}

test('a browser that died before its first section is replaced, and its loss is recorded', async () => {
  const { keeper, kinds } = keeping(dead(), () => Promise.resolve(living));
  const session = await keeper.opener(section, null)();
  assert.equal(session.crashed(), false);
  await session.close();
  assert.deepEqual(kinds, ['browser.launched', 'browser.lost', 'browser.launched']);
});

test('a browser that dies every time is given up after the limit, and closing says nothing more', async () => {
  let launches = 1;
  const { keeper } = keeping(dead(), () => {
    launches += 1;
    return Promise.resolve(dead());
  });
  await assert.rejects(keeper.opener(section, null)(), SetupError);
  assert.equal(launches, limits.browserRelaunches + 1);
  await keeper.close();
});

test('a browser that could not be started once is tried again for the next section', async () => {
  const answers = [() => Promise.reject(new SetupError({ ko: '없음', en: 'no' })), () => Promise.resolve(living)];
  const { keeper } = keeping(dead(), () => answers.shift()?.() ?? Promise.reject(new Error('asked too often')));
  await assert.rejects(keeper.opener(section, null)(), SetupError);
  const session = await keeper.opener(section, null)();
  await session.close();
});

test('two tracks that find the browser dead share its replacement', async () => {
  let launches = 0;
  const { keeper } = keeping(dead(), () => {
    launches += 1;
    return Promise.resolve(living);
  });
  const sessions = await Promise.all([keeper.opener(section, null)(), keeper.opener(section, null)()]);
  for (const session of sessions) await session.close();
  assert.equal(launches, 1);
});

test('a browser that stands still counts as lost, and closing does not wait for it', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { keeper, kinds } = keeping(silent(), () => Promise.resolve(living));
  const opening = keeper.opener(section, null)();
  await new Promise((done) => setImmediate(done));
  mock.timers.tick(limits.sessionOpenMs);
  mock.timers.reset();
  const session = await opening;
  assert.equal(session.crashed(), false);
  await session.close();
  assert.ok(kinds.includes('browser.lost'));
});
