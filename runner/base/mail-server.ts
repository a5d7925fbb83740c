/** How a mail server is spoken to. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
  readonly tls?: { readonly rejectUnauthorized: false };
};

/**
 * Reads an address with user and password; null for what is none. `smtps://` speaks TLS from the first byte; `smtp://` must be lifted to TLS
 * before anything is said, unless the server is on this machine, where nobody can listen in and certificates are home-made.
 */
export function readMailServer(address: string): MailServer | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return null;
  const [user, pass] = [decode(url.username), decode(url.password)];
  if (user === null || pass === null) return null;
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.toLowerCase();
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(host);
  return {
    host: host.replaceAll(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isLocal,
    ...(user === '' ? {} : { auth: { user, pass } }),
    ...(isLocal ? { tls: { rejectUnauthorized: false } } : {}),
  };
}

/** Null for a stray % in a password that was not encoded. */
function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
