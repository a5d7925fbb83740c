import type { StoredEvent } from '../model/event.ts';
import { targetStream, type Journal } from '../model/journal.ts';
import type { Target } from '../model/target.ts';
import { folderPlace, httpPlace, type MirrorPlace } from './mirror-places.ts';
import { lineToMirror, type MirrorLine } from './mirror-line.ts';

/** The second place of payment records, so that the loss of one disk loses no open payment. */
export type PaymentMirror = {
  readonly place: string;
  /** Brings everything about money in these streams that is not there yet to the second place. Never throws. */
  copy(streams: readonly string[]): Promise<Copied>;
  /** What stands there, oldest first; null when the place cannot be read back. Throws when it should be readable and is not. */
  read(): Promise<readonly MirrorLine[] | null>;
};

export type Copied =
  | { readonly kind: 'copied' }
  | { readonly kind: 'failed'; readonly place: string; readonly why: string };

/** Opens the target's second place; null when it names none. Nothing is touched before the first copy. */
export function openMirror(
  target: Pick<Target, 'id' | 'mirror'>,
  world: { readonly journal: Journal; readonly fetch?: typeof fetch },
): PaymentMirror | null {
  if (target.mirror === null) return null;
  const { kind, place } = target.mirror;
  const there = kind === 'folder' ? folderPlace(place, target.id) : httpPlace(place, target.id, world.fetch ?? fetch);
  return keepCopies(world.journal, there);
}

function keepCopies(journal: Journal, there: MirrorPlace): PaymentMirror {
  // By hash and not by number: a journal that was made anew numbers from 1 again.
  let copied: Set<string> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const copy = async (streams: readonly string[]): Promise<Copied> => {
    try {
      copied ??= new Set(((await there.read()) ?? []).map(({ stored }) => stored.hash));
      const known = copied;
      const due = streams.flatMap((stream) =>
        journal.events(stream).filter((stored) => isMoney(stored) && !known.has(stored.hash)),
      );
      if (due.length > 0) await there.append(due.map(lineToMirror));
      for (const { hash } of due) known.add(hash);
      return { kind: 'copied' };
    } catch (error) {
      return { kind: 'failed', place: there.name, why: error instanceof Error ? error.message : String(error) };
    }
  };
  return {
    place: there.name,
    copy(streams) {
      // One after another: two copies at once would send the same lines twice.
      const mine = last.then(() => copy(streams));
      last = mine;
      return mine;
    },
    read: () => there.read(),
  };
}

/** What must survive the loss of a disk: payments and everything in a target's own stream. */
function isMoney({ runId, event }: StoredEvent): boolean {
  return event.kind === 'payment.moved' || runId.startsWith(targetStream(''));
}
