import type { DeskWorld } from './desk-world.ts';
import { parseNotice } from '../model/notice-json.ts';
import type { NoticeState } from './notice-state.ts';
import type { PageRecord } from './page-record.ts';

/** What a desk does beside its outbox; lost with its process, and asked again by the next. */
export type Aside = {
  readonly told: Set<string>;
  readonly asked: Map<string, number>;
  readonly waiting: Set<Promise<void>>;
};

/** A provider that calls by itself must hear that somebody has it, or it goes on calling. */
export function tellProviders(
  world: DeskWorld,
  pages: readonly PageRecord[],
  notices: ReadonlyMap<string, NoticeState>,
  aside: Aside,
): void {
  for (const page of pages) {
    const { holder } = page;
    if (holder === null || holder.method === 'provider') continue;
    for (const { queued, acceptedAt } of notices.values()) {
      const key = `${page.page}\n${queued.channel}`;
      const channel = world.channels.get(queued.channel);
      if (queued.page !== page.page || acceptedAt === null || aside.told.has(key)) continue;
      const notice = parseNotice(queued.body);
      if (channel?.acknowledged === undefined || notice === null) continue;
      aside.told.add(key);
      const signal = AbortSignal.timeout(channel.timeoutMs);
      // A courtesy: the page is acknowledged here, whatever the provider makes of it.
      const asking = channel.acknowledged(notice, { signal, by: holder.name }).then(
        () => undefined,
        () => undefined,
      );
      keep(aside, asking, world.wake);
    }
  }
}

/** Counts something as under way until it has ended. */
export function keep(aside: Aside, work: Promise<void>, wake: () => void): void {
  const kept = work.then(() => {
    aside.waiting.delete(kept);
    wake();
  });
  aside.waiting.add(kept);
}
