import { showPlace, type HostRule } from '../base/host.ts';
import type { GatewayConfig } from '../model/target.ts';
import type { AllowList } from './allow-list.ts';

/** The kinds of request that can open a payment page or carry something to a gateway. Scripts, styles and pictures cannot. */
const kinds = ['Document', 'XHR', 'Fetch', 'Ping', 'Other'] as const;

export type FetchPattern = { readonly urlPattern: string; readonly resourceType?: (typeof kinds)[number] };

/**
 * What Chromium holds for us. Each held request costs milliseconds, so the patterns are as narrow as they can be without letting
 * anything by; the exact judgement comes after.
 */
export function fetchPatterns(allowList: AllowList, gateway: GatewayConfig | null): readonly FetchPattern[] {
  const toGateways = allowList.gatewayRules.flatMap((rule) =>
    kinds.map((resourceType) => ({ urlPattern: `*//*${escape(written(rule))}*`, resourceType })),
  );
  if (gateway === null) return toGateways;
  const shop = `*//*${escape(showPlace(allowList.shop))}*`;
  return [
    ...toGateways,
    // Names in a query may be written in many ways; documents with one are few enough to be read exactly.
    { urlPattern: `${shop}\\?*`, resourceType: 'Document' },
    { urlPattern: `${shop}paymentKey=*` },
    ...(gateway.confirmPath === null ? [] : [{ urlPattern: `${shop}${escape(gateway.confirmPath)}*` }]),
  ];
}

/** A rule's host as it stands in an address; a port that is the scheme's own is not written there. */
function written({ host, ports }: HostRule): string {
  const [port] = ports;
  return ports.length === 1 && port !== undefined ? showPlace({ host, port }) : host;
}

/** `*`, `?` and `\` mean something in a pattern. */
function escape(text: string): string {
  return text.replaceAll(/[*?\\]/g, '\\$&');
}
