import type { Notice, OpenChannel, Recipient } from '../model/channel.ts';
import type { OnCall, OnCallEvent } from '../model/oncall.ts';

/** Stands for a channel that reaches no person: a heartbeat, a change. */
export const nobodyId = '-';

/** Who gets a notice by a channel; null: somebody who has no address there, or is not known. */
export function recipientOf(onCall: OnCall, person: string, channel: string): Recipient | null {
  if (person === nobodyId) return { person, name: nobodyId, language: 'ko', address: '' };
  const found = onCall.people.find(({ id }) => id === person);
  const address = found?.addresses[channel];
  if (found === undefined || address === undefined) return null;
  return { person: found.id, name: found.name, language: found.language, address };
}

/** A notice that belongs to no page, ready for the outbox; nothing where the channel has no form for it. */
export function queuedQuietly(
  notice: Notice,
  to: { readonly person: string; readonly channel: string },
  world: { readonly onCall: OnCall; readonly channels: ReadonlyMap<string, OpenChannel> },
): readonly OnCallEvent[] {
  const open = world.channels.get(to.channel);
  const recipient = recipientOf(world.onCall, to.person, to.channel);
  if (open === undefined || recipient === null || open.carries?.(notice.kind) === false) return [];
  const { maskedAddress } = open.prepare(notice, recipient);
  return [
    {
      kind: 'notice.queued',
      notice: notice.id,
      page: null,
      noticeKind: notice.kind,
      person: to.person,
      channel: to.channel,
      maskedAddress,
      path: 'first',
      body: JSON.stringify(notice),
    },
  ];
}
