import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Dialog, Page } from '@playwright/test';
import type { JsonValue } from '../../runner/base/json.ts';
import { systemClock } from '../../runner/base/clock.ts';
import { evaluate } from '../../runner/checklist/expression.ts';
import { findBrowser, launchBrowser } from '../../runner/engine/browser.ts';
import { createVariables } from '../../runner/engine/variables.ts';
import { expectations } from '../../runner/expectations/index.ts';
import type { Action, ActionArgs, Expectation } from '../../runner/model/checklist.ts';
import { StepFailure } from '../../runner/model/trouble.ts';
import type { AttachedPicture, Check, DialogAnswer, Scope, World } from '../../runner/model/verb.ts';
import { describe, locate } from '../../runner/verbs/locate.ts';
import { untilTrue } from '../../runner/verbs/until.ts';
import { verbs } from '../../runner/verbs/index.ts';
import { at, section, step } from './bare-step.ts';
import { target as demo } from './payment-world.ts';
import { fakeGate } from './fake-gate.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;
export type Routes = { readonly [path: string]: string | Answer };

/** A real browser and a loopback shop, started once for a test file. */
export type Bench = {
  readonly url: string;
  readonly browser: Browser;
  serve(routes: Routes): void;
  /** A world on a fresh page that shows this HTML. */
  world(html: string, changes?: WorldChanges): Promise<World>;
  close(): Promise<void>;
};

export type WorldChanges = Partial<Pick<World, 'gate' | 'person' | 'signals' | 'target'>> & {
  readonly budgetMs?: number;
  readonly variables?: { readonly [name: string]: JsonValue };
  /** Where pictures are put that words attach. */
  readonly pictures?: (AttachedPicture & { readonly label: string })[];
  /** The checklist's file, for words that read files beside it. */
  readonly file?: string;
};

/** Starts the browser and the shop. */
export async function startBench(): Promise<Bench> {
  const wish = { headed: false, debug: false };
  const browser = await launchBrowser(findBrowser(wish, process.env), wish);
  let routes: Routes = {};
  const server = createServer((request, response) => {
    const route = routes[new URL(request.url ?? '/', 'http://shop').pathname];
    if (typeof route === 'function') return route(request, response);
    response.writeHead(route === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    return response.end(route ?? 'not found');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${portOf(server.address())}`;
  return {
    url,
    browser,
    serve: (next) => {
      routes = next;
    },
    world: async (html, changes = {}) => {
      routes = { ...routes, '/': html };
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'ko-KR' });
      const page = await context.newPage();
      await page.goto(url);
      return makeWorld(page, context, { url, ...changes });
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function makeWorld(page: Page, context: BrowserContext, options: WorldChanges & { readonly url: string }): World {
  const deadlineMs = systemClock.elapsed() + (options.budgetMs ?? 20_000);
  const answers: DialogAnswer[] = [];
  const remainingMs = (): number => Math.max(0, deadlineMs - systemClock.elapsed());
  page.on('dialog', (dialog) => void answerDialog(dialog, answers.shift()));
  const shared = {
    target: options.target ?? { ...demo, baseUrl: options.url, gateway: null },
    section,
    step: { ...step, at: { ...at, file: options.file ?? at.file } },
    at,
    request: context.request,
    gate: options.gate ?? fakeGate(() => Promise.reject(new Error('no payment was expected'))),
    person: options.person ?? { ask: () => Promise.resolve({ kind: 'nobody', message: { ko: '없음', en: 'nobody' } }) },
    describe,
    remainingMs,
    expectDialog: (answer: DialogAnswer) => void answers.push(answer),
    attachText: () => Promise.resolve(),
    attachPicture: (label: string, picture: AttachedPicture) => {
      options.pictures?.push({ label, ...picture });
      return Promise.resolve();
    },
    signals: options.signals ?? noSignals,
  } as const;
  const build = (scope: Required<Scope>): World => {
    const inner = (changes: Scope = {}): World =>
      build({
        page: changes.page ?? scope.page,
        root: changes.root ?? scope.root,
        variables: changes.variables ?? scope.variables,
      });
    return {
      ...shared,
      ...scope,
      locate: (args) => locate(scope.root, args),
      until: (check) => untilTrue(scope.page, check, remainingMs),
      perform: async (actions, changes) => {
        for (const action of actions) await run(inner(changes), action.verb, action.args);
      },
      verify: async (list, changes) => {
        for (const expectation of list) await expectOf(inner(changes), expectation.matcher, expectation.args);
      },
      evaluate: (expression, extra) => evaluate(expression, { ...scope.variables.all(), ...extra }),
    };
  };
  return build({ page, root: page, variables: createVariables(options.variables ?? {}) });
}

async function answerDialog(dialog: Dialog, answer: DialogAnswer | undefined): Promise<void> {
  if (answer?.action === 'accept') await dialog.accept(answer.text ?? undefined);
  else await dialog.dismiss();
}

/** Runs one verb as the engine would. */
export async function run(world: World, name: string, args: ActionArgs): Promise<void> {
  const verb = verbs.find((one) => one.name === name);
  if (verb === undefined) throw new Error(`no verb ${name}`);
  await Promise.resolve(Reflect.apply(Reflect.get(verb, 'run'), verb, [world, args]));
}

/** One look at an expectation. */
export async function checkOnce(world: World, name: string, args: ActionArgs): Promise<Check> {
  const word = expectations.find((one) => one.name === name);
  if (word === undefined) throw new Error(`no expectation ${name}`);
  const answer: Check = await Promise.resolve(Reflect.apply(Reflect.get(word, 'check'), word, [world, args]));
  return answer;
}

/** Holds one expectation as the engine would. */
export async function expectOf(world: World, name: string, args: ActionArgs): Promise<void> {
  const answer = await world.until(() => checkOnce(world, name, args));
  if (!answer.ok)
    throw new StepFailure(answer.message, { observed: answer.observed ?? '', expected: answer.expected ?? '' });
}

/** What a failing word says. Rejects when it does not fail. */
export async function failureOf(work: Promise<unknown>): Promise<StepFailure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof StepFailure) return error;
    throw error;
  }
  throw new Error('it should have failed, but passed');
}

export const action = (verb: string, args: ActionArgs): Action => ({ verb, args, at });
export const expectation = (matcher: string, args: ActionArgs): Expectation => ({ matcher, args, at });

const noSignals: World['signals'] = {
  consoleErrors: () => [],
  pageErrors: () => [],
  failedRequests: () => [],
  dialogs: () => [],
};
