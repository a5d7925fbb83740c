import { Type, type Static } from 'typebox';
import type { JsonValue } from '../../base/json.ts';
import type { ChannelKind } from '../../model/channel.ts';
import { SetupError } from '../../model/trouble.ts';
import { dialects } from '../template/escape.ts';
import { commonSettings, secretText, strictSettings, timeoutOf } from './common-settings.ts';
import { hostOf } from './presets/host-of.ts';
import { readSettings } from './read-settings.ts';
import { holdsSecret, type SecretsIn } from './secrets-in.ts';
import { createSigner } from './sign-webhook.ts';
import { channelText } from './text.ts';
import { openWebhook } from './webhook-channel.ts';
import { usualMaxBytes, type BodySpec, type RequestSpec, type WebhookSpec } from './webhook-spec.ts';
import { systemWorld, type ChannelWorld } from './world.ts';

const method = Type.Enum(['POST', 'PUT', 'PATCH', 'GET', 'DELETE']);
const headers = Type.Record(Type.String(), Type.String());
const body = Type.Union([
  strictSettings({ json: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Array(Type.Unknown())]) }),
  strictSettings({ form: Type.Record(Type.String(), Type.String()) }),
  strictSettings({ text: Type.String() }),
]);
const request = strictSettings({
  url: Type.String({ minLength: 1 }),
  method: Type.Optional(method),
  headers: Type.Optional(headers),
  body: Type.Optional(body),
});

/** Settings of `kind: webhook`; the manual has an example. */
export const webhookSettings = strictSettings({
  ...commonSettings,
  url: Type.String({
    minLength: 1,
    description: 'Where to; may hold ${secret:NAME} and {{templates}} behind the host',
  }),
  method: Type.Optional(method),
  headers: Type.Optional(headers),
  body: Type.Optional(body),
  success: Type.Optional(
    Type.Union([
      Type.Literal('2xx'),
      strictSettings({
        jsonpath: Type.String({ minLength: 1, description: 'Such as $.ok; it must be there' }),
        equals: Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
      }),
    ]),
  ),
  'id-from': Type.Optional(
    Type.String({ description: 'Where the answer holds the id for a later update, such as $.id' }),
  ),
  'retry-after-from': Type.Optional(Type.String({ description: 'Where the answer holds the seconds to wait' })),
  update: Type.Optional(request),
  resolve: Type.Optional(request),
  prove: Type.Optional(request),
  sign: Type.Optional(
    Type.Array(secretText('whsec_… or whsk_…'), {
      minItems: 1,
      maxItems: 4,
      description: 'Standard Webhooks; the newest first',
    }),
  ),
  escape: Type.Optional(Type.Enum([...dialects])),
  'max-bytes': Type.Optional(Type.Integer({ minimum: 500, maximum: 500_000 })),
});

type Settings = Static<typeof webhookSettings>;

/** Whatever takes an HTTP request: url, method, headers, body as templates, optionally signed. */
export function webhookKind(world: ChannelWorld = systemWorld): ChannelKind {
  return {
    name: 'webhook',
    settings: webhookSettings,
    open(given) {
      const { settings, fill, values } = readSettings('webhook', webhookSettings, given);
      const spec = specOf(given.id, settings, fill);
      const secrets = (settings.sign ?? []).map((name) => ({
        name: name.slice('${secret:'.length, -1),
        value: fill(name),
      }));
      const signer = secrets.length === 0 ? null : createSigner(given.id, secrets);
      return openWebhook({ id: given.id, fetch: given.fetch, secrets: values }, spec, world, signer);
    },
  };
}

function specOf(channel: string, settings: Settings, fill: SecretsIn['fill']): WebhookSpec {
  const { success } = settings;
  return {
    kind: 'webhook',
    ...requestOf(settings, fill),
    success: success === undefined || success === '2xx' ? [] : [{ path: success.jsonpath, equals: success.equals }],
    idFrom: settings['id-from'] ?? null,
    ...(settings['retry-after-from'] === undefined ? {} : { retryAfterFrom: settings['retry-after-from'] }),
    update: settings.update === undefined ? null : requestOf(settings.update, fill),
    resolve: settings.resolve === undefined ? null : requestOf(settings.resolve, fill),
    proof: settings.prove === undefined ? null : { ...requestOf(settings.prove, fill), fine: [] },
    escape: settings.escape ?? 'none',
    interrupts: settings.interrupts ?? false,
    carries: settings.events ?? null,
    needsAddress: null,
    timeoutMs: timeoutOf(settings),
    maxBytes: settings['max-bytes'] ?? usualMaxBytes,
    hosts: { own: ownHosts(channel, settings), listed: settings.hosts ?? [] },
  };
}

type Written = Static<typeof request>;

function requestOf(written: Written, fill: SecretsIn['fill']): RequestSpec {
  const entries = Object.entries(written.headers ?? {});
  return {
    method: written.method ?? 'POST',
    url: fill(written.url),
    headers: Object.fromEntries(entries.map(([name, value]) => [name, fill(value)])),
    body: written.body === undefined ? null : bodyOf(written.body, fill),
  };
}

function bodyOf(written: Static<typeof body>, fill: SecretsIn['fill']): BodySpec {
  if ('text' in written) return { text: fill(written.text) };
  if ('json' in written) return { json: filled(written.json, fill) };
  return { form: Object.fromEntries(Object.entries(written.form).map(([name, value]) => [name, fill(value)])) };
}

function filled(value: unknown, fill: SecretsIn['fill']): JsonValue {
  if (typeof value === 'string') return fill(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map((item) => filled(item, fill));
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, member]) => [key, filled(member, fill)]));
}

/** A server that the file names is allowed by that; one that hides in a secret must be listed, so that a reviewer sees it. */
function ownHosts(channel: string, { url, update, resolve, prove, hosts }: Settings): readonly string[] {
  const urls = [url, update?.url, resolve?.url, prove?.url].flatMap((one) => one ?? []);
  const origins = urls.map((one) => /^(https?:\/\/[^/?#]+)/.exec(one)?.[1] ?? '');
  if (origins.some((origin) => origin === '' || holdsSecret(origin))) {
    if (hosts === undefined || hosts.length === 0) throw new SetupError(channelText.hostsNeeded({ channel }));
    return [];
  }
  return origins.flatMap(hostOf);
}
