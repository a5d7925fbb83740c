import { Type, type Static } from 'typebox';
import type { ChannelKind, Notice, Reached, Recipient } from '../../model/channel.ts';
import { isObject } from '../../base/json.ts';
import type { Clock } from '../../base/clock.ts';
import { commonSettings, secretText, strictSettings, timeoutOf } from './common-settings.ts';
import { openHttpChannel, type Ask, type Draft } from './http-channel.ts';
import type { HttpCall } from './http.ts';
import { checkAddress } from './hosts.ts';
import { at, type Judging } from './judge.ts';
import { hostOf } from './presets/host-of.ts';
import { readSettings } from './read-settings.ts';
import { compileVariables, solapiMessage, type SolapiForm } from './solapi-message.ts';
import { solapiAuthorization } from './solapi-sign.ts';
import { channelText } from './text.ts';
import { systemWorld, type ChannelWorld } from './world.ts';

const settingsSchema = strictSettings({
  ...commonSettings,
  'api-key': secretText('The API key'),
  'api-secret': secretText('The API secret; it signs and is never sent'),
  sender: Type.String({ pattern: '^[0-9-]{8,14}$', description: 'The registered number of the sender' }),
  type: Type.Optional(
    Type.Enum(['alimtalk', 'sms', 'voice'], { description: 'alimtalk when there is a template, else sms' }),
  ),
  channel: Type.Optional(Type.String({ description: 'pfId of the KakaoTalk channel' })),
  template: Type.Optional(Type.String({ description: 'templateId of the approved Alimtalk' })),
  variables: Type.Optional(Type.Record(Type.String(), Type.String())),
  'sms-fallback': Type.Optional(
    Type.Boolean({ description: 'A text message where KakaoTalk does not reach; true when left out' }),
  ),
  voice: Type.Optional(Type.Enum(['female', 'male'])),
  endpoint: Type.Optional(Type.String({ description: 'https://api.solapi.com when left out' })),
});

const maxBytes = 20_000;
const carried: readonly string[] = ['page', 'escalation', 'worse', 'resolved', 'test'];

/** Solapi: Alimtalk with a text message behind it, a text message, or a telephone call. */
export function solapiKind(world: ChannelWorld = systemWorld): ChannelKind {
  return {
    name: 'solapi',
    settings: settingsSchema,
    open(given) {
      const { settings, fill, values } = readSettings('solapi', settingsSchema, given);
      const base = (settings.endpoint ?? 'https://api.solapi.com').replace(/\/+$/, '');
      const hosts = { own: ['api.solapi.com', ...hostOf(settings.endpoint)], listed: settings.hosts ?? [] };
      checkAddress(given.id, new URL(base), hosts);
      const key = { apiKey: fill(settings['api-key']), apiSecret: fill(settings['api-secret']) };
      const form = formOf(given.id, settings);
      const { events } = settings;
      const authorization = (): { readonly authorization: string } => ({
        authorization: solapiAuthorization(key, { clock: world.clock, salt: world.salt() }),
      });
      return openHttpChannel(
        { id: given.id, fetch: given.fetch, secrets: values },
        {
          kind: 'solapi',
          interrupts: settings.interrupts ?? true,
          edits: false,
          timeoutMs: timeoutOf(settings),
          maxBytes,
          hosts,
          carries: (kind) => (events === undefined ? carried.includes(kind) : events.includes(kind)),
          draft: (notice, to) => draftOf(base, form, notice, to),
          stamp: { names: ['authorization'], make: authorization },
          // Reading the balance needs the same network, address and keys, and calls nobody.
          proof: () => ({ kind: 'call', call: get(`${base}/cash/v1/balance`), judging: { success: [], idFrom: null } }),
          reached: (ask) => async (messageId) =>
            await receiptOf(
              ask,
              { ...get(listUrl(base, messageId)), headers: authorization() },
              messageId,
              world.clock,
            ),
        },
        world,
      );
    },
  };
}

type Settings = Static<typeof settingsSchema>;

function formOf(channel: string, settings: Settings): SolapiForm {
  const type = settings.type ?? (settings.template === undefined ? 'sms' : 'alimtalk');
  return {
    type,
    from: settings.sender.replaceAll('-', ''),
    pfId: settings.channel ?? null,
    templateId: settings.template ?? null,
    variables: compileVariables(channel, type, settings),
    hasFallback: settings['sms-fallback'] ?? true,
    voice: settings.voice === 'male' ? 'MALE' : 'FEMALE',
  };
}

const judging: Judging = { success: [{ path: '$.statusCode', equals: '2000' }], idFrom: '$.messageId' };

function draftOf(base: string, form: SolapiForm, notice: Notice, to: Recipient): Draft {
  const number = to.address.replaceAll(/[^0-9]/g, '').replace(/^82/, '0');
  if (!/^0\d{8,10}$/.test(number)) return { kind: 'refused', why: channelText.noAddress };
  const body = JSON.stringify({ message: solapiMessage(form, notice, { ...to, address: number }) });
  return {
    kind: 'call',
    call: {
      method: 'POST',
      url: `${base}/messages/v4/send`,
      headers: { 'content-type': 'application/json; charset=utf-8', 'webhook-id': notice.id },
      body,
    },
    judging,
  };
}

function get(url: string): HttpCall {
  return { method: 'GET', url, headers: {}, body: null };
}

function listUrl(base: string, messageId: string): string {
  return `${base}/messages/v4/list?messageId=${encodeURIComponent(messageId)}`;
}

/** What the operator says of a message. Only COMPLETE with 4000 is delivered; what is missing or unclear is nothing yet. */
async function receiptOf(ask: Ask, call: HttpCall, messageId: string, clock: Clock): Promise<Reached | null> {
  const answer = await ask(call);
  if (answer.kind !== 'answered' || answer.status !== 200) return null;
  const list = at(answer.json, '$.messageList');
  const message: unknown = isObject(list) ? list[messageId] : undefined;
  if (!isObject(message)) return null;
  const { status, statusCode, dateReceived, reason } = message;
  const received = typeof dateReceived === 'string' ? Date.parse(dateReceived) : Number.NaN;
  const moment = new Date(Number.isNaN(received) ? clock.now() : received).toISOString();
  const code = typeof statusCode === 'string' ? statusCode : '';
  const detail = [code, typeof reason === 'string' ? reason : '']
    .join(' ')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200);
  if (status === 'COMPLETE' && code === '4000') return { level: 'delivered', at: moment, detail };
  const isOver = status === 'FAILED' || (status === 'COMPLETE' && /^[13]\d{3}$/.test(code) && code !== '3000');
  return isOver ? { level: 'failed', at: moment, detail } : null;
}
