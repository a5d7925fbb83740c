import type { Severity } from '../../model/checklist.ts';
import type { RunEvent } from '../../model/event.ts';
import type { Journal } from '../../model/journal.ts';
import { onCallStream, type OnCall, type OnCallEvent } from '../../model/oncall.ts';
import { createDesk, type Desk } from '../desk.ts';
import { fakeChannel, type FakeChannel } from './channel.ts';
import { nightJournal } from './journal.ts';
import { nightOnCall, plannedRun, runId, startMs } from './run.ts';

/* A night in memory: its own clock, a journal without a disk, channels that do as they are told. */

export type Night = ReturnType<typeof openNight>;

type Given = {
  readonly onCall?: OnCall;
  readonly steps?: readonly (readonly [string, Severity, string])[];
};

/** A desk, its channels and its clock; `pass` lets time go by as far as the desk asks to be looked at. */
export function openNight(given: Given = {}) {
  const time = { nowMs: startMs };
  const now = (): number => time.nowMs;
  const journal = nightJournal(now);
  const channels = nightChannels(now);
  const open = (): Desk => openDesk({ journal, now, channels, onCall: given.onCall ?? nightOnCall() });
  let desk = open();
  const settle = async (): Promise<number | null> => {
    for (;;) {
      const next = desk.tick();
      if (desk.underWay() === 0) return next;
      await desk.settled();
    }
  };
  const steps: Given['steps'] = given.steps ?? [
    ['A-01', 'critical', 'A'],
    ['B-01', 'critical', 'B'],
  ];
  journal.append(runId, plannedRun(steps));
  return {
    journal,
    channels,
    settle,
    now,
    happen: async (...events: readonly RunEvent[]) => {
      journal.appendAll(runId, events);
      return settle();
    },
    say: async (event: OnCallEvent) => {
      journal.append(onCallStream(runId), event);
      return settle();
    },
    pages: () => journal.events(onCallStream(runId)).map(({ event }) => event),
    restart: () => {
      desk = open();
    },
    isDone: () => desk.isDone(),
    /** Time goes by and nobody looks. */
    sleep: (ms: number) => {
      time.nowMs += ms;
    },
    pass: (ms: number) => letPass(time, ms, settle),
  };
}

type Channels = ReturnType<typeof nightChannels>;

function nightChannels(now: () => number) {
  return {
    push: fakeChannel('push', now),
    mail: fakeChannel('mail', now, { interrupts: false }),
    chat: fakeChannel('chat', now, { interrupts: false, edits: true }),
    voice: fakeChannel('voice', now),
  } satisfies { readonly [id: string]: FakeChannel };
}

function openDesk(given: {
  readonly journal: Journal;
  readonly now: () => number;
  readonly channels: Channels;
  readonly onCall: OnCall;
}): Desk {
  const { journal, now, channels, onCall } = given;
  return createDesk({
    journal,
    clock: { now, elapsed: now },
    runId,
    onCall,
    target: { id: 'shop', title: '하늘홈쇼핑' },
    channels: new Map(Object.values(channels).map((channel) => [channel.id, channel])),
    link: ({ notice }) => `https://oncall.example/a/${notice}`,
    random: () => 0.5,
    wake: () => undefined,
  });
}

async function letPass(
  time: { nowMs: number },
  ms: number,
  settle: () => Promise<number | null>,
): Promise<number | null> {
  const end = time.nowMs + ms;
  let next = await settle();
  while (next !== null && next <= end) {
    time.nowMs = Math.max(time.nowMs, next);
    next = await settle();
    if (next !== null && next <= time.nowMs) time.nowMs += 1;
  }
  time.nowMs = end;
  return settle();
}
