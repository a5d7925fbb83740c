import type { Notice } from '../model/channel.ts';
import type { StoredEvent } from '../model/event.ts';
import type { OnCallEvent } from '../model/oncall.ts';
import type { DeskWorld } from './desk-world.ts';
import { changeKinds } from './quiet.ts';
import { noticeId } from './notice-id.ts';
import { text } from './text.ts';

/**
 * At a run's start, once: a change event for every provider that has a place for it. It stands beside the page later, wakes nobody,
 * and uses network, address and key before they are needed.
 */
export function startNotices(
  { runId, target, onCall, channels, clock }: Omit<DeskWorld, 'wake'>,
  events: readonly StoredEvent[],
): readonly OnCallEvent[] {
  return [...channels.values()].flatMap((channel): readonly OnCallEvent[] => {
    if (!changeKinds.includes(channel.kind)) return [];
    const to = onCall.people.find(({ addresses }) => addresses[channel.id] !== undefined);
    const address = to?.addresses[channel.id];
    const id = noticeId(runId, `change:${channel.id}`);
    const isQueued = events.some(({ event }) => event.kind === 'notice.queued' && event.notice === id);
    if (to === undefined || address === undefined || isQueued) return [];
    const notice: Notice = {
      id,
      kind: 'change',
      dedupKey: `${runId}:change`,
      severity: 'minor',
      runId,
      target,
      at: new Date(clock.now()).toISOString(),
      headline: text.changeHeadline({ target: target.title }),
      facts: [{ label: text.labels.run, value: text.plain(runId) }],
      links: { acknowledge: null, run: null, runbook: null, picture: null },
      maybeDuplicate: false,
    };
    const recipient = { person: to.id, name: to.name, language: to.language, address };
    const { maskedAddress } = channel.prepare(notice, recipient);
    return [
      {
        kind: 'notice.queued',
        notice: id,
        page: null,
        noticeKind: 'change',
        person: to.id,
        channel: channel.id,
        maskedAddress,
        path: 'first',
        body: JSON.stringify(notice),
      },
    ];
  });
}
