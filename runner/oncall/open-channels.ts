import type { Bilingual } from '../base/bilingual.ts';
import type { ChannelKind, OpenChannel } from '../model/channel.ts';
import type { OnCall } from '../model/oncall.ts';
import { SetupError } from '../model/trouble.ts';
import { text } from './text.ts';

export type OpenedChannels = {
  readonly channels: ReadonlyMap<string, OpenChannel>;
  /** Channels that cannot be opened; the others page all the same. */
  readonly problems: readonly { readonly channel: string; readonly why: Bilingual }[];
};

/** Opens every channel of an on-call file. One that cannot be opened never keeps the others from paging. */
export function openChannels(
  onCall: OnCall,
  kinds: readonly ChannelKind[],
  world: { readonly secret: (name: string) => string; readonly fetch: typeof fetch; readonly folder: string },
): OpenedChannels {
  const channels = new Map<string, OpenChannel>();
  const problems: { readonly channel: string; readonly why: Bilingual }[] = [];
  for (const { id, kind, settings } of onCall.channels) {
    const found = kinds.find(({ name }) => name === kind);
    try {
      if (found === undefined) problems.push({ channel: id, why: text.channelUnknown({ channel: id }) });
      else channels.set(id, found.open({ id, settings, ...world }));
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      problems.push({ channel: id, why: error.text });
    }
  }
  return { channels, problems };
}
