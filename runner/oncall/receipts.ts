import type { Reached } from '../model/channel.ts';
import type { OnCallEvent } from '../model/oncall.ts';
import type { DeskWorld } from './desk-world.ts';
import type { NoticeState } from './notice-state.ts';
import { keep, type Aside } from './tell-providers.ts';
import { earliest } from './times.ts';

/** When a provider is asked what became of a message, counted from its acceptance. */
const askAfterMs = [3_000, 10_000, 30_000, 60_000, 120_000, 300_000] as const;

/** Asks for receipts that are due and writes what is new. Returns when the next one is due. */
export function askReceipts(
  world: DeskWorld,
  notices: ReadonlyMap<string, NoticeState>,
  aside: Aside,
  write: (events: readonly OnCallEvent[]) => void,
): number | null {
  const nowMs = world.clock.now();
  const next: (number | null)[] = [];
  for (const state of notices.values()) {
    const { queued, acceptedAt, providerId } = state;
    const ask = world.channels.get(queued.channel)?.reached ?? null;
    if (ask === null || acceptedAt === null || providerId === null || isFinal(state)) continue;
    const acceptedMs = Date.parse(acceptedAt);
    const asked = aside.asked.get(queued.notice) ?? 0;
    const waitMs = askAfterMs[asked];
    if (waitMs === undefined) continue;
    if (acceptedMs + waitMs > nowMs) {
      next.push(acceptedMs + waitMs);
      continue;
    }
    aside.asked.set(queued.notice, asked + 1);
    const asking = ask(providerId).then(
      (reached) => write(reached === null ? [] : receipt(state, world, reached)),
      // No answer is no receipt; it is asked for again until its times are over.
      () => undefined,
    );
    keep(aside, asking, world.wake);
  }
  return earliest(next);
}

function isFinal({ reached }: NoticeState): boolean {
  return reached.some(({ level }) => level === 'acknowledged' || level === 'failed');
}

/** Who presses "acknowledge" in a provider's app has the page as if they had pressed ours. */
function receipt({ queued, reached }: NoticeState, world: DeskWorld, found: Reached): readonly OnCallEvent[] {
  if (reached.some(({ level }) => level === found.level)) return [];
  const { level, at, detail } = found;
  const event: OnCallEvent = { kind: 'notice.reached', notice: queued.notice, level, at, detail };
  if (level !== 'acknowledged' || queued.page === null) return [event];
  const name = world.onCall.people.find(({ id }) => id === queued.person)?.name ?? queued.person;
  const { page, person } = queued;
  return [
    event,
    { kind: 'page.acknowledged', page, person, name, method: 'provider', answer: 'taken', to: null, note: detail },
  ];
}
