import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { devices, type Browser } from 'playwright';
import { systemClock } from '../../runner/base/clock.ts';
import type { Redactor } from '../../runner/base/redact.ts';
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
import type { RunEvent } from '../../runner/model/event.ts';
import type { Journal } from '../../runner/model/journal.ts';
import type { Plan, RunOptions } from '../../runner/model/plan.ts';
import type { PersonDesk, World } from '../../runner/model/verb.ts';
import { closeRun } from '../../runner/report/close.ts';
import { verbs } from '../../runner/verbs/index.ts';
import { launchChromium } from './chromium.ts';
import { startSite, type Site } from './engine-site.ts';
import { target as demo } from './payment-world.ts';
import { ranOf, type Ran } from './ran.ts';

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
  const server = await startSite();
  const { url } = server;
  return {
    url,
    browser,
    run: async (yaml, wishes = {}) => {
      const requests = server.serve(wishes.site ?? {});
      const own = mkdtempSync(join(folder, 'run-'));
      const ran = await runYaml(yaml, { browser, url, folder: own, wishes });
      return { ...ran, requests };
    },
    close: async () => {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
  const journal = openJournal(join(folder, 'journal.sqlite'), { clock: systemClock, redactor });
  const runId = newRunId(systemClock);
  journal.append(runId, openedEvent(plan, { version: 'test', door: 'run' }));
  const door = doorOf({ plan, runId, journal, redactor, folder, browser, wishes });
  const keeper: BrowserKeeper = {
    opener: (section) => () => openSession(browser, contextOptions(plan, section.device), systemClock),
    close: () => Promise.resolve(),
  };
  const startedMs = systemClock.elapsed();
  const words = verbs.map((verb) => ({ ...verb, run: wishes.replaced?.[verb.name] ?? verb.run.bind(verb) }));
  await runTracks(door, keeper, { verbs: words, expectations });
  const elapsedMs = systemClock.elapsed() - startedMs;
  journal.append(runId, closeRun(journal.events(runId), 'supervisor'));
  const stored = journal.events(runId);
  journal.close();
  return ranOf({ stored, runId, elapsedMs, folder });
}

/** A door like the driver's, with a person who stops the run when the wishes say so. */
function doorOf(parts: {
  readonly plan: Plan;
  readonly runId: string;
  readonly journal: Journal;
  readonly redactor: Redactor;
  readonly folder: string;
  readonly browser: Browser;
  readonly wishes: RunWishes;
}): Door {
  const { plan, runId, journal, redactor, folder, browser, wishes } = parts;
  const env = wishes.env ?? {};
  const secrets = createSecrets(env, redactor);
  const abort = new AbortController();
  return {
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
    gates:
      wishes.gates ??
      createGateProvider({ journal, runId, plan, secrets, clock: systemClock, env, lockFolder: folder }),
    personFor: () => wishes.person ?? nobody,
    around: async (_step, body) => {
      await body();
    },
    noticed: (event) => {
      if (wishes.abortWhen?.(event) === true && !abort.signal.aborted) {
        journal.append(runId, { kind: 'run.aborting', by: 'tester', message: { ko: '중단', en: 'stop' } });
        abort.abort();
      }
      wishes.when?.(event, browser);
    },
    baseVariables: () => baseVariables(plan, runId),
  };
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
