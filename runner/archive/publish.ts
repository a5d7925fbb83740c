import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '../base/bilingual.ts';
import { isObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { readMailServer } from '../base/mail-server.ts';
import { plainText } from '../base/plain-text.ts';
import { sweepUnfinished } from '../base/unfinished.ts';
import { within } from '../base/within.ts';
import { writeAtomic } from '../base/write-atomic.ts';
import { readCheckpoint } from '../sign/note.ts';
import type { PublishHook } from './config.ts';
import { ledgerFiles } from './ledger/read.ts';
import { publishText } from './publish-text.ts';

export type PublishWork = {
  readonly reports: string;
  readonly state: string;
  readonly hooks: readonly PublishHook[];
  readonly env: NodeJS.ProcessEnv;
};

/**
 * Tells every place outside the archive that has not heard of the newest checkpoint. A place that cannot be reached hears of it with the
 * next one: a later checkpoint covers every earlier entry. Returns what went wrong, for people.
 */
export async function publishCheckpoint({ reports, state, hooks, env }: PublishWork): Promise<readonly Bilingual[]> {
  const { checkpoint } = ledgerFiles(reports);
  if (hooks.length === 0 || !existsSync(checkpoint)) return [];
  const text = readFileSync(checkpoint, 'utf8');
  const head = readCheckpoint(text);
  if (head === null) return [];
  const file = join(state, 'published.json');
  sweepUnfinished(state);
  const before = readPublished(file);
  const waiting = hooks.filter((hook) => before[idOf(hook)] !== `${head.origin} ${head.size}`);
  if (waiting.length === 0) return [];
  const results = await Promise.all(waiting.map(async (hook) => ({ hook, problem: await tell(hook, text, env) })));
  const told = results
    .filter(({ problem }) => problem === null)
    .map(({ hook }) => [idOf(hook), `${head.origin} ${head.size}`]);
  if (told.length > 0) writeAtomic(file, `${JSON.stringify({ ...before, ...Object.fromEntries(told) }, null, 2)}\n`);
  return results.flatMap(({ hook, problem }) => (problem === null ? [] : [publishText.failed(nameOf(hook), problem)]));
}

/** Null, or why it did not work; never throws for what the other side does. */
async function tell(hook: PublishHook, text: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    if (hook.kind === 'command') return await runCommand(hook.command, text);
    return hook.kind === 'webhook' ? await post(hook.url, text, env) : await mail(hook, text, env);
  } catch (error) {
    // Whatever a program, a server or a line does is that place's answer.
    return error instanceof Error ? error.message : String(error);
  }
}

async function runCommand(command: readonly string[], text: string): Promise<string | null> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], shell: false });
  const timer = setTimeout(() => child.kill('SIGKILL'), limits.publishMs);
  // A program may end without reading everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(text);
  const ended = await new Promise<number | string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(code ?? signal ?? 'ended'));
  });
  clearTimeout(timer);
  return ended === 0 ? null : `exit ${ended}`;
}

/** POSTFLIGHT_ARCHIVE_WEBHOOK_TOKEN is sent as a bearer token where there is one. */
async function post(url: string, text: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const token = env['POSTFLIGHT_ARCHIVE_WEBHOOK_TOKEN'] ?? '';
  const response = await fetch(url, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    redirect: 'error',
    signal: AbortSignal.timeout(limits.publishMs),
  });
  await response.body?.cancel();
  return response.ok ? null : `HTTP ${response.status}`;
}

async function mail(
  { from, to }: Extract<PublishHook, { readonly kind: 'email' }>,
  text: string,
  env: NodeJS.ProcessEnv,
): Promise<string | null> {
  const address = env['POSTFLIGHT_ARCHIVE_SMTP'] ?? '';
  if (address === '') return 'POSTFLIGHT_ARCHIVE_SMTP is not set';
  const server = readMailServer(address);
  if (server === null) return 'POSTFLIGHT_ARCHIVE_SMTP is no smtps://user:password@host';
  // Loaded only where mail is sent: a run does not wait for it.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    ...server,
    connectionTimeout: limits.publishMs,
    greetingTimeout: limits.publishMs,
    socketTimeout: limits.publishMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const [origin, size] = text.split('\n');
    const subject = `Postflight ledger ${origin ?? ''}: ${size ?? ''} entries`;
    // A server that answers one letter a second keeps every time-out of the line alive.
    const sent = await within(transport.sendMail({ from, to: [...to], subject, text }), limits.publishMs);
    return sent.rejected.length === 0 ? null : 'an address was rejected';
  } finally {
    transport.close();
  }
}

function readPublished(file: string): { readonly [hook: string]: unknown } {
  if (!existsSync(file)) return {};
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(json) ? json : {};
  } catch (error) {
    // A note of ours that somebody broke: everything is told once more, which does no harm.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function idOf(hook: PublishHook): string {
  return createHash('sha256').update(JSON.stringify(hook)).digest('hex').slice(0, 16);
}

/** For people: without paths and queries of a URL, which may hold a secret. */
function nameOf(hook: PublishHook): string {
  if (hook.kind === 'command') return plainText(hook.command[0] ?? '');
  return hook.kind === 'webhook' ? new URL(hook.url).origin : plainText(hook.to.join(', '));
}
