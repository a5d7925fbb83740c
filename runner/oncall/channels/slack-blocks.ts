import type { JsonObject } from '../../base/json.ts';
import type { Notice, Recipient } from '../../model/channel.ts';
import { composeText, placeLine } from '../template/compose.ts';
import { escapeFor, escapeUrlFor } from '../template/escape.ts';
import { cutTo } from '../template/measure.ts';
import { messageOf, type Link } from '../template/message.ts';

/*
 * A page in Slack's blocks. Everything that somebody else wrote is plain_text, where no sign is markup; mrkdwn is used for our own
 * links alone. At most 50 blocks and 3,000 characters a section, and all of it well under the 13,000 at which Slack starts to refuse.
 */

/** Text and blocks of one message. */
export function slackMessage(notice: Notice, to: Recipient): JsonObject {
  const message = messageOf(notice, to);
  const facts = message.facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const blocks: JsonObject[] = [
    { type: 'header', text: plain(message.title, 150) },
    ...(facts === '' ? [] : [{ type: 'section', text: plain(facts, 2_900) }]),
    { type: 'context', elements: [plain(placeLine(message, notice), 1_900)] },
    ...[message.duplicate, message.noLink].flatMap((line): JsonObject[] =>
      line === null ? [] : [{ type: 'context', elements: [plain(line, 500)] }],
    ),
    ...(message.links.length === 0
      ? []
      : [{ type: 'section', text: { type: 'mrkdwn', text: linksOf(message.links) } }]),
  ];
  return {
    text: cut(message.title, 300),
    mrkdwn: false,
    link_names: false,
    parse: 'none',
    unfurl_links: false,
    unfurl_media: false,
    blocks,
    metadata: { event_type: 'postflight_notice', event_payload: { id: notice.id, page: notice.dedupKey } },
  };
}

/** A line for the thread under a page. */
export function threadLine(notice: Notice, to: Recipient): JsonObject {
  const text = composeText(messageOf(notice, to), notice, {
    limit: 2_900,
    size: (part) => part.length,
    value: (part) => escapeFor(part, 'slack'),
    url: (url) => escapeUrlFor(url, 'slack'),
  });
  return {
    text,
    mrkdwn: false,
    link_names: false,
    parse: 'none',
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: 'postflight_notice', event_payload: { id: notice.id, page: notice.dedupKey } },
  };
}

/** Plain links: a button's press would have to be answered by a server of ours within three seconds. */
function linksOf(links: readonly Link[]): string {
  return links
    .map(({ url, label }) => `<${escapeUrlFor(url, 'slack')}|${label}>`)
    .filter((_, index, all) => all.slice(0, index + 1).join('').length <= 2_900)
    .join('   ');
}

function plain(text: string, limit: number): JsonObject {
  return { type: 'plain_text', text: cut(text, limit), emoji: false };
}

function cut(text: string, limit: number): string {
  return escapeFor(cutTo(text, { limit, size: (part) => escapeFor(part, 'slack').length }), 'slack');
}
