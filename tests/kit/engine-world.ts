import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { devices, type Browser } from 'playwright';
import { systemClock } from '../../runner/base/clock.ts';
import { newRunId } from '../../runner/base/ids.ts';
import { readChecklist } from '../../runner/checklist/read-checklist.ts';
import type { BrowserKeeper } from '../../runner/engine/browser-keeper.ts';
import type { Door } from '../../runner/engine/door.ts';
import { createEvidenceStore } from '../../runner/engine/evidence.ts';
import { createGateProvider, type GateProvider } from '../../runner/engine/gate-provider.ts';
import { trackOutcomes } from '../../runner/engine/outcomes.ts';
import { createPlan, openedEvent } from '../../runner/engine/plan.ts';
import { runTracks } from '../../runner/engine/tracks.ts';
import { createSecrets, environmentRedactor } from '../../runner/engine/secrets.ts';
import { contextOptions, openSession } from '../../runner/engine/session.ts';
import { baseVariables } from '../../runner/engine/variables.ts';
import { expectations } from '../../runner/expectations/index.ts';
import { openJournal } from '../../runner/journal/store.ts';
import type { Checklist } from '../../runner/model/checklist.ts';
import type { RunEvent, StepFinished, StoredEvent } from '../../runner/model/event.ts';
import type { RunOptions } from '../../runner/model/plan.ts';
import type { ReportDoc, ReportStep } from '../../runner/model/report.ts';
import type { PersonDesk, World } from '../../runner/model/verb.ts';
import { buildReport } from '../../runner/report/build.ts';
import { closeRun } from '../../runner/report/close.ts';
import { verbs } from '../../runner/verbs/index.ts';
import { launchChromium } from './chromium.ts';
import { target as demo } from './payment-world.ts';

/** A page as HTML, or what answers by itself. */
export type Route = string | ((request: IncomingMessage, response: ServerResponse) => unknown);
export type Site = { readonly [path: string]: Route };

export type RunWishes = Partial<RunOptions> & {
  readonly site?: Site;
  /** Files beside the checklist: flows, data. */
  readonly files?: { readonly [path: string]: string };
  readonly env?: NodeJS.ProcessEnv;
  readonly person?: PersonDesk;
  /** Stops the run as a person would, when this says so of an event that has just become durable. */
  readonly abortWhen?: (event: RunEvent) => boolean;
  /** Does something to the browser when an event has become durable. */
  readonly when?: (event: RunEvent, browser: Browser) => void;
  /** Instead of the real gate. */
  readonly gates?: GateProvider;
  /** Verbs that do something else than they say. */
  readonly replaced?: { readonly [verb: string]: (world: World) => Promise<void> };
  readonly targetVariables?: { readonly [name: string]: string };
};

/** What a run left behind. */
export type Ran = {
  readonly doc: ReportDoc;
  readonly stored: readonly StoredEvent[];
  readonly events: readonly RunEvent[];
  readonly runId: string;
  readonly elapsedMs: number;
  /** Requests that the site saw, `GET /path`, in order. */
  readonly requests: readonly string[];
  step(id: string): ReportStep;
  finishes(id: string): readonly StepFinished[];
  /** `A-01 passed, A-02 failed`. */
  statuses(): string;
  /** An evidence file. */
  file(path: string): Buffer;
  /** Everything that would be kept: the journal's lines, the report and every text file of evidence. */
  everything(): string;
};

/** A real browser and a loopback site for the engine's own tests. */
export type EngineWorld = {
  readonly url: string;
  readonly browser: Browser;
  run(yaml: string, wishes?: RunWishes): Promise<Ran>;
  close(): Promise<void>;
};

/** Starts browser and site; the caller closes them. */
export async function startEngineWorld(): Promise<EngineWorld> {
  const browser = await launchChromium();
  const folder = mkdtempSync(join(tmpdir(), 'postflight-engine-'));
  let site: Site = {};
  let requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    requests.push(`${request.method} ${pathname}`);
    answer(site[pathname] ?? defaults[pathname], request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    url,
    browser,
    run: async (yaml, wishes = {}) => {
      site = wishes.site ?? {};
      requests = [];
      const seen = requests;
      const own = mkdtempSync(join(folder, 'run-'));
      const ran = await runYaml(yaml, { browser, url, folder: own, wishes });
      return { ...ran, requests: seen };
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const defaults: Site = {
  '/': '<title>home</title><h1>home</h1>',
  '/500': (_request, response) => {
    response.writeHead(500, { 'content-type': 'text/html' });
    response.end('<h1>broken</h1>');
  },
  // Never answers.
  '/hang': () => undefined,
  '/favicon.ico': (_request, response) => response.writeHead(204).end(),
};

function answer(route: Route | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (typeof route === 'function') {
    route(request, response);
    return;
  }
  response.writeHead(route === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(route ?? 'not found');
}

type Surroundings = {
  readonly browser: Browser;
  readonly url: string;
  readonly folder: string;
  readonly wishes: RunWishes;
};

async function runYaml(yaml: string, { browser, url, folder, wishes }: Surroundings): Promise<Omit<Ran, 'requests'>> {
  const checklist = read(yaml, folder, wishes);
  const { tracks = 1, trace = 'off', confirm = true, env = {} } = wishes;
  const plan = createPlan({
    checklist,
    target: { ...demo, baseUrl: url, gateway: null, variables: wishes.targetVariables ?? {}, source: targetSource },
    sections: checklist.sections,
    options: { tracks, headed: false, debug: false, trace, confirm },
  });
  const redactor = environmentRedactor(env);
  const secrets = createSecrets(env, redactor);
  const journal = openJournal(join(folder, 'journal.sqlite'), { clock: systemClock, redactor });
  const runId = newRunId(systemClock);
  const abort = new AbortController();
  const noticed = (event: RunEvent): void => {
    if (wishes.abortWhen?.(event) === true && !abort.signal.aborted) {
      journal.append(runId, { kind: 'run.aborting', by: 'tester', message: { ko: '중단', en: 'stop' } });
      abort.abort();
    }
    wishes.when?.(event, browser);
  };
  const door: Door = {
    plan,
    runId,
    journal,
    clock: systemClock,
    redactor,
    secrets,
    evidence: createEvidenceStore(folder, redactor),
    outcomes: trackOutcomes(plan.sections),
    abort: abort.signal,
    abortedBy: () => 'tester',
    gates: wishes.gates ?? createGateProvider({ journal, runId, plan, secrets, clock: systemClock, env }),
    personFor: () => wishes.person ?? nobody,
    around: async (_step, body) => {
      await body();
    },
    noticed,
    baseVariables: () => baseVariables(plan, runId),
  };
  const keeper: BrowserKeeper = {
    opener: (section) => () => openSession(browser, contextOptions(plan, section.device), systemClock),
    close: () => Promise.resolve(),
  };
  journal.append(runId, openedEvent(plan, { version: 'test', door: 'run' }));
  const startedMs = systemClock.elapsed();
  const words = verbs.map((verb) => ({ ...verb, run: wishes.replaced?.[verb.name] ?? verb.run.bind(verb) }));
  await runTracks(door, keeper, { verbs: words, expectations });
  const elapsedMs = systemClock.elapsed() - startedMs;
  journal.append(runId, closeRun(journal.events(runId), 'supervisor'));
  const stored = journal.events(runId);
  journal.close();
  return ranOf({ stored, runId, elapsedMs, folder });
}

function read(yaml: string, folder: string, { files = {} }: RunWishes): Checklist {
  for (const [path, text] of Object.entries({ ...files, 'checklist.yaml': yaml })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const result = readChecklist('checklist.yaml', {
    vocabulary: { verbs, expectations },
    workingDirectory: folder,
    deviceNames: Object.keys(devices),
  });
  if ('ok' in result) return result.ok;
  throw new Error(result.diagnostics.map(({ at, code, what }) => `${at.line}:${at.column} ${code} ${what}`).join('\n'));
}

const targetText = 'target: 시험';
const targetSource = {
  file: 'targets/demo.yaml',
  sha256: createHash('sha256').update(targetText).digest('hex'),
  text: targetText,
};

const nobody: PersonDesk = {
  ask: () => Promise.resolve({ kind: 'nobody', message: { ko: '아무도 없음', en: 'nobody is there' } }),
};

function ranOf(parts: {
  readonly stored: readonly StoredEvent[];
  readonly runId: string;
  readonly elapsedMs: number;
  readonly folder: string;
}): Omit<Ran, 'requests'> {
  const { stored, runId, elapsedMs, folder } = parts;
  const events = stored.map(({ event }) => event);
  const doc = buildReport(stored);
  const file = (path: string): Buffer => readFileSync(join(folder, path));
  return {
    doc,
    stored,
    events,
    runId,
    elapsedMs,
    file,
    step: (id) => {
      const found = doc.steps.find((step) => step.id === id);
      if (found === undefined) throw new Error(`the report has no step ${id}`);
      return found;
    },
    finishes: (id) => events.flatMap((event) => (event.kind === 'step.finished' && event.step === id ? [event] : [])),
    statuses: () => doc.steps.map(({ id, status }) => `${id} ${status}`).join(', '),
    everything: () => {
      const lines = stored.map(({ line }) => line);
      const texts = [...lines.join('\n').matchAll(/"path":"(evidence\/[^"]+\.(?:txt|jsonl))"/g)].map(([, path]) =>
        file(path ?? '').toString('utf8'),
      );
      return [...lines, JSON.stringify(doc), ...texts].join('\n');
    },
  };
}
