import type { Delivery, OpenChannel } from '../../../runner/model/channel.ts';

/** A channel that posts notices as they are, for proofs about the outbox rather than about a provider's form. */
export function postChannel(id: string, url: string): OpenChannel {
  return {
    id,
    kind: 'post',
    interrupts: true,
    edits: false,
    timeoutMs: 5_000,
    prepare: (notice) => ({
      what: 'http',
      line: `POST ${url}`,
      headers: {},
      body: JSON.stringify(notice),
      maskedAddress: '…',
    }),
    async send(notice, to, { signal }): Promise<Delivery> {
      try {
        const body = JSON.stringify({ ...notice, channel: id, person: to.person });
        const answer = await fetch(url, { method: 'POST', body, signal });
        await answer.text();
        if (answer.ok) return { kind: 'accepted', httpStatus: answer.status, providerId: notice.id, answer: 'ok' };
        const why = { ko: '안 됨', en: 'no' };
        return { kind: 'retry', httpStatus: answer.status, retryAfterMs: null, why };
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        return { kind: 'retry', httpStatus: null, retryAfterMs: null, why: { ko: words, en: words } };
      }
    },
    reached: null,
    prove: () => Promise.resolve({ kind: 'accepted', httpStatus: 200, providerId: null, answer: '' }),
  };
}
