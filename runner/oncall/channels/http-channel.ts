import type { Bilingual } from '../../base/bilingual.ts';
import type { Delivery, Notice, NoticeKind, OpenChannel, Prepared, Recipient } from '../../model/channel.ts';
import { createHider, maskAddress, type Hide } from './hide.ts';
import { createHostGuard } from './hosts.ts';
import { callHttp, type HttpAnswer, type HttpCall } from './http.ts';
import { judgeAnswer, type Judging } from './judge.ts';
import { nobody, testNotice } from './test-notice.ts';
import { channelText } from './text.ts';
import type { ChannelWorld } from './world.ts';

/** What would be sent and how its answer is read; or why nothing can be. */
export type Draft =
  | { readonly kind: 'call'; readonly call: HttpCall; readonly judging: Judging }
  | { readonly kind: 'refused'; readonly why: Bilingual };

/** What a kind of channel over HTTP has of its own. The rest is the same for all of them. */
export type HttpParts = {
  readonly kind: string;
  readonly interrupts: boolean;
  readonly edits: boolean;
  readonly timeoutMs: number;
  /** Bytes of a body. */
  readonly maxBytes: number;
  /** Servers that the kind itself stands for, and those that the file adds. */
  readonly hosts: { readonly own: readonly string[]; readonly listed: readonly string[] };
  readonly carries: ((kind: NoticeKind) => boolean) | null;
  /** The same for the same notice, whenever it is asked. */
  readonly draft: (notice: Notice, to: Recipient, updates: string | null) => Draft;
  /** Headers that hold the time, made at each try. */
  readonly stamp?: { readonly names: readonly string[]; readonly make: (call: HttpCall, notice: Notice) => Headers };
  /** A request that disturbs nobody; without one a test message is sent. */
  readonly proof: (() => Draft) | null;
  readonly acknowledged?: (notice: Notice, by: string) => Draft;
  /** Settles what only this kind can read of an answer. */
  readonly judge?: (delivery: Delivery, answer: HttpAnswer) => Delivery;
  readonly reached?: (ask: Ask) => OpenChannel['reached'];
};
type Headers = { readonly [name: string]: string };
export type Ask = (call: HttpCall) => Promise<HttpAnswer>;

export type Opened = {
  readonly id: string;
  readonly fetch: typeof fetch;
  /** What must never be seen. */
  readonly secrets: () => readonly string[];
};

/** The channel as the outbox uses it. */
export function openHttpChannel(opened: Opened, parts: HttpParts, world: ChannelWorld): OpenChannel {
  const http = {
    fetch: opened.fetch,
    hosts: createHostGuard(opened.id, parts.hosts, world.lookup),
    timeoutMs: parts.timeoutMs,
  };
  const stamped = (call: HttpCall, notice: Notice): HttpCall =>
    parts.stamp === undefined ? call : { ...call, headers: { ...call.headers, ...parts.stamp.make(call, notice) } };
  const perform = async (draft: Draft, notice: Notice, hide: Hide, signal: AbortSignal): Promise<Delivery> => {
    if (draft.kind === 'refused') return refused(draft.why);
    const bytes = Buffer.byteLength(draft.call.body ?? '', 'utf8');
    if (bytes > parts.maxBytes) return refused(channelText.tooLarge({ bytes, limit: parts.maxBytes }));
    const answer = await callHttp(stamped(draft.call, notice), http, { signal });
    const delivery = judgeAnswer(answer, draft.judging, hide, world.clock);
    return parts.judge === undefined ? delivery : parts.judge(delivery, answer);
  };
  const hideFor = createHider(opened.secrets);
  const send = (notice: Notice, to: Recipient, updates: string | null, signal: AbortSignal): Promise<Delivery> =>
    perform(parts.draft(notice, to, updates), notice, hideFor(notice, to), signal);
  const { acknowledged, carries } = parts;
  return {
    id: opened.id,
    kind: parts.kind,
    interrupts: parts.interrupts,
    edits: parts.edits,
    timeoutMs: parts.timeoutMs,
    ...(carries === null ? {} : { carries }),
    prepare: (notice, to) => preparedOf(parts, parts.draft(notice, to, null), hideFor(notice, to), to),
    async send(notice, to, { signal, updates }) {
      if (carries !== null && !carries(notice.kind)) return refused(channelText.notCarried({ kind: notice.kind }));
      return await send(notice, to, updates, signal);
    },
    async prove({ signal }) {
      const notice = testNotice(opened.id, world);
      if (parts.proof !== null) return await perform(parts.proof(), notice, hideFor(null, null), signal);
      return await send(notice, nobody, null, signal);
    },
    ...(acknowledged === undefined
      ? {}
      : {
          acknowledged: (notice: Notice, { by, signal }: { readonly by: string; readonly signal: AbortSignal }) =>
            perform(acknowledged(notice, by), notice, hideFor(notice, null), signal),
        }),
    reached: parts.reached?.((call) => callHttp(call, http, { signal: AbortSignal.timeout(parts.timeoutMs) })) ?? null,
  };
}

export function refused(why: Bilingual): Delivery {
  return { kind: 'refused', httpStatus: null, why };
}

function preparedOf(parts: HttpParts, draft: Draft, hide: Hide, to: Recipient): Prepared {
  const maskedAddress = maskAddress(to.address);
  if (draft.kind === 'refused') return { what: 'http', line: draft.why.en, headers: {}, body: '', maskedAddress };
  const { call } = draft;
  const headers = { ...call.headers, ...Object.fromEntries((parts.stamp?.names ?? []).map((name) => [name, '***'])) };
  return {
    what: 'http',
    line: hide.request(`${call.method} ${call.url}`),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hide.request(value)])),
    body: hide.request(call.body ?? ''),
    maskedAddress,
  };
}
