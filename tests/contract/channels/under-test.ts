import type { JsonObject } from '../../../runner/base/json.ts';
import type { Clock } from '../../../runner/base/clock.ts';
import type { ChannelKind, OpenChannel } from '../../../runner/model/channel.ts';
import { outsideKinds } from '../../../runner/oncall/channels/index.ts';
import type { ChannelWorld } from '../../../runner/oncall/channels/world.ts';
import { SetupError } from '../../../runner/model/trouble.ts';

/** A channel as a team would set it up, at the provider's own address or at a server of the fixtures. */
export type UnderTest = {
  readonly name: string;
  readonly kind: string;
  /** Where a person is reached. */
  readonly address: string;
  /** Settings for a server at `url`; null: the provider's own. */
  readonly settings: (url: string | null) => JsonObject;
  /** The values behind `${secret:NAME}`. */
  readonly secrets: (url: string | null) => { readonly [name: string]: string };
};

const phone = '010-1234-5678';
const token = 'xq7-Secret-Value-91';

/** The address of a secret webhook there or at the fixtures. */
function hook(url: string | null, real: string, path: string): { readonly HOOK: string } {
  return { HOOK: `${url ?? real}${path}` };
}

function at(url: string | null, key: string): JsonObject {
  return url === null ? {} : { [key]: url, hosts: [new URL(url).host] };
}

function listed(url: string | null): JsonObject {
  return url === null ? {} : { hosts: [new URL(url).host] };
}

const alimtalk = { template: 'POSTFLIGHT01', 'sender-key': '${secret:SENDER_KEY}' };

/** Every kind of channel at least once. */
export const channelsUnderTest: readonly UnderTest[] = [
  {
    name: 'alertmanager',
    kind: 'alertmanager',
    address: '',
    settings: (url) => ({
      url: url ?? 'https://alerts.shop.example',
      authorization: '${secret:TOKEN}',
      labels: { team: 'release' },
      ...listed(url),
    }),
    secrets: () => ({ TOKEN: `Bearer ${token}` }),
  },
  {
    name: 'aligo',
    kind: 'aligo',
    address: phone,
    settings: (url) => ({
      'api-key': '${secret:TOKEN}',
      user: 'shop',
      'sender-number': '02-1234-5678',
      ...alimtalk,
      ...at(url, 'endpoint'),
    }),
    secrets: () => ({ TOKEN: token, SENDER_KEY: 'senderkey-40-characters' }),
  },
  {
    name: 'better-stack',
    kind: 'better-stack',
    address: '',
    settings: (url) => ({ token: '${secret:TOKEN}', 'requester-email': 'pager@shop.example', ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'discord',
    kind: 'discord',
    address: '',
    settings: (url) => ({ url: '${secret:HOOK}', ...listed(url) }),
    secrets: (url) => hook(url, 'https://discord.com', `/api/webhooks/112233/${token}`),
  },
  {
    name: 'healthchecks',
    kind: 'healthchecks',
    address: '',
    settings: (url) => ({ url: '${secret:HOOK}', ...listed(url) }),
    secrets: (url) => hook(url, 'https://hc-ping.com', `/ping/${token}`),
  },
  {
    name: 'incident-io',
    kind: 'incident-io',
    address: '',
    settings: (url) => ({ source: '01GW2G3V0S59R238FAHPDS1R66', token: '${secret:TOKEN}', ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'jandi',
    kind: 'jandi',
    address: '',
    settings: (url) => ({ url: '${secret:HOOK}', ...listed(url) }),
    secrets: (url) => hook(url, 'https://wh.jandi.com', `/connect-api/webhook/1/${token}`),
  },
  {
    name: 'jira-service-management',
    kind: 'jira-service-management',
    address: '',
    settings: (url) => ({ key: '${secret:TOKEN}', tags: ['shop'], ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'nhn',
    kind: 'nhn',
    address: phone,
    settings: (url) => ({
      appkey: '${secret:APPKEY}',
      'secret-key': '${secret:TOKEN}',
      'sender-number': '02-1234-5678',
      ...alimtalk,
      ...at(url, 'endpoint'),
    }),
    secrets: () => ({ TOKEN: token, APPKEY: 'appkey-of-the-shop', SENDER_KEY: 'senderkey-40-characters' }),
  },
  {
    name: 'ntfy',
    kind: 'ntfy',
    address: 'shop-kim',
    settings: (url) => ({ token: '${secret:TOKEN}', ...at(url, 'server') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'pagerduty',
    kind: 'pagerduty',
    address: '',
    settings: (url) => ({ 'routing-key': '${secret:TOKEN}', ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'slack-bot',
    kind: 'slack-bot',
    address: 'C0RELEASE7',
    settings: (url) => ({ token: '${secret:TOKEN}', ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'slack-incoming',
    kind: 'slack-incoming',
    address: '',
    settings: (url) => ({ url: '${secret:HOOK}', ...listed(url) }),
    secrets: (url) => hook(url, 'https://hooks.slack.com', `/services/T0/B0/${token}`),
  },
  {
    name: 'solapi-alimtalk',
    kind: 'solapi',
    address: phone,
    settings: (url) => ({
      'api-key': '${secret:KEY}',
      'api-secret': '${secret:TOKEN}',
      sender: '02-1234-5678',
      channel: 'KA01PF',
      template: 'KA01TP',
      ...at(url, 'endpoint'),
    }),
    secrets: () => ({ TOKEN: token, KEY: 'NCS-api-key-of-shop' }),
  },
  {
    name: 'solapi-sms',
    kind: 'solapi',
    address: phone,
    settings: (url) => ({
      'api-key': '${secret:KEY}',
      'api-secret': '${secret:TOKEN}',
      sender: '0212345678',
      ...at(url, 'endpoint'),
    }),
    secrets: () => ({ TOKEN: token, KEY: 'NCS-api-key-of-shop' }),
  },
  {
    name: 'solapi-voice',
    kind: 'solapi',
    address: phone,
    settings: (url) => ({
      'api-key': '${secret:KEY}',
      'api-secret': '${secret:TOKEN}',
      sender: '0212345678',
      type: 'voice',
      ...at(url, 'endpoint'),
    }),
    secrets: () => ({ TOKEN: token, KEY: 'NCS-api-key-of-shop' }),
  },
  {
    name: 'teams-workflows',
    kind: 'teams-workflows',
    address: '',
    settings: (url) => ({ url: '${secret:HOOK}', ...listed(url) }),
    secrets: (url) =>
      hook(
        url,
        'https://prod-01.koreacentral.logic.azure.com',
        `/workflows/abc/triggers/manual/paths/invoke?api-version=2016-06-01&sig=${token}`,
      ),
  },
  {
    name: 'telegram',
    kind: 'telegram',
    address: '-1001234567',
    settings: (url) => ({ token: '${secret:TOKEN}', ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: `123456:${token}` }),
  },
  {
    name: 'webhook',
    kind: 'webhook',
    address: '',
    settings: (url) => ({
      url: `${url ?? 'https://hooks.shop.example'}/pages/{{target.id}}?for={{to.name}}`,
      headers: { authorization: 'Bearer ${secret:TOKEN}', 'X-Title': '{{title}}' },
      body: {
        json: {
          title: '{{title}}',
          body: '{{text|fit:1000}}',
          facts: '{{facts|fields:name,value}}',
          page: '{{links.picture|omit}}',
        },
      },
      'id-from': '$.id',
      update: {
        url: `${url ?? 'https://hooks.shop.example'}/pages/{{updates}}`,
        method: 'PUT',
        body: { text: '{{title}}' },
      },
      sign: ['${secret:SIGN_NEW}', '${secret:SIGN_OLD}', '${secret:SIGN_KEY}'],
      ...listed(url),
    }),
    secrets: () => ({
      TOKEN: token,
      SIGN_NEW: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
      SIGN_OLD: `whsec_${Buffer.alloc(24, 8).toString('base64')}`,
      SIGN_KEY: `whsk_${Buffer.alloc(32, 9).toString('base64')}`,
    }),
  },
];

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
