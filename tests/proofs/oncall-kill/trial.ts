import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../runner/base/clock.ts';
import { createRedactor } from '../../../runner/base/redact.ts';
import { openJournal } from '../../../runner/journal/store.ts';
import type { StoredEvent } from '../../../runner/model/event.ts';
import type { Journal } from '../../../runner/model/journal.ts';
import { writeOnCall } from '../../../runner/model/oncall-json.ts';
import { onCallStream } from '../../../runner/model/oncall.ts';
import { finished, nightOnCall, plannedRun } from '../../../runner/oncall/testing/run.ts';
import type { PageProvider } from '../../kit/page-provider.ts';
import { removeFolder } from '../../kit/remove-folder.ts';

const runId = '20261121-153000-abcdef';
const page = `${runId}-shop`;
const worker = join(import.meta.dirname, 'worker.ts');

export type Kill = { readonly nth: number; readonly moment: 'before' | 'after' };
export type Trial = { readonly wasKilled: boolean; readonly lies: readonly string[]; readonly duplicates: number };

/** One night: a critical failure, a worker that is killed at one record, another worker, and a person who resolves the page. */
export async function runTrial(provider: PageProvider, kill: Kill): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-oncall-kill-'));
  const file = join(folder, 'journal.sqlite');
  const journal = openJournal(file, { clock: systemClock, redactor: createRedactor() });
  provider.got.length = 0;
  try {
    openNight(journal);
    const resolving = resolveWhenTold(journal, provider);
    const first = await work([file, runId, provider.url, String(kill.nth), kill.moment]);
    const wasKilled = first.signal === 'SIGKILL';
    const last = wasKilled ? await work([file, runId, provider.url, '0', 'before']) : first;
    const wasResolved = await resolving;
    const lies = [
      ...(last.code === 0 ? [] : [`the second worker ended with ${last.code ?? last.signal}`]),
      ...(wasResolved ? [] : ['the page never reached both channels']),
      ...check(journal.events(onCallStream(runId)), provider),
    ];
    return { wasKilled, lies, duplicates: provider.got.length - new Set(provider.got.map(({ id }) => id)).size };
  } finally {
    journal.close();
    removeFolder(folder);
  }
}

function openNight(journal: Journal): void {
  const contacts = [{ who: 'kim', by: ['push', 'mail'] }];
  const onCall = nightOnCall({ ladder: [{ afterMs: 0, notify: contacts }], publicUrl: null });
  journal.append(onCallStream(runId), {
    kind: 'oncall.opened',
    runId,
    target: { id: 'shop', title: 'shop' },
    onCall: { file: 'a.yaml', sha256: '0'.repeat(64) },
    settings: writeOnCall(onCall),
  });
  journal.appendAll(runId, [
    plannedRun([['A-01', 'critical', 'A']]),
    finished('A', 'A-01', 'failed'),
    { kind: 'run.closed', by: 'supervisor', verdict: 'NO-GO', exitCode: 1, message: { ko: '', en: '' } },
  ]);
}

/** A person says that it is over once both channels have told them; the worker then tells both that it is. */
async function resolveWhenTold(journal: Journal, provider: PageProvider): Promise<boolean> {
  for (const channel of ['push', 'mail'])
    await provider.next(({ body }) => body['kind'] === 'page' && body['channel'] === channel);
  await accepted(journal);
  journal.append(onCallStream(runId), {
    kind: 'page.changed',
    page,
    change: 'resolved',
    by: 'kim',
    headline: { ko: '끝', en: 'over' },
    steps: ['A-01'],
  });
  return true;
}

/** Both must stand in the journal as accepted, or there would be nobody to tell that it is over. */
async function accepted(journal: Journal): Promise<void> {
  const isIt = (): boolean =>
    journal
      .events(onCallStream(runId))
      .filter(({ event }) => event.kind === 'notice.tried' && event.result === 'accepted').length >= 2;
  while (!isIt()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function work(args: readonly string[]): Promise<{ readonly code: number | null; readonly signal: string | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', worker, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

function check(events: readonly StoredEvent[], provider: PageProvider): readonly string[] {
  const lies: string[] = [];
  const kinds = events.map(({ event }) => event.kind);
  if (kinds.filter((kind) => kind === 'page.opened').length !== 1) lies.push('not exactly one page');
  const queued = events.flatMap(({ event }) => (event.kind === 'notice.queued' ? [event.notice] : []));
  if (new Set(queued).size !== queued.length) lies.push('something was queued twice');
  if (queued.length !== 4) lies.push(`${queued.length} notices instead of two pages and two endings`);
  for (const notice of queued) {
    const got = provider.got.filter(({ id }) => id === notice);
    if (got.length === 0) lies.push(`${notice} never arrived`);
    if (got.length > 2) lies.push(`${notice} arrived ${got.length} times`);
    if (got.length === 2 && got[1]?.body['maybeDuplicate'] !== true)
      lies.push(`${notice} came again and does not say so`);
    const isAccepted = events.some(
      ({ event }) => event.kind === 'notice.tried' && event.notice === notice && event.result === 'accepted',
    );
    if (!isAccepted) lies.push(`${notice} is not accepted in the journal`);
  }
  if (events.at(-1)?.event.kind !== 'worker.stopped') lies.push('the worker did not end by itself');
  return lies;
}
