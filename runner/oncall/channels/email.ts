import { createTransport } from 'nodemailer';
import { Type, type Static } from 'typebox';
import { readMailServer, type MailServer } from '../../base/mail-server.ts';
import type { ChannelKind, Delivery, Notice, OpenChannel, Recipient } from '../../model/channel.ts';
import { SetupError } from '../../model/trouble.ts';
import { commonSettings, secretText, strictSettings, timeoutOf } from './common-settings.ts';
import { isMailAddress, mailOf, readSender, type Sender } from './email-message.ts';
import { createHider, maskAddress, type Hide } from './hide.ts';
import { refused } from './http-channel.ts';
import { readSettings } from './read-settings.ts';
import { channelText } from './text.ts';

const settingsSchema = strictSettings({
  smtp: secretText('smtps://user:password@server:465 or smtp://user:password@server:587'),
  from: Type.String({ minLength: 3, description: 'Postflight <pager@shop.example>' }),
  receipts: Type.Optional(
    Type.Boolean({ description: 'Ask for a receipt of delivery where the server offers it (DSN)' }),
  ),
  timeout: commonSettings.timeout,
  events: commonSettings.events,
  interrupts: commonSettings.interrupts,
});

/** The library's own waits are up to ten minutes: no pager waits so long. */
const waits = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000, dnsTimeout: 5_000 };
const usualTimeoutMs = 20_000;

/** E-mail by SMTP. Lies in an inbox and wakes nobody, unless somebody has set up a telephone for it. */
export const emailKind: ChannelKind = {
  name: 'email',
  settings: settingsSchema,
  open(given) {
    const { settings, fill, values } = readSettings('email', settingsSchema, given);
    const server = readMailServer(fill(settings.smtp));
    // The address, with its password, is never told.
    if (server === null) throw new SetupError(channelText.smtpAddress({ channel: given.id }));
    const sender = readSender(settings.from);
    if (sender === null)
      throw new SetupError(
        channelText.settingsWrong({ channel: given.id, kind: 'email', why: '"from": name <address>' }),
      );
    const secrets = [...values(), ...(server.auth === undefined ? [] : [server.auth.pass])];
    return openMail(given.id, settings, { server, sender, secrets });
  },
};

type Post = { readonly server: MailServer; readonly sender: Sender; readonly secrets: readonly string[] };

function openMail(id: string, settings: Static<typeof settingsSchema>, post: Post): OpenChannel {
  const { sender, server, secrets } = post;
  const hideFor = createHider(() => secrets);
  const timeoutMs = timeoutOf(settings, usualTimeoutMs);
  const { events } = settings;
  const carries = (kind: Notice['kind']): boolean =>
    events === undefined ? kind !== 'heartbeat' : events.includes(kind);
  return {
    id,
    kind: 'email',
    interrupts: settings.interrupts ?? false,
    edits: false,
    carries,
    timeoutMs,
    prepare(notice, to) {
      const { headers, text } = mailOf(notice, to, sender);
      const hide = hideFor(notice, to);
      return {
        what: 'mail',
        line: `MAIL ${server.secure ? 'smtps' : 'smtp'}://${server.host}:${server.port}`,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hide.request(value)])),
        body: hide.request(text),
        maskedAddress: maskAddress(to.address),
      };
    },
    async send(notice, to, { signal }) {
      if (!carries(notice.kind)) return refused(channelText.notCarried({ kind: notice.kind }));
      if (!isMailAddress(to.address)) return refused(channelText.noAddress);
      const hide = hideFor(notice, to);
      return await withTransport(server, { signal, timeoutMs, hide }, (transport, either) =>
        sendOne(transport, { notice, to, sender, receipts: settings.receipts ?? true }, either, hide),
      );
    },
    reached: null,
    async prove({ signal }) {
      const hide = hideFor(null, null);
      return await withTransport(server, { signal, timeoutMs, hide }, async (transport) => {
        await transport.verify();
        const words = channelText.mailServerTakes();
        return { kind: 'accepted', httpStatus: null, providerId: null, answer: words.en, words };
      });
    },
  };
}

type Transport = ReturnType<typeof createTransport>;
type Limits = { readonly signal: AbortSignal; readonly timeoutMs: number; readonly hide: Hide };

/** One connection for one message, ended when the signal says so; whatever a server does is a Delivery. */
async function withTransport(
  server: MailServer,
  { signal, timeoutMs, hide }: Limits,
  work: (transport: Transport, either: AbortSignal) => Promise<Delivery>,
): Promise<Delivery> {
  const timeOut = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, timeOut]);
  const transport = createTransport({ ...server, ...waits, disableFileAccess: true, disableUrlAccess: true });
  try {
    either.throwIfAborted();
    return await Promise.race([work(transport, either), aborted(either)]);
  } catch (error) {
    if (either.aborted) {
      const why = signal.aborted ? channelText.aborted : channelText.timedOut({ ms: timeoutMs });
      return { kind: 'retry', httpStatus: null, retryAfterMs: null, why };
    }
    return troubleOf(error, hide);
  } finally {
    transport.close();
  }
}

async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
}

type Letter = { readonly notice: Notice; readonly to: Recipient; readonly sender: Sender; readonly receipts: boolean };

async function sendOne(
  transport: Transport,
  { notice, to, sender, receipts }: Letter,
  signal: AbortSignal,
  hide: Hide,
): Promise<Delivery> {
  const mail = mailOf(notice, to, sender);
  const info = await transport.sendMail({
    from: { name: sender.name, address: sender.address },
    to: { name: mail.toName, address: to.address },
    subject: mail.subject,
    messageId: mail.messageId,
    references: mail.thread,
    priority: mail.isUrgent ? 'high' : 'normal',
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Postflight-Notice': mail.id, 'X-Auto-Response-Suppress': 'OOF' },
    text: mail.text,
    html: mail.html,
    // Goes out only to a server that offers it.
    dsn: {
      id: mail.id,
      return: 'HDRS',
      notify: receipts ? ['SUCCESS', 'FAILURE', 'DELAY'] : ['FAILURE', 'DELAY'],
      recipient: to.address,
    },
    signal,
  });
  return { kind: 'accepted', httpStatus: null, providerId: mail.messageId, answer: hide.answer(String(info.response)) };
}

/** 4xx and broken lines will pass; 5xx and a wrong password will not. */
function troubleOf(error: unknown, hide: Hide): Delivery {
  const facts: { readonly [name: string]: unknown } = Object.fromEntries(
    Object.entries(error instanceof Error ? error : {}),
  );
  const code = typeof facts['code'] === 'string' ? facts['code'] : 'SMTP';
  const response = typeof facts['responseCode'] === 'number' ? facts['responseCode'] : 0;
  const said = typeof facts['response'] === 'string' ? facts['response'] : error instanceof Error ? error.message : '';
  const answer = hide.answer(said);
  const why = channelText.smtp({ code: response === 0 ? code : String(response), answer });
  const isFinal =
    response >= 500 || (response === 0 && ['EAUTH', 'ETLS', 'EENVELOPE', 'ENOAUTH', 'EOAUTH2'].includes(code));
  return isFinal
    ? { kind: 'refused', httpStatus: null, why }
    : { kind: 'retry', httpStatus: null, retryAfterMs: null, why };
}
