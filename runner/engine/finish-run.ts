import type { Redactor } from '../base/redact.ts';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { names, reportFolder, stagingFolder } from '../archive/layout.ts';
import { sealRun, type SealingArchive } from '../archive/seal.ts';
import { buildReport } from '../report/build.ts';
import { closeRun } from '../report/close.ts';
import { reportFormats } from '../report/index.ts';
import { frozenSources } from '../report/sources.ts';
import type { Bilingual } from '../base/bilingual.ts';
import type { RunClosed, RunEvent, StoredEvent } from '../model/event.ts';
import type { SettleEnd } from '../payment/settle.ts';
import { sweepHalt } from '../payment/sweep.ts';
import { onCallStream } from '../model/oncall.ts';
import type { FrozenSources } from '../model/format.ts';
import type { Journal } from '../model/journal.ts';
import type { ReportDoc } from '../model/report.ts';
import type { Signer } from '../sign/signer.ts';
import type { Target } from '../model/target.ts';
import { compareFreeze, type FreezeNow } from './freeze.ts';
import type { MoneyDesk } from './money-desk.ts';
import { standingOn } from './standing.ts';
import { text } from './text.ts';

export type Finishing = {
  readonly journal: Journal;
  readonly runId: string;
  readonly by: RunClosed['by'];
  readonly reports: string;
  readonly signer: Signer;
  readonly redactor: Redactor;
  /** The archive's ledger; left out only where a test has none. */
  readonly archive?: SealingArchive | undefined;
  /** Brings the run's payments to their ends before it is closed; left out only where a test has no money. */
  readonly money?: MoneyDesk | undefined;
  /** As the run's own command has read it; left out: as the journal froze it. */
  readonly target?: Target | undefined;
  /** Prints the report's page; left out: no PDF is sealed with it. */
  readonly print?: ((page: string, runId: string) => Promise<Buffer | null>) | undefined;
  /** Looks at what was frozen once more; left out only where a test has no files. */
  readonly freeze?: FreezeNow | undefined;
};

export type FinishedRun = { readonly doc: ReportDoc; readonly folder: string; readonly sources: FrozenSources };

/**
 * Closes a run in the journal (once), folds its events into the report, writes every format and seals the folder. May be
 * called again after a crash at any point: the journal says whether the run is closed, the archive whether it is sealed.
 */
export async function finishRun(work: Finishing): Promise<FinishedRun> {
  const { journal, runId } = work;
  if (!journal.events(runId).some(({ event }) => event.kind === 'run.closed')) {
    await endMoney(work);
    journal.appendAll(runId, lastLooks(work));
    journal.append(runId, closeRun(journal.events(runId), work.by));
  }
  const events = journal.events(runId);
  const facts = work.archive?.facts() ?? null;
  const built = buildReport(events, journal.events(onCallStream(runId)));
  const doc: ReportDoc =
    facts === null ? built : { ...built, sealing: { keyId: work.signer.keyId, previous: facts.previous } };
  const frozen = events.flatMap(({ event }) => (event.kind === 'run.opened' ? event.frozen : []));
  const sources = frozenSources(events);
  const files = reportFormats.flatMap((format) => format.render(doc, sources));
  const pdf = work.print === undefined ? [] : await printed(work, files, work.print);
  const folder = await sealRun({
    reportsDirectory: work.reports,
    doc,
    files: [...files, ...pdf],
    sources: frozen,
    journalLines: events.map(({ line }) => line),
    signer: work.signer,
    redactor: work.redactor,
    // The page and the signed statement name the same report before this one, however many end meanwhile.
    archive: work.archive === undefined || facts === null ? work.archive : { ...work.archive, facts: () => facts },
  });
  return { doc, folder, sources };
}

/** What is looked at once more before a run is closed: what was frozen, and whether its report will be believed. */
function lastLooks({ journal, runId, by, freeze, archive, signer }: Finishing): readonly RunEvent[] {
  const events = journal.events(runId);
  const compared = freeze === undefined ? null : compareFreeze(events, { ...freeze, isLater: by === 'recovery' });
  const doubts = archive?.ownKeys(signer).doubts ?? [];
  return [
    ...(compared === null ? [] : [compared]),
    ...doubts.map(({ keyId, message }): RunEvent => ({ kind: 'signer.doubted', keyId, message })),
  ];
}

/** The PDF of a report that is about to be sealed: its pictures stand in the staging folder already, and its page is put beside them. */
async function printed(
  { reports, runId }: Finishing,
  files: readonly { readonly name: string; readonly text: string }[],
  print: NonNullable<Finishing['print']>,
): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> {
  const page = files.find(({ name }) => name === names.html);
  const staging = stagingFolder(reports, runId);
  if (page === undefined || existsSync(reportFolder(reports, runId))) return [];
  mkdirSync(staging, { recursive: true });
  writeFileSync(join(staging, page.name), page.text);
  const bytes = await print(join(staging, page.name), runId);
  return bytes === null ? [] : [{ name: names.pdf, bytes }];
}

/**
 * Settles what the run paid, sends the tickets that came of it and writes what stands on its target. Whatever goes wrong there, the run is
 * closed and says so.
 */
async function endMoney({ journal, runId, money, target }: Finishing): Promise<void> {
  const [first] = journal.events(runId);
  if (money === undefined || first?.event.kind !== 'run.opened') return;
  try {
    const end = await money.settleRun(runId, target ?? null);
    if (end !== null) journal.appendAll(runId, alarmsOf(journal.events(runId), end, runId));
    await money.deliver(runId, target ?? null);
  } catch (error) {
    const message = text.notSettled({ why: error instanceof Error ? error.message : String(error) });
    journal.append(runId, { kind: 'guard.tripped', guard: 'settle', step: null, message, money: false });
  }
  journal.append(runId, standingOn(journal, 'end', { targetId: first.event.target.id, runId }));
}

/** What settling found to be wrong with money, for the run's verdict: only what the run's own gate has not told, and nobody has lifted. */
function alarmsOf(events: readonly StoredEvent[], end: SettleEnd, runId: string): readonly RunEvent[] {
  const told = new Set(
    events.flatMap(({ event }) => (event.kind === 'guard.tripped' && event.money ? [event.step] : [])),
  );
  const tripped = (guard: string, step: string | null, message: Bilingual): RunEvent => {
    return { kind: 'guard.tripped', guard, step, message, money: true };
  };
  const payments = end.payments.filter((one) => one.kind === 'alarm' && one.runId === runId && !told.has(one.step));
  const unknown = end.swept?.kind === 'swept' ? end.swept.unknown : [];
  const swept = unknown.filter((one) => end.halts.includes(sweepHalt(one.paymentKey)));
  return [
    ...payments.map((one) => tripped('settle', one.step, one.text)),
    ...swept.map((one) => tripped('sweep', one.owner?.runId === runId ? one.owner.step : null, one.text)),
  ];
}
