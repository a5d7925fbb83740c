import type { Static, TObject, TProperties } from 'typebox';
import type { JsonObject } from '../../../base/json.ts';
import type { ChannelKind } from '../../../model/channel.ts';
import { commonSettings, strictSettings, timeoutOf, type CommonSettings } from '../common-settings.ts';
import { checkSettings, readSettings } from '../read-settings.ts';
import type { SecretsIn } from '../secrets-in.ts';
import { openWebhook } from '../webhook-channel.ts';
import { usualMaxBytes, type WebhookSpec } from '../webhook-spec.ts';
import { systemWorld, type ChannelWorld } from '../world.ts';

/** What a preset writes down; everything else has a usual value. */
export type PresetSpec = Pick<WebhookSpec, 'url' | 'body' | 'escape' | 'interrupts'> &
  Partial<Omit<WebhookSpec, 'hosts' | 'kind' | 'timeoutMs'>> & { readonly ownHosts: readonly string[] };

export type Preset = (world?: ChannelWorld) => ChannelKind;

const commonSchema = strictSettings(commonSettings);

/** A ready-made webhook: its settings, and what they make. `fill` puts secrets in. */
export function definePreset<P extends TProperties>(preset: {
  readonly name: string;
  readonly settings: P;
  readonly spec: (settings: Static<TObject<P>>, fill: SecretsIn['fill'], channel: string) => PresetSpec;
}): Preset {
  const schema = strictSettings({ ...commonSettings, ...preset.settings });
  const ownSchema = strictSettings(preset.settings);
  return (world = systemWorld) => ({
    name: preset.name,
    settings: schema,
    open(given) {
      checkSettings(preset.name, schema, given);
      const { own, common } = split(given.settings);
      const shared = readSettings(preset.name, commonSchema, { ...given, settings: common }).settings;
      const { settings, fill, values } = readSettings(preset.name, ownSchema, { ...given, settings: own });
      const spec = specOf(preset.name, preset.spec(settings, fill, given.id), shared);
      return openWebhook({ id: given.id, fetch: given.fetch, secrets: values }, spec, world);
    },
  });
}

function split(settings: JsonObject): { readonly own: JsonObject; readonly common: JsonObject } {
  const entries = Object.entries(settings);
  return {
    own: Object.fromEntries(entries.filter(([key]) => !(key in commonSettings))),
    common: Object.fromEntries(entries.filter(([key]) => key in commonSettings)),
  };
}

function specOf(kind: string, { ownHosts, ...written }: PresetSpec, common: CommonSettings): WebhookSpec {
  return {
    method: 'POST',
    headers: {},
    success: [],
    idFrom: null,
    update: null,
    resolve: null,
    proof: null,
    needsAddress: null,
    maxBytes: usualMaxBytes,
    ...written,
    kind,
    interrupts: common.interrupts ?? written.interrupts,
    carries: common.events ?? written.carries ?? everythingButHeartbeats,
    timeoutMs: timeoutOf(common),
    hosts: { own: ownHosts, listed: common.hosts ?? [] },
  };
}

/** A heartbeat is for machines; only what is made for it carries one. */
const everythingButHeartbeats: WebhookSpec['carries'] = [
  'page',
  'escalation',
  'worse',
  'update',
  'resolved',
  'status',
  'change',
  'test',
];
