import type { Bilingual } from '../base/bilingual.ts';
import { limits } from '../base/limits.ts';
import type { RunEvent } from '../model/event.ts';

export type Refusal = Omit<Extract<RunEvent, { kind: 'network.refused' }>, 'kind'>;

/** Writes refusals down, once for each host and reason, and no more than the limit: a page may ask a thousand times. */
export function createRefusals(record: (event: RunEvent) => void): { tell(refusal: Refusal): void } {
  const told = new Set<string>();
  return {
    tell(refusal) {
      const key = [refusal.by, refusal.host, refusal.message.en].join('\n');
      if (told.has(key) || told.size >= limits.networkRefusalsPerRun) return;
      told.add(key);
      record({ kind: 'network.refused', ...refusal });
    },
  };
}

/** What the wall said while one step ran, for that step's own words. */
export type StepNotes = {
  begin(step: string | null): void;
  readonly step: () => string | null;
  note(message: Bilingual): void;
  readonly notes: () => readonly Bilingual[];
  /** Something that a checklist must not do: the step fails with the first of these. */
  stop(message: Bilingual): void;
  readonly stopped: () => Bilingual | null;
};

const notesPerStep = 5;

export function createStepNotes(): StepNotes {
  let step: string | null = null;
  let notes: Bilingual[] = [];
  let stopped: Bilingual | null = null;
  return {
    begin(id) {
      step = id;
      notes = [];
      stopped = null;
    },
    step: () => step,
    note(message) {
      if (notes.length < notesPerStep && notes.every(({ en }) => en !== message.en)) notes.push(message);
    },
    notes: () => notes,
    stop(message) {
      stopped ??= message;
    },
    stopped: () => stopped,
  };
}
