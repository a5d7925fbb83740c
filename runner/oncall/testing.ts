import type { RunEvent, RunOpened, StoredEvent } from '../model/event.ts';
import type { Severity } from '../model/checklist.ts';
import type { Delivery, Notice, OpenChannel, Recipient, SendOptions } from '../model/channel.ts';
import type { Journal } from '../model/journal.ts';
import { onCallStream, type OnCall, type OnCallEvent } from '../model/oncall.ts';
import { createDesk, type Desk } from './desk.ts';

/* A night in memory: its own clock, a journal without a disk, channels that do as they are told. */

export const startMs = Date.UTC(2026, 10, 21, 15, 30);
export const runId = '20261121-153000-abcdef';
const at = { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };

export type Sent = {
  readonly atMs: number;
  readonly notice: Notice;
  readonly to: Recipient;
  readonly updates: string | null;
};

/** A journal whose times are the test's. */
export function nightJournal(now: () => number): Journal {
  const streams = new Map<string, StoredEvent[]>();
  const of = (stream: string): StoredEvent[] => {
    const known = streams.get(stream) ?? [];
    streams.set(stream, known);
    return known;
  };
  const append = (stream: string, event: RunEvent) => {
    const own = of(stream);
    const seq = own.length + 1;
    own.push({ runId: stream, seq, at: new Date(now()).toISOString(), event, prev: '', hash: '', line: '' });
    return { seq, hash: '' };
  };
  return {
    append,
    appendAll: (stream, events) => events.map((event) => append(stream, event)),
    appendDecided: (stream, choose) => choose(of(stream)).map((event) => append(stream, event)),
    events: (stream) => [...of(stream)],
    eventsAfter: (stream, last) => of(stream).slice(last?.seq ?? 0),
    version: () => 1,
    runs: () => [],
    close: () => undefined,
  };
}

export type FakeChannel = OpenChannel & {
  readonly sent: Sent[];
  answer: (attempt: number, notice: Notice) => Promise<Delivery> | Delivery;
};

/** A channel that accepts everything until its `answer` is changed. */
export function fakeChannel(
  id: string,
  now: () => number,
  how: { readonly interrupts?: boolean; readonly edits?: boolean } = {},
): FakeChannel {
  const sent: Sent[] = [];
  const channel: FakeChannel = {
    id,
    kind: 'fake',
    interrupts: how.interrupts ?? true,
    edits: how.edits ?? false,
    timeoutMs: 5_000,
    sent,
    answer: accepted,
    prepare: (notice, to) => ({
      what: 'local',
      line: id,
      headers: {},
      body: JSON.stringify(notice),
      maskedAddress: `${to.address.slice(0, 2)}…`,
    }),
    async send(notice: Notice, to: Recipient, { updates }: SendOptions) {
      sent.push({ atMs: now(), notice, to, updates });
      return channel.answer(sent.filter((one) => one.notice.id === notice.id).length, notice);
    },
    reached: null,
    prove: () => Promise.resolve(accepted()),
  };
  return channel;
}

export function accepted(): Delivery {
  return { kind: 'accepted', httpStatus: 202, providerId: 'p1', answer: 'ok' };
}

export function retry(httpStatus: number | null = 503, retryAfterMs: number | null = null): Delivery {
  return { kind: 'retry', httpStatus, retryAfterMs, why: { ko: '안 됨', en: 'no' } };
}

const person = (id: string, channels: readonly string[], quiet: OnCall['people'][number]['quiet'] = null) => ({
  id,
  name: id.toUpperCase(),
  language: 'ko' as const,
  phone: '010-0000-0000',
  addresses: Object.fromEntries(channels.map((channel) => [channel, `${id}@${channel}`])),
  quiet,
});

/** Kim first by push and mail; Lee after three minutes; Park after six; everybody by the second path. */
export function nightOnCall(change: Partial<OnCall> = {}): OnCall {
  const ways = ['push', 'mail', 'chat', 'voice'];
  return {
    id: 'shop',
    title: '당직',
    people: [person('kim', ways), person('lee', ways), person('park', ways), person('tool', ways)],
    rotas: [],
    channels: ways.map((id) => ({ id, kind: 'fake', settings: {} })),
    ladderOwner: 'self',
    ladder: [
      { afterMs: 0, notify: [{ who: 'kim', by: ['push', 'mail', 'chat'] }] },
      { afterMs: 180_000, notify: [{ who: 'lee', by: ['push'] }] },
      { afterMs: 360_000, notify: [{ who: 'park', by: ['push'] }] },
    ],
    secondPath: { acceptedWithinMs: 30_000, acknowledgedWithinMs: 300_000, notify: [{ who: 'lee', by: ['voice'] }] },
    toolOwners: [{ who: 'tool', by: ['push'] }],
    audience: [],
    publicUrl: 'https://oncall.example',
    heartbeats: [],
    schedule: null,
    lossPerMinuteKrw: null,
    statusEveryMs: 300_000,
    provenWithinMs: 86_400_000,
    source: { file: 'on-call/shop.yaml', sha256: '0'.repeat(64), text: '' },
    ...change,
  };
}

export function plannedRun(steps: readonly (readonly [string, Severity, string])[]): RunOpened {
  const sections = [...new Set(steps.map(([, , section]) => section))];
  return {
    kind: 'run.opened',
    tool: { name: 'postflight', version: '0' },
    door: 'run',
    operator: { user: 'u', host: 'h', node: 'n', platform: 'p' },
    checklist: { title: '점검', file: 'a.yaml', sources: [] },
    target: { id: 'shop', title: '하늘홈쇼핑', baseUrl: 'https://shop.example', sha256: '0'.repeat(64) },
    device: 'd',
    scope: { selectedSteps: steps.length, allSteps: steps.length },
    flaky: 'inconclusive',
    frozen: [],
    options: { tracks: 1, headed: false, trace: 'off', confirm: true },
    sections: sections.map((id) => ({
      id,
      title: `섹션 ${id}`,
      needs: [],
      steps: steps
        .filter(([, , section]) => section === id)
        .map(([step, severity]) => ({
          id: step,
          title: `제목 ${step}`,
          severity,
          effect: 'none',
          owner: null,
          runbook: 'https://runbook.example/1',
          at,
        })),
    })),
  };
}

export function finished(
  section: string,
  step: string,
  status: Extract<RunEvent, { kind: 'step.finished' }>['status'],
  attempt = 1,
): RunEvent {
  const isBroken = status === 'failed' || status === 'tool-error';
  return {
    kind: 'step.finished',
    section,
    step,
    attempt,
    status,
    durationMs: 1,
    failure: isBroken
      ? { message: { ko: '결과가 없습니다', en: 'no result' }, expected: '1', observed: '0', at }
      : null,
    reason: null,
    evidence: [],
    network: { requests: 0, bytes: 0, problems: [], file: null },
    console: { messages: 0, errors: [], file: null },
  };
}

export type Night = ReturnType<typeof openNight>;

/** A desk, its channels and its clock; `pass` lets time go by as far as the desk asks to be looked at. */
export function openNight(
  given: { readonly onCall?: OnCall; readonly steps?: readonly (readonly [string, Severity, string])[] } = {},
) {
  let nowMs = startMs;
  const now = () => nowMs;
  const journal = nightJournal(now);
  const channels = {
    push: fakeChannel('push', now),
    mail: fakeChannel('mail', now, { interrupts: false }),
    chat: fakeChannel('chat', now, { interrupts: false, edits: true }),
    voice: fakeChannel('voice', now),
  };
  const onCall = given.onCall ?? nightOnCall();
  const open = (): Desk =>
    createDesk({
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
  let desk = open();
  const settle = async (): Promise<number | null> => {
    for (;;) {
      const next = desk.tick();
      if (desk.underWay() === 0) return next;
      await desk.settled();
    }
  };
  journal.append(
    runId,
    plannedRun(
      given.steps ?? [
        ['A-01', 'critical', 'A'],
        ['B-01', 'critical', 'B'],
      ],
    ),
  );
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
    sleep: async (ms: number) => {
      nowMs += ms;
    },
    pass: async (ms: number) => {
      const end = nowMs + ms;
      let next = await settle();
      while (next !== null && next <= end) {
        nowMs = Math.max(nowMs, next);
        next = await settle();
        if (next !== null && next <= nowMs) nowMs += 1;
      }
      nowMs = end;
      return settle();
    },
  };
}

export function taken(
  page: string,
  by = 'kim',
  answer: Extract<OnCallEvent, { kind: 'page.acknowledged' }>['answer'] = 'taken',
  to: string | null = null,
): OnCallEvent {
  return { kind: 'page.acknowledged', page, person: by, name: by.toUpperCase(), method: 'link', answer, to, note: '' };
}
