import { parseEvent } from '../../runner/model/parse-event.ts';
import type { RunEvent, StoredEvent } from '../../runner/model/event.ts';
import type { Seed } from './archive-seed.ts';
import { BenchProblem } from './options.ts';

export type Rewrite = { readonly runId: string; readonly startMs: number; readonly index: number };

const people = ['kim', 'lee', 'park', 'choi', 'jung', '한소라', '이도윤'];

/** The seed's events as another run would have written them: its own id, times, files, release and person; every fifth run has a failed step. */
export function rewriteEvents(seed: Seed, run: Rewrite): readonly { readonly at: string; readonly event: RunEvent }[] {
  const laterMs = run.startMs - Date.parse(seed.events[0]?.at ?? '');
  const files = new Map(
    seed.evidence.map(({ path, sha256, bytes }) => [
      path,
      `"path":"${path}","sha256":"${sha256}","bytes":${bytes.length}`,
    ]),
  );
  const shift = (time: string): string => new Date(Date.parse(time) + laterMs).toISOString();
  const steps = seed.events.flatMap(({ event }, index) => (event.kind === 'step.finished' ? [index] : []));
  const failing = run.index % 5 === 4 ? steps[(run.index * 31) % steps.length] : undefined;
  return seed.events.map((stored, index) => {
    const text = JSON.stringify(stored.event)
      .replaceAll(seed.runId, run.runId)
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, shift)
      // The pictures have grown since they were taken.
      .replaceAll(
        /"path":"([^"]+)","sha256":"[0-9a-f]{64}","bytes":\d+/g,
        (whole, path: string) => files.get(path) ?? whole,
      );
    const event = read(text);
    return { at: shift(stored.at), event: index === failing ? failed(event, seed.events) : ofRun(event, run) };
  });
}

function read(text: string): RunEvent {
  const parsed = parseEvent(JSON.parse(text));
  if ('problem' in parsed) throw new BenchProblem(`an event cannot be rewritten: ${parsed.problem}`);
  return parsed.event;
}

function ofRun(event: RunEvent, { index }: Rewrite): RunEvent {
  const release = `2026.${1 + (index % 12)}.${index % 40}-rc${1 + (index % 3)}`;
  if (event.kind === 'run.opened')
    return { ...event, operator: { ...event.operator, user: people[index % people.length] ?? 'kim' } };
  return event.kind === 'target.identified' ? { ...event, fingerprint: release } : event;
}

function failed(event: RunEvent, events: readonly StoredEvent[]): RunEvent {
  const opened = events[0]?.event;
  const file = opened?.kind === 'run.opened' ? (opened.frozen[0]?.file ?? '') : '';
  if (event.kind !== 'step.finished') return event;
  const message = { ko: '상품 목록이 비어 있습니다.', en: 'The list of products is empty.' };
  return {
    ...event,
    status: 'failed',
    failure: { message, at: { file, line: 1, column: 1, endLine: 1, endColumn: 2 } },
  };
}
