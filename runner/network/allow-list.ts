import { hostRule, meansHost, placeOfUrl, type HostPort, type HostRule } from '../base/host.ts';
import { gateways } from '../gateways/index.ts';
import type { Target } from '../model/target.ts';

/** Which places a run's browser may reach, and which of them take payments. */
export type AllowList = {
  allows(place: HostPort): boolean;
  /** A gateway that the target names, or one that we know: whatever the lists say, pages of it are opened by a payment alone. */
  takesPayments(place: HostPort): boolean;
  /** The shop itself. */
  isShop(place: HostPort): boolean;
  readonly gatewayRules: readonly HostRule[];
  readonly shop: HostPort;
};

/** The list of a target: its own address, `allowed-hosts`, and the hosts of its gateway. */
export function allowListOf(target: Target): AllowList {
  const shop = placeOfUrl(new URL(target.baseUrl));
  if (shop === null) throw new Error(`${target.baseUrl} leads nowhere`);
  const gateway = gatewayRulesOf(target);
  const listed = [...rules([new URL(target.baseUrl).host, ...target.allowedHosts]), ...gateway];
  const gatewayRules = [...gateway, ...gateways.flatMap(({ browserHosts }) => rules(browserHosts))];
  const own = rules([new URL(target.baseUrl).host]);
  return {
    allows: (place) => listed.some((rule) => meansHost(rule, place)),
    takesPayments: (place) => gatewayRules.some((rule) => meansHost(rule, place)),
    isShop: (place) => own.some((rule) => meansHost(rule, place)),
    gatewayRules,
    shop,
  };
}

/** A gateway on this machine stands in for the real one: then the real one's hosts are not let in with it. */
function gatewayRulesOf({ gateway }: Target): readonly HostRule[] {
  if (gateway === null) return [];
  const { host, hostname } = new URL(gateway.baseUrl);
  const kind = gateways.find(({ name }) => name === gateway.kind);
  const isReal = kind !== undefined && !/^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname);
  return rules([host, ...(isReal ? kind.browserHosts : [])]);
}

function rules(texts: readonly string[]): readonly HostRule[] {
  return texts.flatMap((text) => hostRule(text) ?? []);
}

/**
 * Hosts that Chromium asks for itself, whatever page is open. They are let out only when a target lists them: a run under
 * `unknown-hosts: record` tells about the shop's pages, not about the browser's maker.
 */
const makers: readonly HostRule[] = rules([
  'accounts.google.com',
  'android.clients.google.com',
  'clientservices.googleapis.com',
  ...['', '1', '2', '3', '4', '5', '6'].map((number) => `clients${number}.google.com`),
  'content-autofill.googleapis.com',
  'dl.google.com',
  '*.gvt1.com',
  'mtalk.google.com:5228',
  'optimizationguide-pa.googleapis.com',
  'safebrowsing.googleapis.com',
  'sb-ssl.google.com',
  'update.googleapis.com',
]);

/** True for a host that Chromium talks to in its own name. */
export function isBrowsersOwn(place: HostPort): boolean {
  return makers.some((rule) => meansHost(rule, place));
}
