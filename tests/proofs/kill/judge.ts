import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listReports, listStaged } from '../../../runner/archive/layout.ts';
import { systemClock } from '../../../runner/base/clock.ts';
import { createRedactor } from '../../../runner/base/redact.ts';
import { openJournal } from '../../../runner/journal/store.ts';
import type { RunEvent } from '../../../runner/model/event.ts';
import type { ReportDoc, ReportStep } from '../../../runner/model/report.ts';
import type { Project } from './project.ts';
import type { Witness } from './witness.ts';

/** What a run left, read by the journal and by the archive. */
export type Left = {
  readonly runId: string | null;
  readonly events: readonly RunEvent[];
  /** Folders of the run's report: none or one. */
  readonly folders: readonly string[];
  readonly doc: ReportDoc | null;
  /** What stands under `.staging` though nobody works on it. */
  readonly staged: readonly string[];
};

/** Reads the first run's journal (which checks its chain) and its report. */
export function readLeft(project: Project): Left {
  const { runId, events } = readJournal(project);
  const folders = runId === null ? [] : listReports(project.reports).filter((folder) => basename(folder) === runId);
  const [folder] = folders;
  const doc: ReportDoc | null =
    folder === undefined ? null : JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  return { runId, events, folders, doc, staged: listStaged(project.reports) };
}

function readJournal(project: Project): Pick<Left, 'runId' | 'events'> {
  if (!existsSync(project.journal)) return { runId: null, events: [] };
  const journal = openJournal(project.journal, { clock: systemClock, redactor: createRedactor([]) });
  try {
    const runId = journal.runs()[0]?.runId ?? null;
    return { runId, events: runId === null ? [] : journal.events(runId).map(({ event }) => event) };
  } finally {
    journal.close();
  }
}

/** Everything in which the report says something else than what the shop and the journal saw, but for one step. */
export function findLies(left: Left, witness: Witness, except: string | null): readonly string[] {
  const { doc, events } = left;
  if (left.runId === null) {
    const unseen = [...witness.pages.keys()];
    return [
      ...(unseen.length === 0 ? [] : [`steps acted (${unseen.join(', ')}) though no run was opened`]),
      ...(left.staged.length === 0 ? [] : [`nothing was opened, but ${left.staged.join(', ')} is left half-written`]),
    ];
  }
  if (doc === null) return ['the run was opened and has no report'];
  return [
    ...(left.folders.length === 1 ? [] : [`${left.folders.length} report folders`]),
    ...(left.staged.length === 0 ? [] : [`staged: ${left.staged.join(', ')}`]),
    ...doc.steps.filter(({ id }) => id !== except).flatMap((step) => stepLies(step, events, witness)),
    ...verdictLies(doc, events, witness),
    ...cleanupLies(doc, events, witness),
  ];
}

const acted = new Set(['passed', 'failed', 'flaky', 'known', 'inconclusive']);
const cut = new Set(['tool-error', 'aborted']);

function stepLies(step: ReportStep, events: readonly RunEvent[], witness: Witness): readonly string[] {
  const { id, status } = step;
  const seen = witness.pages.get(id) ?? 0;
  const started = events.some((event) => event.kind === 'step.started' && event.step === id);
  const finished = events.some(
    (event) => event.kind === 'step.finished' && event.step === id && event.status === status,
  );
  const lies: string[] = [];
  const lie = (words: string): void => void lies.push(`${id} is ${status}, but ${words}`);
  if (seen > 0 && !started) lie('the shop was asked before the journal knew');
  if (acted.has(status) && seen === 0) lie('the shop never saw it');
  if (acted.has(status) && !finished) lie('the journal has no such end');
  if (seen > 0 && !acted.has(status) && !cut.has(status)) lie('the shop saw it');
  if (seen > 1 && status === 'passed') lie(`the shop saw it ${seen} times`);
  return lies;
}

function verdictLies(doc: ReportDoc, events: readonly RunEvent[], witness: Witness): readonly string[] {
  const closings = events.filter((event) => event.kind === 'run.closed');
  const cuts = events.filter((event) => ['driver.lost', 'run.aborting', 'browser.lost'].includes(event.kind));
  const lies: string[] = [];
  if (closings.length !== 1) lies.push(`the run was closed ${closings.length} times`);
  if (events.at(-1)?.kind !== 'run.closed') lies.push(`the journal goes on after the end: ${events.at(-1)?.kind}`);
  if (doc.verdict !== 'GO') return lies;
  if (doc.ending.by !== 'supervisor') lies.push('GO though nobody saw the end');
  if (cuts.some(({ kind }) => kind !== 'browser.lost'))
    lies.push(`GO in spite of ${cuts.map(({ kind }) => kind).join()}`);
  const unseen = doc.steps.filter((step) => step.status !== 'passed' || !witness.pages.has(step.id));
  if (unseen.length > 0) lies.push(`GO without ${unseen.map(({ id }) => id).join(', ')}`);
  return lies;
}

/** What was put must be deleted, or the report must not look whole. */
function cleanupLies(doc: ReportDoc, events: readonly RunEvent[], witness: Witness): readonly string[] {
  const told = events.some(({ kind }) => kind === 'driver.lost' || kind === 'section.problem');
  return [...witness.changes].flatMap(([item, methods]) => {
    const deletes = methods.filter((method) => method === 'DELETE').length;
    if (deletes > 1) return [`${item} was cleaned up ${deletes} times`];
    if (deletes === 1 || told) return [];
    return [`${item} was put and never deleted, and the report (${doc.ending.by}) does not say so`];
  });
}
