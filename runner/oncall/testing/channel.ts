import type { Delivery, Notice, OpenChannel, Recipient, SendOptions } from '../../model/channel.ts';

export type Sent = {
  readonly atMs: number;
  readonly notice: Notice;
  readonly to: Recipient;
  readonly updates: string | null;
};

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
