import { Type, type Static } from 'typebox';
import { isObject } from '../../base/json.ts';
import type { ChannelKind, Notice, Recipient } from '../../model/channel.ts';
import { commonSettings, secretText, strictSettings, timeoutOf } from './common-settings.ts';
import { openHttpChannel, type Draft } from './http-channel.ts';
import { checkAddress } from './hosts.ts';
import type { Judging } from './judge.ts';
import { hostOf } from './presets/host-of.ts';
import { readSettings } from './read-settings.ts';
import { slackMessage, threadLine } from './slack-blocks.ts';
import { channelText } from './text.ts';
import { systemWorld, type ChannelWorld } from './world.ts';

const settingsSchema = strictSettings({
  ...commonSettings,
  token: secretText("The bot's token, xoxb-…, with chat:write"),
  channel: Type.Optional(
    Type.String({
      pattern: '^[CGDU][A-Z0-9]{6,20}$',
      description: 'One conversation for everybody; left out: the address of each person',
    }),
  ),
  endpoint: Type.Optional(Type.String({ description: 'https://slack.com when left out' })),
});

/** Answers inside a 200 that will pass. Everything else that is not ok stays so. */
const passing = [
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
];
const own = ['slack.com', 'slack-gov.com'];
const maxBytes = 60_000;

/** Slack through a bot: a page is one message that changes, and what happens to it stands in its thread. */
export function slackBotKind(world: ChannelWorld = systemWorld): ChannelKind {
  return {
    name: 'slack-bot',
    settings: settingsSchema,
    open(given) {
      const { settings, fill, values } = readSettings('slack-bot', settingsSchema, given);
      const base = (settings.endpoint ?? 'https://slack.com').replace(/\/+$/, '');
      const hosts = { own: [...own, ...hostOf(settings.endpoint)], listed: settings.hosts ?? [] };
      checkAddress(given.id, new URL(base), hosts);
      const slack: Slack = { base, token: fill(settings.token), channel: settings.channel ?? null };
      return openHttpChannel(
        { id: given.id, fetch: given.fetch, secrets: values },
        {
          kind: 'slack-bot',
          interrupts: settings.interrupts ?? false,
          edits: true,
          timeoutMs: timeoutOf(settings),
          maxBytes,
          hosts,
          carries: carriesOf(settings),
          draft: (notice, to, updates) => draftOf(slack, notice, to, updates),
          proof: () => call(slack, 'auth.test', {}, 'proof'),
          // The id of a message is where it is and when: both are needed to change it.
          judge: (delivery, answer) => {
            if (delivery.kind !== 'accepted' || answer.kind !== 'answered' || !isObject(answer.json)) return delivery;
            const { channel, ts } = answer.json;
            const isPlaced = typeof channel === 'string' && typeof ts === 'string';
            return isPlaced ? { ...delivery, providerId: `${channel}/${ts}`.slice(0, 100) } : delivery;
          },
        },
        world,
      );
    },
  };
}

type Slack = { readonly base: string; readonly token: string; readonly channel: string | null };

function carriesOf({ events }: Static<typeof settingsSchema>): (kind: Notice['kind']) => boolean {
  return (kind) => (events === undefined ? kind !== 'heartbeat' : events.includes(kind));
}

function draftOf(slack: Slack, notice: Notice, to: Recipient, updates: string | null): Draft {
  const [placed, ts] = updates === null ? [] : updates.split('/');
  // Status and end of an outage belong under the page: whoever reads it later reads all of it.
  if (placed !== undefined && ts !== undefined && notice.kind === 'status')
    return call(slack, 'chat.postMessage', { channel: placed, thread_ts: ts, ...threadLine(notice, to) }, notice.id);
  if (placed !== undefined && ts !== undefined)
    return call(slack, 'chat.update', { channel: placed, ts, ...slackMessage(notice, to) }, notice.id);
  const channel = slack.channel ?? to.address;
  if (!/^[CGDU][A-Z0-9]{6,20}$/.test(channel)) return { kind: 'refused', why: channelText.noAddress };
  return call(slack, 'chat.postMessage', { channel, ...slackMessage(notice, to) }, notice.id);
}

const judging: Judging = { success: [{ path: '$.ok', equals: true }], idFrom: '$.ts', passing };

function call({ base, token }: Slack, method: string, body: object, id: string): Draft {
  return {
    kind: 'call',
    call: {
      method: 'POST',
      url: `${base}/api/${method}`,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json; charset=utf-8',
        'webhook-id': id,
      },
      body: JSON.stringify(body),
    },
    judging,
  };
}
