import { createHash } from 'node:crypto';
import type { Notice, Recipient } from '../../model/channel.ts';
import { composeText, placeLine } from '../template/compose.ts';
import { escapeFor } from '../template/escape.ts';
import { cutTo } from '../template/measure.ts';
import { messageOf, type Link, type Message } from '../template/message.ts';
import { safeLine } from '../template/safe-text.ts';

export type Sender = { readonly name: string; readonly address: string };

export type PageMail = {
  readonly id: string;
  readonly subject: string;
  readonly toName: string;
  /** The same through every retry, so that a mail that was sent twice is shown once. */
  readonly messageId: string;
  /** What all mails of one page refer to, so that they lie together. */
  readonly thread: string;
  readonly isUrgent: boolean;
  readonly text: string;
  readonly html: string;
  /** What of the headers a reader of a dry run wants to see. */
  readonly headers: { readonly [name: string]: string };
};

/** Reads `Name <address>` or a bare address; null for anything else. */
export function readSender(from: string): Sender | null {
  const match = /^(?<name>[^<>]*)<(?<address>[^<>]+)>$/.exec(from.trim())?.groups;
  const address = (match?.['address'] ?? from).trim();
  if (!isMailAddress(address)) return null;
  return { name: safeLine(match?.['name'] ?? '').replaceAll('"', ''), address };
}

/** One plain address: nothing that could add a recipient or a header. */
export function isMailAddress(text: string): boolean {
  return /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}$/.test(text) && !text.endsWith('.');
}

/** A notice as a mail: the whole of it as text, and the same with a large button. */
export function mailOf(notice: Notice, to: Recipient, sender: Sender): PageMail {
  const message = messageOf(notice, to);
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1);
  const id = notice.id.replaceAll(/[^A-Za-z0-9._-]/g, '-').slice(0, 100);
  const thread = createHash('sha256').update(notice.dedupKey).digest('hex').slice(0, 24);
  const subject = cutTo(message.title, { limit: 180, size: (part) => part.length });
  const isUrgent = ['page', 'escalation', 'worse'].includes(notice.kind);
  const messageId = `<${id}@${domain}>`;
  return {
    id,
    subject,
    toName: safeLine(to.name),
    messageId,
    thread: `<page-${thread}@${domain}>`,
    isUrgent,
    text: `${composeText(message, notice, plainRoom)}\n`,
    html: htmlOf(message, notice),
    headers: {
      from: sender.name === '' ? sender.address : `${sender.name} <${sender.address}>`,
      to: `${safeLine(to.name)} <${to.address}>`,
      subject,
      'message-id': messageId,
      references: `<page-${thread}@${domain}>`,
      ...(isUrgent ? { importance: 'High' } : {}),
      'auto-submitted': 'auto-generated',
      'x-postflight-notice': id,
    },
  };
}

const plainRoom = {
  limit: 30_000,
  size: (text: string) => text.length,
  value: (text: string) => text,
  url: (url: string) => url,
};

const button =
  'display:inline-block;padding:14px 28px;background:#0b57d0;color:#ffffff;font-size:18px;text-decoration:none;border-radius:6px';

/** No picture, no style sheet, no script from anywhere: mail programs show it as it is, also without a network. */
function htmlOf(message: Message, notice: Notice): string {
  const text = (value: string): string => escapeFor(value, 'html');
  const cell = 'padding:4px 12px 4px 0;vertical-align:top;overflow-wrap:anywhere';
  const rows = message.facts.map(
    ({ label, value }) =>
      `<tr><th align="left" style="${cell}">${text(label)}</th><td style="${cell}">${text(value)}</td></tr>`,
  );
  const line = ({ name, url, label }: Link): string =>
    `<p style="margin:12px 0"><a href="${text(url)}" style="${name === 'acknowledge' ? button : 'font-size:16px'}">${text(label)}</a></p>`;
  // The button stands above the facts: however long they are, it is on the first screen.
  const [first, others] = [
    message.links.filter(({ name }) => name === 'acknowledge'),
    message.links.filter(({ name }) => name !== 'acknowledge'),
  ];
  const notes = [message.duplicate, message.noLink].flatMap((line) => (line === null ? [] : [`<p>${text(line)}</p>`]));
  return [
    `<!doctype html><html lang="${message.language}"><head><meta charset="utf-8"><title>${text(message.title)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1f1f1f">',
    `<h1 style="font-size:22px;word-break:keep-all;overflow-wrap:anywhere">${text(message.title)}</h1>`,
    ...first.map(line),
    ...notes,
    `<table role="presentation" style="border-collapse:collapse">${rows.join('')}</table>`,
    ...others.map(line),
    `<p style="color:#5f5f5f">${text(placeLine(message, notice))}</p>`,
    '</body></html>',
  ].join('\n');
}
