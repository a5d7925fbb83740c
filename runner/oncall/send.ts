import type { Bilingual } from '../base/bilingual.ts';
import { createHash } from 'node:crypto';
import type { Delivery, Notice, OpenChannel, Prepared, Recipient } from '../model/channel.ts';
import type { OnCallEvent } from '../model/oncall.ts';
import { parseNotice } from '../model/notice-json.ts';
import type { DeskWorld } from './desk-world.ts';
import { maybeDuplicate, type NoticeState } from './notice-state.ts';
import { recipientOf } from './quiet-notice.ts';
import { nextTryMs } from './retry.ts';
import { text } from './text.ts';

/** One try, ready to be written down and then made. */
export type Try = {
  readonly trying: OnCallEvent;
  /** Makes the try; never rejects. */
  readonly send: () => Promise<OnCallEvent>;
};

/** What a try of this notice would be; its first event is written before anything leaves the machine. */
export function prepareTry(world: DeskWorld, state: NoticeState, updates: string | null): Try {
  const { queued } = state;
  const attempt = state.attempt + 1;
  const tried = (delivery: Delivery): OnCallEvent => triedEvent(world, state, attempt, delivery);
  const found = open(world, state);
  if ('why' in found) {
    const refused: Delivery = { kind: 'refused', httpStatus: null, why: found.why };
    return {
      trying: { kind: 'notice.trying', notice: queued.notice, attempt, requestSha256: '' },
      send: () => Promise.resolve(tried(refused)),
    };
  }
  const { channel, notice, to, prepared } = found;
  return {
    trying: { kind: 'notice.trying', notice: queued.notice, attempt, requestSha256: sha256(prepared) },
    send: async () => tried(await sendWithin(channel, notice, to, updates)),
  };
}

type Opened = {
  readonly channel: OpenChannel;
  readonly notice: Notice;
  readonly to: Recipient;
  readonly prepared: Prepared;
};

function open(world: DeskWorld, state: NoticeState): Opened | { readonly why: ReturnType<typeof text.plain> } {
  const { queued } = state;
  const channel = world.channels.get(queued.channel);
  const to = recipientOf(world.onCall, queued.person, queued.channel);
  const kept = parseNotice(queued.body);
  if (channel === undefined || kept === null) return { why: text.channelUnknown({ channel: queued.channel }) };
  if (to === null) return { why: text.personUnknown({ person: queued.person }) };
  const atMs = Date.parse(state.queuedAt);
  const { page } = queued;
  const acknowledge = page === null ? null : world.link({ page, person: queued.person, notice: queued.notice, atMs });
  const notice = {
    ...kept,
    links: { ...kept.links, acknowledge },
    maybeDuplicate: kept.maybeDuplicate || maybeDuplicate(state),
  };
  try {
    return { channel, notice, to, prepared: channel.prepare(notice, to) };
  } catch (error) {
    return { why: text.threw({ why: error instanceof Error ? error.message : String(error) }) };
  }
}

/** A channel that hangs, or throws although it must not, is a try that may be repeated. */
async function sendWithin(
  channel: OpenChannel,
  notice: Notice,
  to: Recipient,
  updates: string | null,
): Promise<Delivery> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Delivery>((resolve) => {
    timer = setTimeout(() => {
      ending.abort();
      const why = text.tookTooLong({ seconds: Math.round(channel.timeoutMs / 1_000) });
      resolve({ kind: 'retry', httpStatus: null, retryAfterMs: null, why });
    }, channel.timeoutMs);
  });
  try {
    return await Promise.race([channel.send(notice, to, { signal: ending.signal, updates }), late]);
  } catch (error) {
    const why = text.threw({ why: error instanceof Error ? error.message : String(error) });
    return { kind: 'retry', httpStatus: null, retryAfterMs: null, why };
  } finally {
    clearTimeout(timer);
  }
}

function triedEvent(world: DeskWorld, { queued }: NoticeState, attempt: number, delivery: Delivery): OnCallEvent {
  const base = { kind: 'notice.tried' as const, notice: queued.notice, attempt, httpStatus: delivery.httpStatus };
  if (delivery.kind === 'accepted') {
    const { providerId, answer, words } = delivery;
    const own = words === undefined ? {} : { words: shortBoth(words) };
    return { ...base, result: 'accepted', providerId, answer: short(answer), ...own, nextAt: null };
  }
  const words = shortBoth(delivery.why);
  const said = { providerId: null, answer: words.en, words };
  if (delivery.kind === 'refused') return { ...base, ...said, result: 'refused', nextAt: null };
  const { retryAfterMs } = delivery;
  const next = nextTryMs({ attempt, endedMs: world.clock.now(), retryAfterMs, random: world.random() });
  const nextAt = next === null ? null : new Date(next).toISOString();
  return { ...base, ...said, result: 'retry', nextAt };
}

const longestAnswer = 500;

function short(answer: string): string {
  return answer.length <= longestAnswer ? answer : `${answer.slice(0, longestAnswer - 1)}…`;
}

function sha256({ line, headers, body }: Prepared): string {
  return createHash('sha256').update(JSON.stringify({ line, headers, body })).digest('hex');
}

function shortBoth({ ko, en }: Bilingual): Bilingual {
  return { ko: short(ko), en: short(en) };
}
