import { placeOfUrl } from '../base/host.ts';
import type { AllowList } from './allow-list.ts';

/** What identifies one confirmation: the same three say the same payment. */
export type ConfirmAddress = { readonly key: string };

const names = ['paymentKey', 'orderId', 'amount'] as const;

/**
 * Reads the address by which the shop would make the gateway confirm a payment: on the shop's own host with payment key, order and
 * amount in its query, or the target's `confirm-path` with any of them. Null for every other address.
 */
export function readConfirmAddress(
  url: URL,
  request: { readonly method: string },
  { allowList, confirmPath }: { readonly allowList: AllowList; readonly confirmPath: string | null },
): ConfirmAddress | null {
  const place = placeOfUrl(url);
  if (place === null || !allowList.isShop(place)) return null;
  const found = names.filter((name) => url.searchParams.has(name));
  const isPath = confirmPath !== null && plainPath(url.pathname) === plainPath(confirmPath);
  const isConfirm = found.length === names.length || (isPath && (found.length > 0 || request.method !== 'GET'));
  return isConfirm ? { key: names.map((name) => url.searchParams.get(name) ?? '').join('\n') } : null;
}

/** Servers read `%63` as `c` and often take a slash at the end for nothing. */
function plainPath(path: string): string {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch (error) {
    // What cannot be decoded is compared as it stands.
    if (!(error instanceof URIError)) throw error;
  }
  return decoded
    .replaceAll(/\/{2,}/g, '/')
    .replace(/\/+$/, '')
    .toLowerCase();
}
