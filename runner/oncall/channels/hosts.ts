import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { Bilingual } from '../../base/bilingual.ts';
import { hostRule, meansHost, placeOfUrl, showPlace, type HostPort, type HostRule } from '../../base/host.ts';
import { SetupError } from '../../model/trouble.ts';
import { channelText } from './text.ts';

/*
 * A pager carries keys and acknowledge links, and it can be pointed at anything by one line of YAML or by one secret. So it reaches only
 * the servers that are written down, and nothing inside the company unless that is written down too.
 */

/** Every address of a name. Passed in for tests. */
export type Lookup = (host: string) => Promise<readonly string[]>;

export const lookupHost: Lookup = async (host) => {
  const found = await systemLookup(host, { all: true });
  return found.map(({ address }) => address);
};

export type HostGuard = {
  /** Why this address is not to be reached, or null. Rejects when the name cannot be resolved. */
  readonly refusal: (url: URL) => Promise<Bilingual | null>;
};

/** Which servers a channel may reach. `own` are the kind's; `listed` are from the file and may be internal. */
export function createHostGuard(
  channel: string,
  { own, listed }: { readonly own: readonly string[]; readonly listed: readonly string[] },
  lookup: Lookup,
): HostGuard {
  const internal = listed.map((entry) => ruleOf(channel, entry));
  const allowed = [...own.map((entry) => ruleOf(channel, entry)), ...internal];
  return {
    async refusal(url) {
      const place = placeOfUrl(url);
      if (place === null || !isMeant(allowed, place)) return channelText.foreignHost({ host: url.host });
      if (isMeant(internal, place)) return null;
      const host = showPlace(place);
      if (isInternalName(place.host)) return channelText.privateHost({ host });
      const addresses = await addressesOf(place.host, lookup);
      return addresses.some(isInternalAddress) ? channelText.privateHost({ host }) : null;
    },
  };
}

/** The checks that need no network, when the file is read. */
export function checkAddress(
  channel: string,
  url: URL,
  { own, listed }: { readonly own: readonly string[]; readonly listed: readonly string[] },
): void {
  const place = placeOfUrl(url);
  if (place === null || !/^https?:$/.test(url.protocol)) throw new SetupError(channelText.urlWrong({ channel }));
  const internal = listed.map((entry) => ruleOf(channel, entry));
  const rules = [...own.map((entry) => ruleOf(channel, entry)), ...internal];
  const host = showPlace(place);
  if (!isMeant(rules, place))
    throw new SetupError(channelText.hostForeign({ channel, host, hosts: [...own, ...listed].join(', ') }));
  if (url.protocol === 'http:' && !isMeant(internal, place))
    throw new SetupError(channelText.urlOpen({ channel, host }));
}

function ruleOf(channel: string, entry: string): HostRule {
  const rule = hostRule(entry);
  if (rule === null) throw new SetupError(channelText.hostWrong({ channel, entry }));
  return rule;
}

function isMeant(rules: readonly HostRule[], place: HostPort): boolean {
  return rules.some((rule) => meansHost(rule, place));
}

async function addressesOf(host: string, lookup: Lookup): Promise<readonly string[]> {
  const bare = host.replaceAll(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? await lookup(host) : [bare];
}

/** Names that no public server has. */
function isInternalName(host: string): boolean {
  if (isIP(host.replaceAll(/^\[|\]$/g, '')) !== 0) return false;
  return !host.includes('.') || /\.(local|localhost|internal|intranet|lan|home\.arpa|corp)$/.test(host);
}

const internalRanges = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  internalRanges.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 32],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  internalRanges.addSubnet(network, bits, 'ipv6');

/** True for every range that is not the public internet, addresses that wrap an IPv4 address among them. */
export function isInternalAddress(address: string): boolean {
  const bare = address.split('%')[0] ?? address;
  const version = isIP(bare);
  if (version === 4) return internalRanges.check(bare, 'ipv4');
  if (version !== 6) return true;
  // ::ffff:a.b.c.d is that IPv4 address.
  const wrapped = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(new URL(`http://[${bare}]/`).hostname);
  if (wrapped !== null) {
    const [high = 0, low = 0] = [wrapped[1], wrapped[2]].map((part) => Number.parseInt(part ?? '0', 16));
    return internalRanges.check([high >> 8, high & 255, low >> 8, low & 255].join('.'), 'ipv4');
  }
  return internalRanges.check(bare, 'ipv6');
}
