import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import type { Redactor } from '../base/redact.ts';
import { limits } from '../base/limits.ts';
import type { ConsoleFacts, Evidence, EvidenceFile, NetworkFacts } from '../model/event.ts';
import { isProblem, type PageFacts, type RequestFact } from '../watch/page-facts.ts';
import type { Session } from './session.ts';

/** Writes the evidence of one run under its staging folder. Text is redacted here; files are listed with their digests. */
export type EvidenceStore = {
  text(folder: string, name: string, content: string): Promise<EvidenceFile>;
  bytes(folder: string, name: string, content: Buffer): Promise<EvidenceFile>;
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
  };
}

/** Writes under the wanted path, or one with a number: what an event already names by its digest is never written over. */
async function writeNew(runFolder: string, wanted: string, content: Buffer): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const path = copy === 1 ? wanted : wanted.replace(/(\.[a-z]+)$/, `~${copy}$1`);
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
  place: { readonly folder: string; readonly attempt: number },
  store: EvidenceStore,
): Promise<Evidence> {
  const { folder, attempt } = place;
  try {
    const protocol = await session.protocol(page);
    const shot = await withDeadline(
      protocol.send('Page.captureScreenshot', { format: 'jpeg', quality: 60 }),
      screenshotMs,
    );
    const file = await store.bytes(
      folder,
      attempt === 1 ? 'screen.jpg' : `screen-${attempt}.jpg`,
      Buffer.from(shot.data, 'base64'),
    );
    const { width, height } = page.viewportSize() ?? session.viewport;
    return { kind: 'screenshot', file, width, height, pageUrl: page.url(), attempt };
  } catch (error) {
    return {
      kind: 'missing',
      what: 'screenshot',
      why: error instanceof Error ? firstLine(error.message) : String(error),
      attempt,
    };
  }
}

/** The step's network facts: counts and problems inline, every request in a file. */
export async function networkFacts(
  facts: PageFacts,
  place: { readonly folder: string; readonly attempt: number },
  store: EvidenceStore,
): Promise<NetworkFacts> {
  const requests = facts.requests();
  const problems = requests.filter(isProblem).slice(0, limits.networkFactsPerStep);
  const lines = requests.slice(0, limits.networkFactsPerStep).map(requestLine);
  const name = place.attempt === 1 ? 'network.jsonl' : `network-${place.attempt}.jsonl`;
  return {
    requests: requests.length,
    bytes: requests.reduce((sum, request) => sum + request.bytes, 0),
    problems: problems.map(({ method, url, status, error }) => ({ method, url: cut(url), status, error })),
    file: lines.length === 0 ? null : await store.text(place.folder, name, `${lines.join('\n')}\n`),
  };
}

/** The step's console messages and uncaught exceptions. */
export async function consoleFacts(
  facts: PageFacts,
  place: { readonly folder: string; readonly attempt: number },
  store: EvidenceStore,
): Promise<ConsoleFacts> {
  const messages = facts.messages();
  const errors = [...facts.consoleErrors(), ...facts.pageErrors()].slice(0, limits.consoleFactsPerStep).map(cut);
  const lines = [
    ...messages.map((message) => JSON.stringify(message)),
    ...facts.pageErrors().map((error) => JSON.stringify({ level: 'exception', text: error })),
  ].slice(0, limits.consoleFactsPerStep);
  const name = place.attempt === 1 ? 'console.jsonl' : `console-${place.attempt}.jsonl`;
  return {
    messages: messages.length,
    errors,
    file: lines.length === 0 ? null : await store.text(place.folder, name, `${lines.join('\n')}\n`),
  };
}

const screenshotMs = 5_000;

function requestLine(request: RequestFact): string {
  const { method, url, type, status, error, bytes, durationMs } = request;
  return JSON.stringify({ method, url: cut(url), type, status, error, bytes, durationMs });
}

function cut(value: string): string {
  return value.length <= limits.observedTextLength ? value : `${value.slice(0, limits.observedTextLength)}…`;
}

/** Step ids are ASCII by rule, but `each` adds brackets; names stay portable and never leave the folder. */
function fileName(value: string): string {
  return value.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_');
}

async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
