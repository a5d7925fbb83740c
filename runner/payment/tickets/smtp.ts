import { createTransport } from 'nodemailer';
import { createRedactor } from '../../base/redact.ts';
import { limits } from '../../base/limits.ts';
import { readMailServer } from '../../base/mail-server.ts';
import { plainText } from '../../base/plain-text.ts';
import { within } from '../../base/within.ts';
import { SetupError } from '../../model/trouble.ts';
import { mailText } from './mail-text.ts';

export type Mail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The same for every attempt of one telling, so that a mail that was sent twice is shown once. */
  readonly messageId: string;
  readonly attachments: readonly {
    readonly filename: string;
    readonly content: string | Buffer;
    readonly contentType: string;
  }[];
};

/** What the mail server said, recipient by recipient; `answer` is in its own words. */
export type Sent = {
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
  readonly answer: string;
};

/**
 * Hands one mail to the server at an smtp(s):// address. Never throws for what a server does: silence, refusals and broken lines are
 * answers. Throws SetupError when the address is none; the address itself, with its password, is never told.
 */
export async function sendMail(
  address: string,
  mail: Mail,
  waits: { readonly silenceMs: number; readonly wholeMs: number } = {
    silenceMs: limits.mailSilenceMs,
    wholeMs: limits.mailWholeMs,
  },
): Promise<Sent> {
  const server = readMailServer(address);
  if (server === null) throw new SetupError(mailText.badAddress());
  const redactor = createRedactor([address, server.auth?.pass ?? '']);
  const clean = (text: string): string =>
    redactor.text(plainText(text)).replaceAll(/\s+/g, ' ').slice(0, limits.ticketTextLength);
  const transport = createTransport({
    ...server,
    connectionTimeout: limits.mailConnectMs,
    greetingTimeout: limits.mailConnectMs,
    dnsTimeout: limits.mailConnectMs,
    socketTimeout: waits.silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    // A server that answers one letter a second keeps every time-out of the line alive; the whole mail has one, too.
    const info = await within(
      transport.sendMail({ ...mail, to: [...mail.to], attachments: [...mail.attachments] }),
      waits.wholeMs,
    );
    return {
      accepted: info.accepted.map(addressOf),
      rejected: info.rejected.map(addressOf),
      answer: clean(info.response),
    };
  } catch (error) {
    return { accepted: [], rejected: [], answer: clean(error instanceof Error ? error.message : String(error)) };
  } finally {
    transport.close();
  }
}

function addressOf(recipient: string | { readonly address: string }): string {
  return typeof recipient === 'string' ? recipient : recipient.address;
}
