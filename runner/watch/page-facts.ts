import type { BrowserContext, ConsoleMessage, Request, Response } from '@playwright/test';
import type { PageSignals } from '../model/verb.ts';
import type { Clock } from '../base/clock.ts';

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

export type DialogFact = { readonly type: string; readonly message: string; handled: boolean };

/** What the pages of one browser context reported since the last `begin`. */
export type PageFacts = PageSignals & {
  /** Forgets the last step's facts. Requests still open then are counted where they end. */
  begin(): void;
  requests(): readonly RequestFact[];
  messages(): readonly ConsoleFact[];
  addDialog(fact: DialogFact): void;
};

/**
 * Listens passively to every page of a context. Listeners, not routing: routing turns the HTTP cache off, costs 5 ms a
 * request and makes flakes that customers never see.
 */
export function watchPages(context: BrowserContext, clock: Clock): PageFacts {
  let requests: RequestFact[] = [];
  let messages: ConsoleFact[] = [];
  let pageErrors: string[] = [];
  let dialogs: DialogFact[] = [];
  const open = new WeakMap<Request, RequestFact>();

  context.on('request', (request) => {
    const fact: RequestFact = {
      method: request.method(),
      url: request.url(),
      type: request.resourceType(),
      status: null,
      error: null,
      bytes: 0,
      startedMs: clock.elapsed(),
      durationMs: null,
    };
    open.set(request, fact);
    requests.push(fact);
  });
  context.on('response', (response) => noteResponse(open, response));
  context.on('requestfinished', (request) => noteEnd(open, request, clock));
  context.on('requestfailed', (request) => {
    const fact = open.get(request);
    if (fact !== undefined) fact.error = request.failure()?.errorText ?? 'failed';
    noteEnd(open, request, clock);
  });
  context.on('console', (message) => messages.push(consoleFact(message)));
  context.on('weberror', (error) => {
    const cause = error.error();
    pageErrors.push(cause.stack ?? cause.message);
  });

  return {
    begin() {
      requests = [];
      messages = [];
      pageErrors = [];
      dialogs = [];
    },
    requests: () => requests,
    messages: () => messages,
    addDialog: (fact) => {
      dialogs.push(fact);
    },
    consoleErrors: () => messages.filter((fact) => fact.level === 'error').map((fact) => fact.text),
    pageErrors: () => pageErrors,
    failedRequests: () => requests.filter(isProblem),
    dialogs: () => dialogs,
  };
}

/** A response of 400 or above, or a request that failed. A navigation that replaced a page aborts its requests: no problem of the shop. */
export function isProblem(fact: RequestFact): boolean {
  if (fact.error !== null) return fact.error !== 'net::ERR_ABORTED';
  return fact.status !== null && fact.status >= 400;
}

function noteResponse(open: WeakMap<Request, RequestFact>, response: Response): void {
  const fact = open.get(response.request());
  if (fact === undefined) return;
  fact.status = response.status();
  const length = Number(response.headers()['content-length'] ?? '0');
  fact.bytes = Number.isSafeInteger(length) ? length : 0;
}

function noteEnd(open: WeakMap<Request, RequestFact>, request: Request, clock: Clock): void {
  const fact = open.get(request);
  if (fact !== undefined) fact.durationMs = Math.round(clock.elapsed() - fact.startedMs);
}

function consoleFact(message: ConsoleMessage): ConsoleFact {
  return { level: message.type(), text: message.text(), url: message.location().url };
}
