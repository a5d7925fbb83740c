import type { Section } from '../model/checklist.ts';
import type { Vocabulary } from '../model/verb.ts';
import { unreachable } from '../base/unreachable.ts';
import type { BrowserKeeper } from './browser-keeper.ts';
import type { Door } from './door.ts';
import { blockedBy } from './left-out.ts';
import { createRecorder } from './recorder.ts';
import { runSection } from './run-section.ts';
import { nextSection } from './schedule.ts';
import { text } from './text.ts';

/**
 * Runs all sections on N tracks: browser contexts side by side in one browser, ordered by needs and locks. Returns when every
 * section has ended or been left for a recorded reason.
 */
export async function runTracks(door: Door, keeper: BrowserKeeper, vocabulary: Vocabulary): Promise<void> {
  const pending: Section[] = [...door.plan.sections];
  const running: Section[] = [];
  const tracks = Math.max(1, door.plan.options.tracks);
  let changed = deferred();
  const tell = (): void => {
    changed.resolve();
    changed = deferred();
  };
  door.abort.addEventListener('abort', tell, { once: true });

  const track = async (number: number): Promise<void> => {
    for (;;) {
      if (door.abort.aborted) return leavePending(door, pending);
      const waiting = changed.promise;
      const decision = nextSection(pending, running, door.outcomes, tracks);
      switch (decision.kind) {
        case 'finished':
          return;
        case 'wait':
          await waiting;
          break;
        case 'block': {
          const { section, need } = decision;
          remove(pending, section);
          createRecorder(door).leave(section, section.steps, blockedBy(need));
          tell();
          break;
        }
        case 'run': {
          const { section } = decision;
          remove(pending, section);
          running.push(section);
          const [next] = pending;
          const openSession = keeper.opener(section, next ?? null);
          await runSection({ door, section, vocabulary, track: number, openSession });
          remove(running, section);
          tell();
          break;
        }
        default:
          unreachable(decision);
      }
    }
  };
  await Promise.all(Array.from({ length: tracks }, (_, index) => track(index + 1)));
}

function leavePending(door: Door, pending: Section[]): void {
  const by = door.abortedBy();
  const reason = { kind: 'aborted', by, message: text.aborted({ by }) } as const;
  for (const section of pending.splice(0))
    createRecorder(door).leave(section, section.steps, { status: 'not-run', reason });
}

function remove(list: Section[], section: Section): void {
  const index = list.indexOf(section);
  if (index >= 0) list.splice(index, 1);
}

type Deferred = { readonly promise: Promise<void>; readonly resolve: () => void };

function deferred(): Deferred {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
