import type { Bilingual } from '../base/bilingual.ts';
import { text } from './text.ts';

const kinds: readonly { readonly pattern: RegExp; readonly words: () => Bilingual }[] = [
  { pattern: /ERR_NAME_(NOT_RESOLVED|RESOLUTION_FAILED)|ENOTFOUND|EAI_AGAIN|ERR_DNS/, words: text.noDns },
  { pattern: /ERR_CONNECTION_REFUSED|ECONNREFUSED/, words: text.refused },
  {
    pattern: /ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)|ECONNRESET|socket hang up/,
    words: text.dropped,
  },
  { pattern: /ERR_(CERT|SSL|BAD_SSL)|CERT_|self-signed|SSL routines|EPROTO|unable to verify/i, words: text.tls },
  { pattern: /ERR_BLOCKED_BY/, words: text.blockedByGuard },
  { pattern: /ERR_TOO_MANY_REDIRECTS|Max redirect count/, words: text.redirectLoop },
  {
    pattern: /ERR_(INTERNET_DISCONNECTED|NETWORK|PROXY|TUNNEL|ADDRESS_UNREACHABLE)|EHOSTUNREACH|ENETUNREACH/,
    words: text.offline,
  },
  { pattern: /ERR_ABORTED|interrupted by another navigation/, words: text.aborted },
  { pattern: /ERR_(CONNECTION_)?TIMED_OUT|Timeout [\d.]+ms exceeded|ETIMEDOUT|timed out/i, words: text.tooSlow },
];

/** Plain words for why no answer came; the first line of Playwright's own text when it is none of the known kinds. */
export function networkTrouble(detail: string): Bilingual {
  const kind = kinds.find((one) => one.pattern.test(detail));
  if (kind !== undefined) return kind.words();
  return text.otherNetwork({ code: /(net::\w+|E[A-Z]{4,})/.exec(detail)?.[0] ?? detail.split('\n')[0] ?? '' });
}
