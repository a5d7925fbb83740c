import type { JsonObject } from '../../../runner/base/json.ts';
import type { Clock } from '../../../runner/base/clock.ts';
import type { ChannelKind, OpenChannel } from '../../../runner/model/channel.ts';
import { outsideKinds } from '../../../runner/oncall/channels/index.ts';
import type { ChannelWorld } from '../../../runner/oncall/channels/world.ts';
import { SetupError } from '../../../runner/model/trouble.ts';
import { chats } from './chats.ts';
import { pagers } from './pagers.ts';
import type { UnderTest } from './set-up.ts';
import { telephones } from './telephones.ts';

/** Every kind of channel at least once. */
export const channelsUnderTest: readonly UnderTest[] = [...pagers, ...chats, ...telephones];

export const nightClock: Clock = { now: () => Date.parse('2026-11-21T15:41:12.000Z'), elapsed: () => 0 };

/** A world without a network: every name is at a public address. */
export const stillWorld: ChannelWorld = {
  clock: nightClock,
  lookup: async () => ['8.8.8.8'],
  salt: () => 'salt0123456789abcdef',
};

/** Opens a channel of the list. */
export function openUnderTest(
  under: UnderTest,
  {
    url,
    fetch,
    world = stillWorld,
  }: { readonly url: string | null; readonly fetch: typeof globalThis.fetch; readonly world?: ChannelWorld },
  more: JsonObject = {},
): OpenChannel {
  const secrets = under.secrets(url);
  return kindOf(under.kind, world).open({
    id: under.name,
    settings: { ...under.settings(url), ...more },
    secret: (name) => {
      const value = secrets[name];
      if (value === undefined)
        throw new SetupError({ ko: `POSTFLIGHT_SECRET_${name}`, en: `POSTFLIGHT_SECRET_${name}` });
      return value;
    },
    fetch,
  });
}

export function kindOf(name: string, world: ChannelWorld = stillWorld): ChannelKind {
  const kind = outsideKinds(world).find((one) => one.name === name);
  if (kind === undefined) throw new Error(`there is no kind ${name}`);
  return kind;
}
