import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent, StepFinished, StoredEvent } from '../../runner/model/event.ts';
import type { ReportDoc, ReportStep } from '../../runner/model/report.ts';
import { buildReport } from '../../runner/report/build.ts';

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

/** Reads what a run wrote into its folder. */
export function ranOf(parts: {
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
