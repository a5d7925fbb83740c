import type { BrowserContext, ConsoleMessage, Request, Response } from '@playwright/test';
import type { PageSignals } from '../model/verb.ts';
import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';

export type RequestFact = {
  readonly method: string;
  readonly url: string;
  readonly type: string;
  status: number | null;
  error: string | null;
  bytes: number;
  readonly startedMs: number;
  durationMs: number | null;
};

export type ConsoleFact = { readonly level: string; readonly text: string; readonly url: string };

/** `expected` is what a declared dialog should have said but did not; null when none was declared. */
export type DialogFact = {
  readonly type: string;
  readonly message: string;
  readonly handled: boolean;
  readonly expected: string | null;
};

/** What was seen in one stretch of time. Lists are capped where they are filled; the numbers beside them count everything. */
export type SeenFacts = {
  /** Requests that began in this stretch, and earlier ones that went wrong in it. */
  readonly requests: readonly RequestFact[];
  /** How many began. */
  readonly started: number;
  readonly bytes: number;
  readonly problems: readonly RequestFact[];
  readonly messages: readonly ConsoleFact[];
  /** How many messages and uncaught exceptions there were. */
  readonly said: number;
  readonly consoleErrors: readonly string[];
  readonly pageErrors: readonly string[];
};

/** What the pages of one browser context report. Nothing falls between two stretches: each begins where the last was taken. */
export type PageFacts = Omit<PageSignals, 'dialogs'> & {
  /** Ends the stretch and hands out what it saw; the next begins at once. */
  take(): SeenFacts;
  dialogs(): readonly DialogFact[];
  addDialog(fact: DialogFact): void;
};

/**
 * Listens passively to every page of a context. Listeners, not routing: routing turns the HTTP cache off, costs 5 ms a
 * request and makes flakes that customers never see.
 */
export function watchPages(context: BrowserContext, clock: Clock): PageFacts {
  let stretch = emptyStretch();
  const open = new WeakMap<Request, { readonly fact: RequestFact; readonly began: Stretch }>();
  const wentWrong = (request: Request): void => {
    const known = open.get(request);
    if (known === undefined || !isProblem(known.fact) || stretch.told.has(known.fact)) return;
    stretch.told.add(known.fact);
    keep(stretch.problems, known.fact, limits.networkFactsPerStep);
    if (known.began !== stretch) keep(stretch.requests, known.fact, limits.networkFactsPerStep);
  };

  context.on('request', (request) => {
    const fact = newFact(request, clock);
    open.set(request, { fact, began: stretch });
    stretch.started += 1;
    keep(stretch.requests, fact, limits.networkFactsPerStep);
  });
  context.on('response', (response) => {
    const fact = open.get(response.request())?.fact;
    if (fact === undefined) return;
    noteResponse(fact, response);
    stretch.bytes += fact.bytes;
    wentWrong(response.request());
  });
  context.on('requestfinished', (request) => noteEnd(open.get(request)?.fact, clock));
  context.on('requestfailed', (request) => {
    const fact = open.get(request)?.fact;
    if (fact === undefined) return;
    fact.error = request.failure()?.errorText ?? 'failed';
    noteEnd(fact, clock);
    wentWrong(request);
  });
  listenToConsole(context, () => stretch);

  return {
    take() {
      const seen = stretch;
      stretch = emptyStretch();
      return seen;
    },
    addDialog: (fact) => keep(stretch.dialogs, { ...fact, message: shorten(fact.message) }, limits.consoleFactsPerStep),
    consoleErrors: () => stretch.consoleErrors,
    pageErrors: () => stretch.pageErrors,
    failedRequests: () => stretch.problems,
    dialogs: () => stretch.dialogs,
  };
}

function listenToConsole(context: BrowserContext, now: () => Stretch): void {
  context.on('console', (message) => {
    const fact = consoleFact(message);
    const stretch = now();
    stretch.said += 1;
    keep(stretch.messages, fact, limits.consoleFactsPerStep);
    if (fact.level === 'error') keep(stretch.consoleErrors, fact.text, errorsHeld);
  });
  context.on('weberror', (error) => {
    const cause = error.error();
    const text = shorten(cause.stack ?? cause.message);
    const stretch = now();
    stretch.said += 1;
    keep(stretch.messages, { level: 'exception', text, url: '' }, limits.consoleFactsPerStep);
    keep(stretch.pageErrors, text, errorsHeld);
  });
}

/** A response of 400 or above, or a request that failed. A navigation that replaced a page aborts its requests: no problem of the shop. */
export function isProblem(fact: RequestFact): boolean {
  if (fact.status !== null && fact.status >= 400) return true;
  return fact.error !== null && fact.error !== 'net::ERR_ABORTED';
}

type Stretch = {
  requests: RequestFact[];
  started: number;
  bytes: number;
  problems: RequestFact[];
  told: WeakSet<RequestFact>;
  messages: ConsoleFact[];
  said: number;
  consoleErrors: string[];
  pageErrors: string[];
  dialogs: DialogFact[];
};

function emptyStretch(): Stretch {
  return {
    requests: [],
    started: 0,
    bytes: 0,
    problems: [],
    told: new WeakSet(),
    messages: [],
    said: 0,
    consoleErrors: [],
    pageErrors: [],
    dialogs: [],
  };
}

/** `no-errors` may ignore some, so more are held than are shown. */
const errorsHeld = 2_000;
/** A page may write megabytes a line. More than is shown is held, so that a secret is hidden whole before the text is cut. */
const lengthHeld = 4 * limits.observedTextLength;

function keep<T>(list: T[], item: T, max: number): void {
  if (list.length < max) list.push(item);
}

function shorten(text: string): string {
  return text.length <= lengthHeld ? text : text.slice(0, lengthHeld);
}

function newFact(request: Request, clock: Clock): RequestFact {
  return {
    method: request.method(),
    url: shorten(request.url()),
    type: request.resourceType(),
    status: null,
    error: null,
    bytes: 0,
    startedMs: clock.elapsed(),
    durationMs: null,
  };
}

function noteResponse(fact: RequestFact, response: Response): void {
  fact.status = response.status();
  const length = Number(response.headers()['content-length'] ?? '0');
  fact.bytes = Number.isSafeInteger(length) ? length : 0;
}

function noteEnd(fact: RequestFact | undefined, clock: Clock): void {
  if (fact !== undefined) fact.durationMs = Math.round(clock.elapsed() - fact.startedMs);
}

function consoleFact(message: ConsoleMessage): ConsoleFact {
  return { level: message.type(), text: shorten(message.text()), url: shorten(message.location().url) };
}
