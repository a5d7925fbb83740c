import type { JsonObject } from '../../base/json.ts';
import type { Notice, Recipient } from '../../model/channel.ts';
import type { Severity } from '../../model/checklist.ts';
import { cutTo } from '../template/measure.ts';
import { messageOf, type Message } from '../template/message.ts';
import { safeLine } from '../template/safe-text.ts';
import { templateText } from '../template/text.ts';

/** The bodies of PagerDuty's events, with its sizes. */
export type Keyed = { readonly notice: Notice; readonly routingKey: string };

const severityWords: { readonly [S in Severity]: string } = { critical: 'critical', major: 'error', minor: 'warning' };

/** Opens an incident, or is written into the one that is open under the same key. */
export function triggerEvent({ notice, routingKey }: Keyed, to: Recipient): JsonObject {
  const message = messageOf(notice, to);
  const picture = message.links.find(({ name, url }) => name === 'picture' && url.startsWith('https://'));
  const run = message.links.find(({ name }) => name === 'run');
  return {
    routing_key: routingKey,
    event_action: 'trigger',
    dedup_key: dedupKey(notice),
    client: 'Postflight',
    ...(run === undefined ? {} : { client_url: run.url }),
    payload: {
      summary: cut(message.title, 1_024),
      source: cut(safeLine(notice.target.id), 255),
      severity: notice.kind === 'test' ? 'info' : severityWords[notice.severity],
      timestamp: notice.at,
      component: cut(safeLine(notice.target.title), 255),
      ...(notice.runId === null ? {} : { group: cut(safeLine(notice.runId), 255) }),
      class: 'live-verification',
      custom_details: detailsOf(message, notice),
    },
    links: linksOf(message),
    ...(picture === undefined ? {} : { images: [{ src: picture.url, href: picture.url, alt: picture.label }] }),
  };
}

/** Acknowledges or resolves what is open under the key; PagerDuty needs no more. */
export function moveEvent({ notice, routingKey }: Keyed, action: 'acknowledge' | 'resolve'): JsonObject {
  return { routing_key: routingKey, event_action: action, dedup_key: dedupKey(notice) };
}

/** Puts the deployment on the incident's page. Never notifies anyone. */
export function changeEvent({ notice, routingKey }: Keyed, to: Recipient): JsonObject {
  const message = messageOf(notice, to);
  return {
    routing_key: routingKey,
    payload: {
      summary: cut(message.title, 1_024),
      timestamp: notice.at,
      source: cut(safeLine(notice.target.id), 255),
      custom_details: detailsOf(message, notice),
    },
    links: linksOf(message),
  };
}

function dedupKey(notice: Notice): string {
  return cut(safeLine(notice.dedupKey), 255);
}

function detailsOf(message: Message, notice: Notice): JsonObject {
  const { language } = message;
  const facts = message.facts.map(({ label, value }, index): readonly [string, string] => [
    label === '' ? String(index + 1) : label,
    value,
  ]);
  return {
    ...Object.fromEntries(facts),
    [templateText.target[language]]: safeLine(notice.target.title),
    [templateText.at[language]]: message.time,
    ...(message.duplicate === null ? {} : { note: message.duplicate }),
    notice: notice.id,
  };
}

function linksOf(message: Message): JsonObject[] {
  return message.links.filter(({ name }) => name !== 'picture').map(({ url, label }) => ({ href: url, text: label }));
}

function cut(text: string, limit: number): string {
  return cutTo(text, { limit, size: (part) => part.length });
}
