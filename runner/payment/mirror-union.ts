import type { Bilingual } from '../base/bilingual.ts';
import type { RunEvent, StoredEvent } from '../model/event.ts';
import { targetStream, type Journal } from '../model/journal.ts';
import type { TargetBook } from './book.ts';
import type { MirrorLine } from './mirror-line.ts';
import type { PaymentMirror } from './mirror.ts';
import { text } from './mirror-text.ts';

/** The stream in which payments of a run stand whose own stream is lost or damaged; no run, so nobody closes it. */
export function lostStream(targetId: string, runId: string): string {
  return `${targetStream(targetId)}/lost/${runId}`;
}

export type Union = {
  /** Runs whose payments came back from the second place, wholly or in part. */
  readonly returned: readonly string[];
  /** Told to people; `alarm`: records were lost or changed. */
  readonly notes: readonly { readonly alarm: boolean; readonly text: Bilingual }[];
};

/**
 * Makes journal and second place one again: what only one of them holds happened. Records that the journal lost are appended to it
 * with the time at which they were first written; records that the second place lacks are sent there. A loss halts the target.
 */
export async function uniteWithMirror(world: {
  readonly journal: Journal;
  readonly book: TargetBook;
  readonly mirror: PaymentMirror;
  /** Null when the stream cannot be read: damaged. */
  readonly read: (stream: string) => readonly StoredEvent[] | null;
}): Promise<Union> {
  const { journal, book, mirror, read } = world;
  const lines = await readBack(mirror);
  if ('text' in lines) return { returned: [], notes: [lines] };
  const returned: string[] = [];
  for (const [stream, stored] of byStream(lines)) {
    const known = read(stream);
    const own = stream === targetStream(book.targetId);
    // Another target's stream, and what was already brought back from here, are not ours to bring back.
    if (!own && stream.startsWith(targetStream(''))) continue;
    const lost = known === null || (known.length === 0 && !own);
    const into = lost ? lostStream(book.targetId, stream) : stream;
    const missing = own ? missingFacts(known ?? [], stored) : missingMoves(known ?? [], journal.events(into), stored);
    if (missing.length === 0) continue;
    journal.appendAll(into, missing);
    if (!own) returned.push(stream);
  }
  const notes = returned.map((runId) => ({ alarm: true, text: text.returned({ runId, place: mirror.place }) }));
  for (const [index, runId] of returned.entries()) {
    const message = notes[index]?.text;
    if (message !== undefined) book.halt({ cause: `lost-records-${runId}`, runId, payment: null, message });
  }
  const streams = [...new Set(lines.map(({ stored }) => stored.runId))].filter((stream) => read(stream) !== null);
  const copied = await mirror.copy([...streams, targetStream(book.targetId)]);
  if (copied.kind === 'copied') return { returned, notes };
  return { returned, notes: [...notes, { alarm: false, text: text.unwritable(copied) }] };
}

async function readBack(
  mirror: PaymentMirror,
): Promise<readonly MirrorLine[] | { readonly alarm: boolean; readonly text: Bilingual }> {
  try {
    const lines = await mirror.read();
    return lines ?? { alarm: false, text: text.oneWay({ place: mirror.place }) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { alarm: false, text: text.unreadable({ place: mirror.place, why }) };
  }
}

function byStream(lines: readonly MirrorLine[]): ReadonlyMap<string, readonly StoredEvent[]> {
  const streams = new Map<string, StoredEvent[]>();
  for (const { stored } of lines) {
    const known = streams.get(stored.runId);
    if (known === undefined) streams.set(stored.runId, [stored]);
    else known.push(stored);
  }
  return streams;
}

/** Moves of payments that the journal lacks, each once, in the order in which they were written. */
function missingMoves(
  known: readonly StoredEvent[],
  into: readonly StoredEvent[],
  stored: readonly StoredEvent[],
): readonly RunEvent[] {
  const there = new Set([...known, ...into].flatMap(({ hash, event }) => [hash, returnedHash(event)]));
  const missing = new Map(stored.flatMap((one) => (there.has(one.hash) ? [] : [[one.hash, one] as const])));
  return [...missing.values()].flatMap(({ event, at, hash }) =>
    event.kind === 'payment.moved'
      ? [{ ...event, facts: { ...event.facts, mirroredAt: event.facts['mirroredAt'] ?? at, mirroredHash: hash } }]
      : [],
  );
}

function returnedHash(event: RunEvent): string {
  return event.kind === 'payment.moved' ? (event.facts['mirroredHash'] ?? '') : '';
}

/** Facts of the target's own stream that it lacks. They are told apart by what they say: each says something once. */
function missingFacts(known: readonly StoredEvent[], stored: readonly StoredEvent[]): readonly RunEvent[] {
  const there = new Set(known.map(({ event }) => JSON.stringify(event)));
  const missing = new Map(stored.map(({ event }) => [JSON.stringify(event), event]));
  return [...missing].flatMap(([words, event]) => (there.has(words) ? [] : [event]));
}
