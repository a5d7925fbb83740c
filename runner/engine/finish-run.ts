import type { Redactor } from '../base/redact.ts';
import { sealRun } from '../archive/seal.ts';
import { buildReport } from '../report/build.ts';
import { closeRun } from '../report/close.ts';
import { reportFormats } from '../report/index.ts';
import { frozenSources } from '../report/sources.ts';
import type { RunClosed } from '../model/event.ts';
import type { FrozenSources } from '../model/format.ts';
import type { Journal } from '../model/journal.ts';
import type { ReportDoc } from '../model/report.ts';
import type { Signer } from '../sign/signer.ts';

export type Finishing = {
  readonly journal: Journal;
  readonly runId: string;
  readonly by: RunClosed['by'];
  readonly reports: string;
  readonly signer: Signer;
  readonly redactor: Redactor;
};

export type FinishedRun = { readonly doc: ReportDoc; readonly folder: string; readonly sources: FrozenSources };

/**
 * Closes a run in the journal (once), folds its events into the report, writes every format and seals the folder. May be
 * called again after a crash at any point: the journal says whether the run is closed, the archive whether it is sealed.
 */
export async function finishRun(work: Finishing): Promise<FinishedRun> {
  const { journal, runId } = work;
  const before = journal.events(runId);
  if (!before.some(({ event }) => event.kind === 'run.closed')) journal.append(runId, closeRun(before, work.by));
  const events = journal.events(runId);
  const doc = buildReport(events);
  const frozen = events.flatMap(({ event }) => (event.kind === 'run.opened' ? event.frozen : []));
  const sources = frozenSources(events);
  const files = reportFormats.flatMap((format) => format.render(doc, sources));
  const folder = await sealRun({
    reportsDirectory: work.reports,
    doc,
    files,
    sources: frozen,
    journalLines: events.map(({ line }) => line),
    signer: work.signer,
    redactor: work.redactor,
  });
  return { doc, folder, sources };
}
