import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import type { Redactor } from '../base/redact.ts';
import { limits } from '../base/limits.ts';
import { plainText } from '../base/plain-text.ts';
import type { ConsoleFacts, Evidence, EvidenceFile, NetworkFacts } from '../model/event.ts';
import type { RequestFact, SeenFacts } from '../watch/page-facts.ts';
import { takeBetweenPages } from './between-pages.ts';
import { whileCovered } from './cover-elements.ts';
import type { Masking } from './masking.ts';
import type { Session } from './session.ts';
import { within } from '../base/within.ts';

/** Writes the evidence of one run under its staging folder. Text is redacted here; files are listed with their digests. */
export type EvidenceStore = {
  text(folder: string, name: string, content: string): Promise<EvidenceFile>;
  bytes(folder: string, name: string, content: Buffer): Promise<EvidenceFile>;
  /** Text of a page as it may be shown: harmless for a terminal, secrets hidden, and only then cut. */
  readonly shown: (text: string) => string;
};

export function createEvidenceStore(runFolder: string, redactor: Redactor): EvidenceStore {
  const made = new Set<string>();
  const write = async (folder: string, name: string, content: Buffer): Promise<EvidenceFile> => {
    const wanted = `evidence/${fileName(folder)}/${fileName(name)}`;
    if (!made.has(folder)) await mkdir(dirname(join(runFolder, wanted)), { recursive: true });
    made.add(folder);
    const path = await writeNew(runFolder, wanted, content);
    return { path, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
  };
  return {
    text: (folder, name, content) => write(folder, name, Buffer.from(redactor.text(content))),
    bytes: write,
    shown: (text) => shownText(text, redactor),
  };
}

/** A secret that was cut in two would no longer be found, so it is hidden first. */
export function shownText(text: string, redactor: Redactor): string {
  const whole = redactor.text(plainText(text));
  return whole.length <= limits.observedTextLength ? whole : `${whole.slice(0, limits.observedTextLength)}…`;
}

/** Writes under the wanted path, or one with a number: what an event already names by its digest is never written over. */
async function writeNew(runFolder: string, wanted: string, content: Buffer): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const path = copy === 1 ? wanted : wanted.replace(/(\.[a-z]+)$/, `.${copy}$1`);
    try {
      await writeFile(join(runFolder, path), content, { flag: 'wx' });
      return path;
    } catch (error) {
      // The name is taken: two clean-ups of one section, two ids that make one file name, two runs of one test.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** Takes a picture of the page as a JPEG by Chromium's protocol (a third of the cost of Playwright's PNG). Never throws. */
export async function takeScreenshot(
  session: Session,
  page: Page,
  place: {
    readonly folder: string;
    readonly attempt: number;
    readonly isHung?: boolean;
    readonly masking?: Masking | undefined;
  },
  store: EvidenceStore,
): Promise<Evidence> {
  const { folder, attempt, isHung = false, masking } = place;
  try {
    const protocol = await session.protocol(page);
    const limitMs = isHung ? hungScreenshotMs : screenshotMs;
    const take = (): Promise<{ readonly data: string }> =>
      protocol.send('Page.captureScreenshot', { format: 'jpeg', quality: 60 });
    const shot = await within(
      takeBetweenPages(masking === undefined ? take : () => whileCovered(page, masking.mask, take)),
      limitMs,
      late(limitMs),
    );
    const file = await store.bytes(
      folder,
      attempt === 1 ? 'screen.jpg' : `screen-${attempt}.jpg`,
      Buffer.from(shot.data, 'base64'),
    );
    const { width, height } = page.viewportSize() ?? session.viewport;
    return { kind: 'screenshot', file, width, height, pageUrl: store.shown(page.url()), attempt };
  } catch (error) {
    return {
      kind: 'missing',
      what: 'screenshot',
      why: error instanceof Error ? firstLine(error.message) : String(error),
      attempt,
    };
  }
}

/**
 * Whether the section's page still runs scripts. A page that waits for the next one to load does not either: ask only when no
 * picture could be had, which it can of a page that waits.
 */
export async function answers(session: Session): Promise<boolean> {
  try {
    const direct = await session.protocol(session.page);
    await within(direct.send('Runtime.evaluate', { expression: '0' }), answerMs, late(answerMs));
    return true;
  } catch (error) {
    // Only silence is no answer: a page that is gone or just being replaced says so.
    return !(error instanceof Late);
  }
}

/** The step's network facts: counts and problems inline, the requests in a file. */
export async function networkFacts(
  seen: SeenFacts,
  place: { readonly folder: string; readonly attempt: number },
  store: EvidenceStore,
): Promise<NetworkFacts> {
  const lines = seen.requests.map((request) => requestLine(request, store));
  const name = place.attempt === 1 ? 'network.jsonl' : `network-${place.attempt}.jsonl`;
  return {
    requests: seen.started,
    bytes: seen.bytes,
    problems: seen.problems.map(({ method, url, status, error }) => ({ method, url: store.shown(url), status, error })),
    file: lines.length === 0 ? null : await store.text(place.folder, name, `${lines.join('\n')}\n`),
  };
}

/** The step's console messages and uncaught exceptions, in their order; the exceptions first among the errors. */
export async function consoleFacts(
  seen: SeenFacts,
  place: { readonly folder: string; readonly attempt: number },
  store: EvidenceStore,
): Promise<ConsoleFacts> {
  const errors = [...seen.pageErrors, ...seen.consoleErrors].slice(0, limits.consoleFactsPerStep).map(store.shown);
  const lines = seen.messages.map(({ level, text, url }) =>
    JSON.stringify({ level, text: store.shown(text), url: store.shown(url) }),
  );
  const name = place.attempt === 1 ? 'console.jsonl' : `console-${place.attempt}.jsonl`;
  return {
    messages: seen.said,
    errors,
    file: lines.length === 0 ? null : await store.text(place.folder, name, `${lines.join('\n')}\n`),
  };
}

const screenshotMs = 5_000;
/** A page that did not stop at the step's limit seldom has itself drawn either. */
const hungScreenshotMs = 1_000;
const answerMs = 2_000;

function requestLine(request: RequestFact, store: EvidenceStore): string {
  const { method, url, type, status, error, bytes, durationMs } = request;
  return JSON.stringify({ method, url: store.shown(url), type, status, error, bytes, durationMs });
}

/** Step ids are ASCII by rule, but `each` adds brackets; names stay portable and never leave the folder. */
function fileName(value: string): string {
  return value.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_');
}

class Late extends Error {
  override readonly name = 'Late';
}

const late = (ms: number) => (): Late => new Late(`no answer within ${ms} ms`);

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
