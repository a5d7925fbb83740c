import { hostRule, meansHost, placeOfUrl } from '../base/host.ts';
import type { Target } from '../model/target.ts';
import { StepFailure } from '../model/trouble.ts';
import { text } from './text.ts';

/** The absolute URL of a path or address in a checklist. Throws StepFailure for anything but http(s) to an allowed host. */
export function allowedUrl(target: Target, address: string): URL {
  const url = parse(address, target.baseUrl);
  if (url === null) throw new StepFailure(text.badUrl({ url: address }));
  if (!isAllowed(target, url))
    throw new StepFailure(text.hostRefused({ url: url.href, host: url.host === '' ? url.protocol : url.host }));
  return url;
}

/** True for http(s) to the target's own host and port or one it lists. A listed name without a port means the web's own ports. */
export function isAllowed(target: Target, url: URL): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  const place = placeOfUrl(url);
  if (place === null) return false;
  return [new URL(target.baseUrl).host, ...target.allowedHosts].some((listed) => {
    const rule = hostRule(listed);
    return rule !== null && meansHost(rule, place);
  });
}

function parse(address: string, base: string): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null;
}
