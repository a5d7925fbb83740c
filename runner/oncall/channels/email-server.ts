import { SetupError } from '../../model/trouble.ts';
import { channelText } from './text.ts';

export type MailServer = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
  readonly tls?: { readonly rejectUnauthorized: false };
};

/**
 * `smtps://` speaks TLS from the first byte; `smtp://` must be lifted to TLS before anything is said, unless the server is on this
 * machine, where nobody can listen in and certificates are home-made. The address, with its password, is never told.
 */
export function readMailServer(channel: string, address: string): MailServer {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw new SetupError(channelText.smtpAddress({ channel }));
  const secure = url.protocol === 'smtps:';
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  const decode = (part: string): string => {
    try {
      return decodeURIComponent(part);
    } catch (error) {
      // A stray % in a password that was not encoded; the message must not hold it.
      if (error instanceof URIError) throw new SetupError(channelText.smtpAddress({ channel }));
      throw error;
    }
  };
  return {
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isLocal,
    ...(url.username === '' ? {} : { auth: { user: decode(url.username), pass: decode(url.password) } }),
    ...(isLocal ? { tls: { rejectUnauthorized: false } } : {}),
  };
}
