import { Type, type Static } from 'typebox';
import type { ChannelKind, Notice, Recipient } from '../../model/channel.ts';
import { commonSettings, secretText, strictSettings, timeoutOf } from './common-settings.ts';
import { openHttpChannel, type Draft } from './http-channel.ts';
import type { HttpCall } from './http.ts';
import { checkAddress } from './hosts.ts';
import { changeEvent, moveEvent, triggerEvent, type Keyed } from './pagerduty-events.ts';
import { hostOf } from './presets/host-of.ts';
import { readSettings } from './read-settings.ts';
import { nobody, testNotice } from './test-notice.ts';
import { systemWorld, type ChannelWorld } from './world.ts';

const settingsSchema = strictSettings({
  ...commonSettings,
  'routing-key': secretText('The integration key of an Events API v2 integration (32 characters)'),
  region: Type.Optional(Type.Enum(['us', 'eu'], { description: 'Where the account lives; us when left out' })),
  endpoint: Type.Optional(Type.String({ description: 'Instead of the region: another server, for tests' })),
});

/** An event may have 512 KB; ours never come near. */
const maxBytes = 500_000;
const own = ['events.pagerduty.com', 'events.eu.pagerduty.com'];
const carried: readonly string[] = ['page', 'escalation', 'worse', 'update', 'resolved', 'change', 'test'];

/** PagerDuty, Events API v2: triggers, acknowledges and resolves by our key, and notes a run's start as a change event. */
export function pagerdutyKind(world: ChannelWorld = systemWorld): ChannelKind {
  return {
    name: 'pagerduty',
    settings: settingsSchema,
    open(given) {
      const { settings, fill, values } = readSettings('pagerduty', settingsSchema, given);
      const base = endpointOf(settings);
      const hosts = { own: [...own, ...hostOf(settings.endpoint)], listed: settings.hosts ?? [] };
      checkAddress(given.id, new URL(base), hosts);
      const key = fill(settings['routing-key']);
      const { events } = settings;
      const draft = (notice: Notice, to: Recipient): Draft => draftOf(base, { notice, routingKey: key }, to);
      return openHttpChannel(
        { id: given.id, fetch: given.fetch, secrets: values },
        {
          kind: 'pagerduty',
          interrupts: settings.interrupts ?? true,
          // A trigger with the same key is written into the open alert and rings nobody.
          edits: true,
          timeoutMs: timeoutOf(settings),
          maxBytes,
          hosts,
          carries: (kind) => (events === undefined ? carried.includes(kind) : events.includes(kind)),
          draft,
          // Change events never notify anyone, and need the same network, address and key.
          proof: () => draft({ ...testNotice(given.id, world), kind: 'change' }, nobody),
          acknowledged: (notice) =>
            event(`${base}/v2/enqueue`, moveEvent({ notice, routingKey: key }, 'acknowledge'), notice),
        },
        world,
      );
    },
  };
}

function endpointOf({ region, endpoint }: Static<typeof settingsSchema>): string {
  return (endpoint ?? `https://events.${region === 'eu' ? 'eu.' : ''}pagerduty.com`).replace(/\/+$/, '');
}

function draftOf(base: string, keyed: Keyed, to: Recipient): Draft {
  const { notice } = keyed;
  if (notice.kind === 'change') return event(`${base}/v2/change/enqueue`, changeEvent(keyed, to), notice);
  if (notice.kind === 'resolved') return event(`${base}/v2/enqueue`, moveEvent(keyed, 'resolve'), notice);
  return event(`${base}/v2/enqueue`, triggerEvent(keyed, to), notice);
}

function event(url: string, body: object, notice: Notice): Draft {
  const call: HttpCall = {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json; charset=utf-8', 'webhook-id': notice.id },
    body: JSON.stringify(body),
  };
  return { kind: 'call', call, judging: { success: [], idFrom: '$.dedup_key' } };
}
