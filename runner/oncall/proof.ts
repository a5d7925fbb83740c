import { createHash } from 'node:crypto';
import type { Bilingual } from '../base/bilingual.ts';
import type { Delivery, OpenChannel } from '../model/channel.ts';
import type { StoredEvent } from '../model/event.ts';
import type { OnCall, OnCallEvent } from '../model/oncall.ts';
import type { OpenedChannels } from './open-channels.ts';
import { text } from './text.ts';

/* Whether the people of an on-call file could be woken now, asked before there is a reason to. */

/** What one channel's proof came to. */
export type ChannelProof = {
  readonly channel: string;
  readonly result: 'accepted' | 'retry' | 'refused';
  readonly detail: Bilingual;
  /** When; null: just now. */
  readonly provenAt: string | null;
};

/** All channels are asked at once, and none for longer. */
export const proofMs = 10_000;

/** Channels by which anybody is ever woken, each once, in the order of the ladder. */
export function wakingChannels({ ladder, secondPath, toolOwners }: OnCall): readonly string[] {
  const contacts = [...ladder.flatMap(({ notify }) => notify), ...secondPath.notify, ...toolOwners];
  return [...new Set(contacts.flatMap(({ by }) => by))];
}

/** The channels whose last proof, with these very settings, held and is young enough. Pure. */
export function youngProofs(onCall: OnCall, events: readonly StoredEvent[], nowMs: number): readonly ChannelProof[] {
  return wakingChannels(onCall).flatMap((channel) => {
    const settings = settingsOf(onCall, channel);
    const last = events.findLast(
      ({ event }) => event.kind === 'channel.proven' && event.channel === channel && event.settings === settings,
    );
    if (last?.event.kind !== 'channel.proven' || last.event.result !== 'accepted') return [];
    const ageMs = nowMs - Date.parse(last.at);
    if (ageMs < 0 || ageMs >= onCall.provenWithinMs) return [];
    return [{ channel, result: 'accepted', detail: last.event.detail, provenAt: last.at }];
  });
}

/** Proves channels side by side; one that hangs or throws is not proven, and holds up nobody. */
export function proveChannels(
  names: readonly string[],
  { channels, problems }: OpenedChannels,
  boundMs: number = proofMs,
): Promise<readonly ChannelProof[]> {
  return Promise.all(
    names.map(async (channel): Promise<ChannelProof> => {
      const open = channels.get(channel);
      if (open !== undefined) return { channel, ...resultOf(await proveOne(open, boundMs)), provenAt: null };
      const why = problems.find((one) => one.channel === channel)?.why ?? text.channelUnknown({ channel });
      return { channel, result: 'refused', detail: why, provenAt: null };
    }),
  );
}

/** A proof as the journal remembers it, bound to the channel's settings: a channel that was changed is proven anew. */
export function proofEvent(onCall: OnCall, proof: ChannelProof, how: 'preflight' | 'test'): OnCallEvent {
  const { channel, result, detail } = proof;
  return { kind: 'channel.proven', channel, how, result, detail, settings: settingsOf(onCall, channel) };
}

/** What a delivery proves. */
export function resultOf(delivery: Delivery): Pick<ChannelProof, 'result' | 'detail'> {
  if (delivery.kind === 'accepted')
    return { result: 'accepted', detail: delivery.words ?? text.plain(delivery.answer) };
  return { result: delivery.kind, detail: delivery.why };
}

/** `NAME: reason`, or null. */
export function readOverride(wish: string): { readonly person: string; readonly reason: string } | null {
  const at = wish.indexOf(':');
  const [person, reason] = [wish.slice(0, Math.max(0, at)).trim(), wish.slice(at + 1).trim()];
  return at === -1 || person === '' || reason === '' ? null : { person, reason };
}

async function proveOne(channel: OpenChannel, boundMs: number): Promise<Delivery> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Delivery>((resolve) => {
    timer = setTimeout(() => {
      ending.abort();
      const why = text.tookTooLong({ seconds: Math.round(boundMs / 1_000) });
      resolve({ kind: 'retry', httpStatus: null, retryAfterMs: null, why });
    }, boundMs);
  });
  try {
    return await Promise.race([channel.prove({ signal: ending.signal }), late]);
  } catch (error) {
    const why = text.threw({ why: error instanceof Error ? error.message : String(error) });
    return { kind: 'refused', httpStatus: null, why };
  } finally {
    clearTimeout(timer);
  }
}

/** Secrets stand in it by name alone. */
function settingsOf({ channels }: OnCall, id: string): string {
  const entry = channels.find((one) => one.id === id);
  return createHash('sha256')
    .update(JSON.stringify([id, entry?.kind ?? null, entry?.settings ?? null]))
    .digest('hex');
}
